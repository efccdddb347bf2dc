"""Gathers what the lists of a month say (REKAP, REKAP-SAMAR, REGISTER, AGENDA), as docgen declares them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from models.actions.core.identities import identities_of
from models.actions.core.office_facts import office_settings
from models.actions.figures.line_words import SHOWN
from models.actions.figures.month_figures import month_figures
from models.actions.figures.register_lines import register_lines
from models.actions.figures.since_closing import since_closing
from models.actions.papers.agenda_lines import agenda_series
from models.actions.papers.document_facts import office_part, witness_facts
from models.actions.papers.paper_rights import signing_role
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import iso, to_wib
from models.rules.figures.corrections import lines_words, standing_words
from models.rules.figures.months import edges, month_label
from models.rules.figures.register_words import changed, changed_words
from models.rules.papers.documents import DOCUMENTS, SecurityClass
from models.rules.privacy.masking import ANYBODY
from models.tables import Complaint, MonthClose

Facts = dict[str, object]
_MANY = 400  # in one query
_DURATIONS = ("mean", "median", "p95")
_TEXTS = ("channel", "officer", *SHOWN, "follow_up", "status", "category", "section")


def recap_facts(month: str, code: str, now: datetime, *, masked: bool) -> Facts:
    """Return the facts of a monthly recap, in full for the office or masked for outside. Raises MonthNotAllowed."""
    figures: dict[str, Any] = month_figures(month, now)
    closing = since_closing(month, figures)
    security = SecurityClass.BIASA if masked else SecurityClass.TERBATAS
    return _frame(month, code, now) | {
        "keamanan": str(security),
        "lines": _lines(month, now, masked),
        "received": figures["received"],
        "totals": figures["totals"],
        "steps": [_step(row) for row in figures["steps"]],
        "whole": {name: _durations(figures["whole"][name]) for name in ("net", "gross")},
        "open": _for_outside(figures["open"]) if masked else figures["open"],
        "charts": [],
        **({"corrected": " ".join(standing_words(closing))} if closing and closing.corrections else {}),
    }


def _for_outside(lines: Sequence[Mapping[str, Any]]) -> list[Facts]:
    """Return the lines of what is open with subjects that name nobody."""
    numbers = [line["number"] for line in lines]
    known = {number: case for case, number in _cases(numbers)}
    people = identities_of(known.values())
    gates = {number: people[case].gate for number, case in known.items()}
    return [{**line, "subject": gates.get(line["number"], ANYBODY)(line["subject"])} for line in lines]


def _cases(numbers: Sequence[str]) -> Iterator[tuple[int, str]]:
    for start in range(0, len(numbers), _MANY):
        some = Complaint.number.in_(list(numbers[start : start + _MANY]))
        yield from Complaint.select(Complaint.id, Complaint.number).where(some).tuples()


def register_facts(month: str, code: str, now: datetime) -> Facts:
    """Return the facts of a month's book of registered complaints. Raises MonthNotAllowed."""
    names = {"keamanan": str(SecurityClass.TERBATAS)}  # it names the complainants
    closing = since_closing(month, month_figures(month, now))
    said = lines_words(closing) if closing else ""
    lines: Facts = {"lines": _lines(month, now, masked=False)}
    return _frame(month, code, now) | names | lines | ({"corrected": said} if said else {})


def agenda_facts(month: str, code: str, now: datetime) -> Facts:
    """Return the facts of a month's book of numbers. Raises MonthNotAllowed."""
    # Its numbers are read as of now, also after the closing: one may have been cancelled since.
    return _frame(month, code, now) | {"as_of": iso(now), "series": agenda_series(month)}


def _frame(month: str, code: str, now: datetime) -> Facts:
    settings, day, label = office_settings(), to_wib(now).date(), month_label(month)
    if now < edges(month)[0]:
        raise DocumentNotAllowed(f"Bulan {label} belum mulai. Pilih bulan ini atau bulan sebelumnya.")
    closed = MonthClose.get_or_none(MonthClose.month == month)
    return {
        **office_part(settings, signing_role(None, code, settings), day, code),
        "hal": f"{DOCUMENTS[code].title} Bulan {label}",
        "kota": settings.get("kota", ""),
        "date": None,
        "period": label,
        "as_of": iso(closed.closed_at if closed else now),
        "closed": closed is not None,
        **witness_facts(code, day),
    }


def _lines(month: str, now: datetime, masked: bool) -> list[Facts]:
    lines: Sequence[Mapping[str, Any]] = register_lines(month, now, masked=masked)
    before = {line["position"]: line for line in lines}
    return [
        {
            **{key: str(line.get(key) or "") for key in _TEXTS},
            **{key: line[key] for key in ("position", "number", "received", "new", "on_time")},
            "note": _note(line, before),
        }
        for line in lines
    ]


def _note(line: Mapping[str, object], before: Mapping[object, Mapping[str, object]]) -> str:
    if not line.get("corrects"):
        return f"Ditambahkan sesudah bulan ditutup: {line['reason']}" if line.get("reason") else ""
    reason = line.get("reason") or "tanpa alasan tercatat"
    changes = changed(before.get(line["corrects"], line), line)
    told = [changed_words(one) for one in changes if one.before or one.after]
    return f"Membetulkan baris {line['corrects']}: {'; '.join((*told, f'karena {reason}' if told else str(reason)))}"


def _step(row: Mapping[str, Any]) -> Facts:
    return {**row, "net": _durations(row["net"]), "gross": _durations(row["gross"])}


def _durations(taken: Mapping[str, Any]) -> Facts:
    """Return the durations in whole minutes, as the list prints them."""
    whole = {key: None if taken[key] is None else round(taken[key]) for key in _DURATIONS}
    return {"count": taken["count"], **whole}
