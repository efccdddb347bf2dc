"""Finds the files whose time is over by the schedule: each class along its own index, the oldest first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import TypeVar

from peewee import ColumnBase

from models.actions.papers.numbers.archive_codes import ArchiveCodes, archive_codes
from models.actions.retention.due import maybe_over
from models.rules.retention.phases import Phase, as_active, as_whole, phase_of
from models.rules.retention.retention import (
    Fate,
    KeepingClass,
    class_of,
    is_over,
    kept_until,
    reason_for,
)
from models.rules.retention.scheme import strictest
from models.tables import Complaint, RecordClass
from models.tables.core.filled import filled

_READ = 500  # cases read at a time
Found = TypeVar("Found")


@dataclass(frozen=True)
class Candidate:
    """A case whose retention is over, its class, and the reason that a list will give."""

    case: Complaint
    row: KeepingClass
    reason: str


@dataclass(frozen=True)
class Schedule:
    """How long files are kept: the classes in order, each with its label, and what archive codes ask besides."""

    classes: list[tuple[KeepingClass, str]]
    codes: ArchiveCodes

    def of(self, case: Complaint) -> KeepingClass | None:
        """Return the class of a case, as long as its archive code asks."""
        row = class_of(case.kind, case.misconduct, self.rows)
        return strictest(row, self.codes.row_of_file(case)) if row is not None else None

    @property
    def rows(self) -> list[KeepingClass]:
        """Return the classes without their labels."""
        return [row for row, _label in self.classes]

    def phase(self, case: Complaint, now: datetime) -> Phase:
        """Return where a file is in its life."""
        return phase_of(self.of(case), case.closed_at, case.open, now)

    def label(self, key: str) -> str:
        """Return the label of a class."""
        return next(label for one, label in self.classes if one.key == key)


def schedule() -> Schedule:
    """Return how long files are kept now."""
    classes = [
        (KeepingClass(row.key, row.kind, row.active_years, row.inactive_years, Fate(row.fate)), row.label)
        for row in RecordClass.select().order_by(RecordClass.id)
    ]
    return Schedule(classes, archive_codes())


def ended() -> ColumnBase:
    """Return the condition of cases that are closed, not destroyed and not held."""
    closed = ~Complaint.open & Complaint.destroyed_at.is_null() & Complaint.closed_at.is_null(False)
    return closed & ~Complaint.hold


def oldest_over(free: ColumnBase, now: datetime, limit: int) -> list[Candidate]:
    """Return the cases of this condition whose time is over, the oldest first."""
    kept = schedule()
    return first_over(
        free, kept, now, limit, lambda cases: [one for case in cases for one in time_over(case, kept, now)]
    )


def oldest_inactive(free: ColumnBase, kept: Schedule, now: datetime, limit: int) -> list[Complaint]:
    """Return the closed cases of this condition whose active years are over, the oldest first."""
    due = list(maybe_over(kept.rows, kept.codes, now, as_active))
    return _first(free, due, limit, lambda cases: [one for one in cases if kept.phase(one, now) is not Phase.AKTIF])


def first_over(
    free: ColumnBase, kept: Schedule, now: datetime, limit: int, found: Callable[[list[Complaint]], list[Found]]
) -> list[Found]:
    """Return the first of what `found` makes of the cases of this condition whose time may be over."""
    return _first(free, list(maybe_over(kept.rows, kept.codes, now, as_whole)), limit, found)


def _first(
    free: ColumnBase, due: list[ColumnBase], limit: int, found: Callable[[list[Complaint]], list[Found]]
) -> list[Found]:
    """Read the oldest cases some at a time until enough was found; the conditions let through few that are not."""
    kept = list[Found]()
    for cases in _pages(free, due, min(limit, _READ)):
        kept += found(cases)
        if len(kept) >= limit:
            break
    return kept[:limit]


def _pages(free: ColumnBase, due: list[ColumnBase], at_once: int) -> Iterator[list[Complaint]]:
    """Yield the cases of these conditions, the oldest first, so many at a time."""
    # Each class by the index that has its cases in order: none is read only because another class ends sooner.
    oldest = Complaint.select(Complaint.closed_at, Complaint.id).order_by(Complaint.closed_at, Complaint.id)
    after: ColumnBase = Complaint.closed_at.is_null(False)
    while True:
        by_class = (oldest.where(free & one & after).limit(at_once).tuples() for one in due)
        keys = list(islice(merge(*by_class), at_once))
        cases = {case.id: case for case in Complaint.select().where(Complaint.id.in_([key for _at, key in keys]))}
        yield [cases[key] for _at, key in keys if key in cases]
        if len(keys) < at_once:
            return
        last, key = keys[-1]
        after = (Complaint.closed_at > last) | ((Complaint.closed_at == last) & (Complaint.id > key))


def time_over(case: Complaint, kept: Schedule, now: datetime) -> Iterator[Candidate]:
    """Yield the case as a candidate if its retention is over and it is not held."""
    row = kept.of(case)
    if row is not None and is_over(row, case.closed_at, case.hold, now):
        yield Candidate(
            case, row, reason_for(kept.label(row.key), row.fate, kept_until(row, filled(case.closed_at)))[:200]
        )
