"""Which cases are over by the schedule, as conditions of the database: by class, and by what archive codes ask.

A condition may hold for some that were closed a few days too late; the rule is asked of each case that is read.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from peewee import ColumnBase

from models.actions.papers.numbers.archive_codes import ArchiveCodes, Span
from models.rules.core.moments import day_begins
from models.rules.retention.retention import CONDUCT, Fate, KeepingClass, closed_by
from models.rules.retention.scheme import strictest
from models.tables import Complaint

# How a class is counted: whole, or for its active years alone.
Measure = Callable[[KeepingClass], KeepingClass]
_EDGE = timedelta(days=10)  # more than a condition is too generous by


def maybe_over(
    classes: Sequence[KeepingClass], codes: ArchiveCodes, now: datetime, measure: Measure
) -> Iterator[ColumnBase]:
    """Yield for each class the condition of closed cases that may be over: of all that are, of few that are not."""
    return _over(classes, codes, now, measure, timedelta())


def surely_over(
    classes: Sequence[KeepingClass], codes: ArchiveCodes, now: datetime, measure: Measure
) -> Iterator[ColumnBase]:
    """Yield for each class the condition of closed cases that are over beyond doubt."""
    return _over(classes, codes, now, measure, _EDGE)


def _over(
    classes: Sequence[KeepingClass], codes: ArchiveCodes, now: datetime, measure: Measure, edge: timedelta
) -> Iterator[ColumnBase]:
    own, spans = codes.own_categories(), codes.spans()
    asked = [(span, _opened_in(span, own)) for span in spans]
    for row, of_class in _of_classes(classes):
        counted = measure(row)
        if counted.fate is Fate.PERMANEN:
            continue
        over = of_class & (Complaint.closed_at <= closed_by(counted, now) - edge)
        for longer in _kept_longer(row, asked, measure, now, edge):
            over &= ~longer
        yield over


def _of_classes(classes: Sequence[KeepingClass]) -> Iterator[tuple[KeepingClass, ColumnBase]]:
    """Yield each class with the condition of its cases; of two for one kind the first counts."""
    by_kind = {row.kind: row for row in reversed(classes)}
    kinds = [kind for kind in by_kind if kind]
    for kind, row in by_kind.items():
        meant: ColumnBase
        if kind == CONDUCT:
            meant = Complaint.misconduct
        else:
            meant = (Complaint.kind == kind) if kind else Complaint.kind.not_in(kinds)
            meant = meant & ~Complaint.misconduct if CONDUCT in kinds else meant
        yield row, meant


def _kept_longer(
    row: KeepingClass, asked: Sequence[tuple[Span, ColumnBase]], measure: Measure, now: datetime, edge: timedelta
) -> Iterator[ColumnBase]:
    """Yield the conditions of cases of a class that their archive code still keeps."""
    counted, by_end = measure(row), defaultdict[KeepingClass, list[ColumnBase]](list)
    for span, here in asked:
        by_end[measure(strictest(row, span.asks))].append(here)
    for longer, where in by_end.items():
        inside = reduce(or_, where)
        if longer.fate is Fate.PERMANEN:
            yield inside
        elif closed_by(longer, now) < closed_by(counted, now):
            yield inside & (Complaint.closed_at > closed_by(longer, now) - edge)


def _opened_in(span: Span, own: Sequence[str]) -> ColumnBase:
    here = (Complaint.category == span.category) if span.category else Complaint.category.not_in(list(own))
    if span.since is not None:
        here &= Complaint.opened_at >= day_begins(span.since)
    if span.until is not None:
        here &= Complaint.opened_at < day_begins(span.until)
    return here
