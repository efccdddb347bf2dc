"""A person's notices as the bell's page shows them: who waits, about what, what happened, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from admin_app.queue.case_lines import found_cases
from admin_app.queue.reading_queue import reporter_name
from models.actions.core.actor import Actor
from models.actions.core.office_facts import office_settings
from models.actions.staff.gather_notices import Told, earlier_told, told, waiting_told
from models.rules.staff.notices import OFFICE_LABELS, Family, ManyCases, OneCase, folded, many_after, rank_of
from models.tables import Complaint


@dataclass(frozen=True)
class NoticeLine:
    """One line: of a case, of the office, or of many cases (`family`)."""

    label: str
    said: str
    made_at: datetime
    notice: int = 0
    about: str = ""  # who waits and what about, as this reader may see it
    to_do: str = ""
    also: tuple[str, ...] = ()
    number: str = ""
    alarming: bool = False
    seen_at: datetime | None = None
    over: bool = False
    family: str = ""
    newest: int = 0


@dataclass(frozen=True)
class WaitingLines:
    """The waiting lines, and all the cases they tell of."""

    lines: Sequence[NoticeLine]
    cases: Sequence[OneCase]


def waiting_lines(actor: Actor, most: int) -> WaitingLines:
    """Return what waits for a person, one line a case; many of one family are one line."""
    cases = waiting_told(actor)
    items = folded(cases, many_after(office_settings()))[:most]
    single = [item for item in items if isinstance(item, OneCase)]
    lines = dict(zip((one.first.id for one in single), _lines(single, actor), strict=True))
    return WaitingLines(
        [_of_many(item) if isinstance(item, ManyCases) else lines[item.first.id] for item in items], cases
    )


def earlier_lines(actor: Actor, waiting: Sequence[OneCase], most: int) -> list[NoticeLine]:
    """Return what he read or what is over, one line a case."""
    return _lines(earlier_told(actor, waiting, most), actor)


def _lines(cases: Sequence[OneCase], actor: Actor) -> list[NoticeLine]:
    listed = told(cases, actor)
    ids = list({item.row.complaint for item in listed if item.row.complaint})
    about = {case.id: _about(case) for case in found_cases(Complaint.id.in_(ids), actor, len(ids))} if ids else {}
    return [_line(item, about.get(item.row.complaint or 0, "")) for item in listed]


def _about(case: Complaint) -> str:
    return f"{reporter_name(case)} · {case.subject or '(tanpa teks)'}"


def _line(item: Told, about: str) -> NoticeLine:
    sort, row = item.one.first.sort, item.row
    return NoticeLine(
        sort.label if item.number else OFFICE_LABELS.get(row.kind, sort.label),
        item.said,
        row.made_at,
        notice=row.id,
        about=about,
        to_do=item.to_do if item.one.waits else "",
        also=item.one.also,
        number=item.number,
        alarming=sort.family is Family.WAKTU,
        seen_at=row.seen_at,
        over=row.lapsed_at is not None and row.seen_at is None,
    )


def _of_many(many: ManyCases) -> NoticeLine:
    gravest = min((one.first.sort for one in many.cases), key=rank_of)
    newest = max(one.first.made_at for one in many.cases)
    return NoticeLine(
        gravest.label,
        many.sentence,
        newest,
        alarming=many.family is Family.WAKTU,
        family=str(many.family),
        newest=many.newest,
    )
