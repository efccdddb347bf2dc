"""The hand-overs of a case's papers to where they are signed, as the dossier tells of them, issued or not."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from models.rules.core.moments import iso, to_wib
from models.rules.papers.copy_states import COPY_STATES, state_of
from models.rules.papers.documents import paper_title
from models.rules.papers.signed_elsewhere import SENT_STATES, Act, SentState
from models.rules.papers.signing_ways import row_of
from models.tables import Complaint, Document, SentPaper


def handed_over(case: Complaint, staff: Mapping[int, str]) -> Iterator[dict[str, object]]:
    """Yield each hand-over: what became of it, by whom, the number booked there, what was found and agreed to."""
    mine = SentPaper.select(SentPaper, Document).join(Document).where(Document.complaint == case.id)
    for sent in mine.order_by(SentPaper.id):
        told = SENT_STATES[SentState(sent.state)]
        by, at = getattr(sent, f"{told.act}_by_id"), getattr(sent, f"{told.act}_at")
        label = told.label.format(where=row_of(sent.way).elsewhere)
        title = paper_title(sent.document)
        text = "\n".join(_lines(sent, told.act, staff))
        yield {"moment": iso(at), "actor": staff.get(by or 0, ""), "what": f"{title}: {label}", "text": text}


def _lines(sent: SentPaper, act: Act, staff: Mapping[int, str]) -> Iterator[str]:
    if sent.sent_at is not None and act is not Act.SENT:
        yield f"Diserahkan {_moment(sent.sent_at)} oleh {staff.get(sent.sent_by_id or 0, '–')}"
    if sent.number:
        yield f"Nomor yang dicatat saat diserahkan: {sent.number}"
    if sent.sha256:
        found = " · ".join(filter(None, (COPY_STATES[state_of(sent.copy_state)].label, sent.signer, sent.difference)))
        yield f"PDF yang kembali: {found}"
    if sent.reason:
        yield f"Alasan: {sent.reason}"
    yield from (f"Disetujui: {line}" for line in sent.agreed.splitlines())


def _moment(at: datetime) -> str:
    return f"{to_wib(at):%d-%m-%Y %H.%M} WIB"
