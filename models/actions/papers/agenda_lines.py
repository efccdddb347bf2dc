"""The book of numbers (buku agenda): every number given in a month by series, cancelled ones with the reason."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import TypedDict

from peewee import JOIN, ModelSelect

from models.actions.core.own_types.catalogue import series_called
from models.actions.core.sent_papers import latest_of
from models.rules.cases.identification import ComplaintKind
from models.rules.cases.sop import Stage
from models.rules.core.moments import iso, to_wib
from models.rules.figures.months import edges
from models.rules.papers.documents import DocumentState, paper_title
from models.rules.papers.numbering import COMPLAINT_SERIES, RECORD_SERIES, TRANSFER_SERIES, series_title
from models.rules.papers.signed_elsewhere import OPEN
from models.rules.papers.signing_ways import row_of
from models.rules.papers.unfinished import UNSIGNED
from models.tables import Complaint, Document, ExternalNumber, IssuedNumber, NumberSeries, SentPaper, Staff

OWN, OUTSIDE = "Sistem", "Tata Usaha/SRIKANDI"
Line = dict[str, object]
# Of numbers without a paper of their own: it is made anew when it is downloaded.
_RECORDS: dict[str, Line] = {
    RECORD_SERIES: {"kind": "Berita acara pemusnahan arsip"},
    TRANSFER_SERIES: {"kind": "Berita acara pemindahan arsip"},
}


class Series(TypedDict):
    """One series in the book: its name and its numbers."""

    name: str
    numbers: list[Line]


def agenda_series(month: str, most: int | None = None) -> list[Series]:
    """Return the series of a month (2026-11) with their numbers, letters before agendas. Raises MonthNotAllowed.

    `most` limits our own numbers, and those from outside, to that many of the last ones given. Each series is name
    and numbers; a number is number, date (ISO or None), given (ISO moment), kind, subject, recipient, signer, source
    (who gave it), cancelled and reason; one with a reason that is not cancelled is of a withdrawn memo, or kept for a
    draft that is not signed with it: such a one has neither date nor signer.
    """
    start, end = edges(month)
    found: dict[str, list[Line]] = {}
    for name, line in [*_own(start, end, most), *_outside(start, end, most)]:
        found.setdefault(name, []).append(line)
    return [{"name": name, "numbers": lines} for name, lines in sorted(found.items(), reverse=True)]


def count_numbers(month: str) -> int:
    """Return how many numbers a month's book has. Raises MonthNotAllowed."""
    start, end = edges(month)
    return int(_given(start, end).count()) + int(_entered(start, end).count())


def _given(start: datetime, end: datetime) -> "ModelSelect[IssuedNumber]":
    given = (IssuedNumber.given_at >= start) & (IssuedNumber.given_at < end)
    letters = NumberSeries.unit != COMPLAINT_SERIES
    return IssuedNumber.select(IssuedNumber, NumberSeries).join(NumberSeries).where(given & letters)


def _entered(start: datetime, end: datetime) -> "ModelSelect[ExternalNumber]":
    entered = (ExternalNumber.entered_at >= start) & (ExternalNumber.entered_at < end)
    return ExternalNumber.select(ExternalNumber, Staff).join(Staff).where(entered)


def _own(start: datetime, end: datetime, most: int | None) -> Iterator[tuple[str, Line]]:
    """Return the numbers of our own series, except complaint numbers, which have a register of their own."""
    last = _given(start, end).order_by(IssuedNumber.given_at.desc(), IssuedNumber.id.desc()).limit(most)
    rows = sorted(last, key=lambda row: (row.series_id, row.urut))
    keys = [int(row.holder.partition(":")[2]) for row in rows if row.holder.startswith("document:")]
    papers, called = _papers(keys), series_called()
    for row in rows:
        paper = papers.get(row.holder, _RECORDS.get(row.series.series, {}))
        line = _line(row.text, row.given_at, paper, OWN)
        name = series_title(row.series.unit, row.series.series, row.series.year, called.get(row.series.series, ""))
        reason = row.cancel_reason or line["reason"]
        yield name, line | {"cancelled": bool(row.cancelled), "reason": reason}


def _outside(start: datetime, end: datetime, most: int | None) -> Iterator[tuple[str, Line]]:
    """Return the numbers given by Tata Usaha or SRIKANDI, as they were typed in."""
    rows = list(_entered(start, end).order_by(ExternalNumber.id.desc()).limit(most))[::-1]
    papers = _papers([row.document_id for row in rows])
    for row in rows:
        paper = papers.get(f"document:{row.document_id}", {})
        source = f"{OUTSIDE}, dicatat {row.entered_by.name}"
        yield series_title(row.unit, f"dari {OUTSIDE}", row.year), _line(row.number, row.entered_at, paper, source)


def _papers(keys: list[int]) -> dict[str, Line]:
    """Return what the book prints about these papers, by their names in the register."""
    found: dict[str, Line] = {}
    for start in range(0, len(keys), 5000):
        query = Document.select(Document, Complaint.id, Complaint.stage, Complaint.kind)
        some = keys[start : start + 5000]
        mine, sent = Document.id.in_(some), latest_of(some)
        for paper in query.join(Complaint, JOIN.LEFT_OUTER).where(mine):
            found[f"document:{paper.id}"] = {
                "date": paper.date.isoformat() if paper.date else None,
                "kind": paper_title(paper),
                "subject": paper.subject,
                "recipient": paper.recipient,
                "signer": "" if paper.state in UNSIGNED else _signer(paper),
                "cancelled": paper.state == "batal",
                "reason": _kept(sent.get(paper.id)) if paper.state in UNSIGNED else _remark(paper),
            }
    return found


def _signer(paper: Document) -> str:
    return str(json.loads(paper.facts).get("signer", {}).get("name", ""))


def _kept(sent: SentPaper | None) -> str:
    """Return for what a draft keeps the number it was given before it was signed."""
    where = row_of(sent.way).elsewhere if sent is not None and sent.state in OPEN else ""
    if where:
        return f"ada di {where}, belum pasti ditandatangani"
    return "disimpan untuk naskah yang belum ditandatangani"


def _remark(paper: Document) -> str:
    """Return why a paper was cancelled or withdrawn; of one that stands, what became of its case if it was closed."""
    if paper.state == DocumentState.DITARIK:
        return f"ditarik: {paper.cancel_reason}"
    if paper.cancel_reason:
        return str(paper.cancel_reason)
    case = paper.complaint if paper.complaint_id is not None else None
    closed = case is not None and case.stage == Stage.DITUTUP and case.kind == ComplaintKind.BUKAN_PENGADUAN
    return "pengaduannya ditutup sebagai bukan pengaduan" if closed else ""


def _line(number: str, given: datetime, paper: Line, source: str) -> Line:
    empty: Line = {"date": to_wib(given).date().isoformat(), "kind": "", "subject": "", "recipient": "", "signer": ""}
    known = {"number": number, "given": iso(given), "source": source}
    return {**empty, "cancelled": False, "reason": "", **paper, **known}
