"""Lists the active and the inactive files an officer sees, each with its code, years, place and fate."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from peewee import SQL, ColumnBase, fn

from models.actions.core.actor import Actor
from models.actions.retention.destruction.lists import running_items
from models.actions.retention.due import surely_over
from models.actions.retention.folders.folder_facts import coded, kept_words, span_words
from models.actions.retention.folders.place import Standing, standings_of, words_of
from models.actions.retention.over import Schedule, oldest_inactive, schedule
from models.rules.retention.phases import Phase, as_active
from models.tables import Category, Complaint, Transfer, TransferItem
from models.tables.privacy.visible import visible


@dataclass(frozen=True)
class FileLine:
    """One file of a list."""

    case: Complaint
    code: str
    category: str
    years: str
    phase: Phase
    kept: str
    until: str
    sheets: int
    place: str
    handed: str  # with which records centre it is, empty where with none
    lent: bool
    newer: int  # papers that came since its sheets were counted


def active_files(actor: Actor, now: datetime, limit: int) -> list[FileLine]:
    """Return the newest active files: of open cases, and of closed ones until their active years are over."""
    kept, found = schedule(), list[Complaint]()
    for cases in _newest(Complaint.destroyed_at.is_null() & _maybe_active(kept, now) & visible(actor.scope), limit):
        found += [one for one in cases if kept.phase(one, now) is Phase.AKTIF]
        if len(found) >= limit:
            break
    return lines_of(found[:limit], kept, now)


def _newest(here: ColumnBase, at_once: int) -> Iterator[list[Complaint]]:
    """Yield the cases of this condition, the newest first, so many at a time."""
    rows = Complaint.select().where(here).order_by(Complaint.opened_at.desc(), Complaint.id.desc())
    page = list(rows.limit(at_once))
    while page:
        yield page
        last = page[-1]
        earlier = (Complaint.opened_at == last.opened_at) & (Complaint.id < last.id)
        page = list(rows.where((Complaint.opened_at < last.opened_at) | earlier).limit(at_once))


def _maybe_active(kept: Schedule, now: datetime) -> ColumnBase:
    """Return the condition of cases that are open, of no class, or not inactive beyond doubt."""
    inactive = list(surely_over(kept.rows, kept.codes, now, as_active))
    if not inactive:
        return Complaint.id.is_null(False)
    return Complaint.open | Complaint.closed_at.is_null() | ~reduce(or_, inactive)


def inactive_files(actor: Actor, now: datetime, limit: int) -> list[FileLine]:
    """Return the oldest inactive files that were not handed over since they were closed."""
    kept = schedule()
    return lines_of(oldest_inactive(_here() & visible(actor.scope), kept, now, limit), kept, now)


def may_be_transferred(cases: Iterable[int], actor: Actor, now: datetime) -> list[FileLine]:
    """Return those of these files that are inactive, seen by this officer, and not handed over yet.

    None that is on a running list of destructions: of one file two records would tell opposite ends.
    """
    kept = schedule()
    mine = _here() & visible(actor.scope) & Complaint.id.in_(sorted(set(cases)))
    mine &= Complaint.id.not_in(running_items())
    rows = list(Complaint.select().where(mine).order_by(Complaint.closed_at, Complaint.id))
    return lines_of([one for one in rows if kept.phase(one, now) is not Phase.AKTIF], kept, now)


def _here() -> ColumnBase:
    """Return the condition of closed files not handed over since they were closed, or come back from there.

    A merged case is closed by its merge; its file goes when that of its lead may.
    """
    lead = Complaint.alias()
    leading = lead.select(SQL("1")).where((lead.id == Complaint.lead) & lead.open)
    gone = TransferItem.select(SQL("1")).join(Transfer)
    since = (Transfer.made_at >= Complaint.closed_at) & TransferItem.returned_at.is_null()
    gone = gone.where((TransferItem.complaint == Complaint.id) & since)
    closed = ~Complaint.open & Complaint.closed_at.is_null(False) & Complaint.destroyed_at.is_null()
    return closed & ~fn.EXISTS(gone) & ~fn.EXISTS(leading)


def lines_of(cases: Sequence[Complaint], kept: Schedule, now: datetime) -> list[FileLine]:
    """Return the lines of these files, in their order."""
    stands = standings_of(case.id for case in cases)
    labels = {row.key: row.label for row in Category.select(Category.key, Category.label)} if cases else {}
    return [_line(case, stands.get(case.id, Standing()), labels, kept, now) for case in cases]


def _line(case: Complaint, stands: Standing, labels: dict[str, str], kept: Schedule, now: datetime) -> FileLine:
    said, place = kept_words(case, kept), stands.place
    return FileLine(
        case=case,
        code=coded(case, kept.codes)[0],
        category=labels.get(case.category, ""),
        years=span_words(case),
        phase=kept.phase(case, now),
        kept=said["kept"],
        until=said["until"],
        sheets=place.sheets if place else 0,
        place=words_of(place) if place else "",
        handed=stands.handed.words if stands.handed else "",
        lent=stands.loan is not None,
        newer=stands.newer,
    )
