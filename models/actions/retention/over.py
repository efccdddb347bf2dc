"""Finds the files whose time is over by the schedule: each class along its own index, the oldest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from peewee import ColumnBase

from models.actions.papers.numbers.archive_codes import ArchiveCodes, archive_codes
from models.rules.retention.phases import Phase, as_active, phase_of
from models.rules.retention.retention import (
    CONDUCT,
    Fate,
    KeepingClass,
    class_of,
    closed_by,
    is_over,
    kept_until,
    reason_for,
)
from models.rules.retention.scheme import strictest
from models.tables import Complaint, RecordClass
from models.tables.core.filled import filled

_READ = 500  # cases read at a time


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
        row = class_of(case.kind, case.misconduct, [one for one, _label in self.classes])
        return strictest(row, self.codes.row_of_file(case)) if row is not None else None

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
    rows = [row for row, _label in kept.classes]
    return list(islice((one for case in _oldest(free, rows, now) for one in time_over(case, kept, now)), limit))


def oldest_inactive(free: ColumnBase, kept: Schedule, now: datetime, limit: int) -> list[Complaint]:
    """Return the closed cases of this condition whose active years are over, the oldest first."""
    cases = _oldest(free, [as_active(row) for row, _label in kept.classes], now)
    inactive = (case for case in cases if phase_of(kept.of(case), case.closed_at, case.open, now) is not Phase.AKTIF)
    return list(islice(inactive, limit))


def _oldest(free: ColumnBase, classes: list[KeepingClass], now: datetime) -> Iterator[Complaint]:
    """Yield the cases of this condition that may be due by these classes, the oldest first, some at a time."""
    oldest = Complaint.select(Complaint.closed_at, Complaint.id).order_by(Complaint.closed_at, Complaint.id)
    # Each class by the index that has its cases in order: none is read only because another class ends sooner.
    by_class = (oldest.where(free & due).tuples().iterator() for due in _due(classes, now))
    keys = (key for _closed_at, key in merge(*by_class))
    while some := list(islice(keys, _READ)):
        cases = {case.id: case for case in Complaint.select().where(Complaint.id.in_(some))}
        yield from (cases[key] for key in some if key in cases)


def _due(classes: list[KeepingClass], now: datetime) -> Iterator[ColumnBase]:
    """Yield for each class the condition of cases of its kind that may be due."""
    kinds = [row.kind for row in classes if row.kind]
    conduct = CONDUCT in kinds
    for row in classes:
        if row.fate is Fate.PERMANEN:
            continue
        over = Complaint.closed_at <= closed_by(row, now)
        meant: ColumnBase
        if row.kind == CONDUCT:
            meant = Complaint.misconduct
        else:
            meant = (Complaint.kind == row.kind) if row.kind else Complaint.kind.not_in(kinds)
            meant = meant & ~Complaint.misconduct if conduct else meant
        yield over & meant


def time_over(case: Complaint, kept: Schedule, now: datetime) -> Iterator[Candidate]:
    """Yield the case as a candidate if its retention is over and it is not held."""
    row = kept.of(case)
    if row is not None and is_over(row, case.closed_at, case.hold, now):
        yield Candidate(
            case, row, reason_for(kept.label(row.key), row.fate, kept_until(row, filled(case.closed_at)))[:200]
        )
