"""Finds the files whose time is over by the schedule: each class along its own index, the oldest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from peewee import ColumnBase

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
from models.tables import Complaint, RecordClass
from models.tables.core.filled import filled

_READ = 500  # cases read at a time


@dataclass(frozen=True)
class Candidate:
    """A case whose retention is over, its class, and the reason that a list will give."""

    case: Complaint
    row: KeepingClass
    reason: str


def keeping_classes() -> list[tuple[KeepingClass, str]]:
    """Return the classes of the schedule in order, each with its label."""
    return [
        (KeepingClass(row.key, row.kind, row.active_years, row.inactive_years, Fate(row.fate)), row.label)
        for row in RecordClass.select().order_by(RecordClass.id)
    ]


def ended() -> ColumnBase:
    """Return the condition of cases that are closed, not destroyed and not held."""
    closed = ~Complaint.open & Complaint.destroyed_at.is_null() & Complaint.closed_at.is_null(False)
    return closed & ~Complaint.hold


def oldest_over(free: ColumnBase, now: datetime, limit: int) -> list[Candidate]:
    """Return the cases of this condition whose time is over, the oldest first."""
    classes = keeping_classes()
    oldest = Complaint.select(Complaint.closed_at, Complaint.id).order_by(Complaint.closed_at, Complaint.id)
    # Each class by the index that has its cases in order: none is read only because another class ends sooner.
    by_class = (oldest.where(free & due).tuples().iterator() for due in _due([row for row, _label in classes], now))
    keys = (key for _closed_at, key in merge(*by_class))
    found: dict[int, Candidate] = {}
    while len(found) < limit and (some := list(islice(keys, _READ))):
        cases = {case.id: case for case in Complaint.select().where(Complaint.id.in_(some))}
        found |= {key: one for key in some if key in cases for one in time_over(cases[key], classes, now)}
    return list(found.values())[:limit]


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


def time_over(case: Complaint, classes: list[tuple[KeepingClass, str]], now: datetime) -> Iterator[Candidate]:
    """Yield the case as a candidate if its retention is over and it is not held."""
    row = class_of(case.kind, case.misconduct, [one for one, _label in classes])
    if row is not None and is_over(row, case.closed_at, case.hold, now):
        label = next(label for one, label in classes if one.key == row.key)
        yield Candidate(case, row, reason_for(label, row.fate, kept_until(row, filled(case.closed_at)))[:200])
