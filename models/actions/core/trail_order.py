"""Which of two acts came later, by the numbers of the audit trail: they go on, whatever the clock said of either."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from models.rules.core.stored_moments import overtaken
from models.tables import Audit


@dataclass(frozen=True)
class Act:
    """One line of the trail: its number, to what, what was done, with which words, and when by the clock."""

    number: int
    subject: str
    event: str
    before: str
    after: str
    at: datetime


def acts_on(subjects: Iterable[str], events: Collection[str], since: int = 0) -> list[Act]:
    """Return these acts on these things that the trail has after a number, in its order."""
    row = Audit
    query = row.select(row.id, row.subject, row.event, row.before, row.after, row.at)
    # By what they are about, which is few; the kinds of acts are sorted out here, as their index is the longer way.
    found = query.where(row.subject.in_(sorted(set(subjects))) & (row.id > since)).order_by(row.id)
    return [Act(*values) for values in found.tuples() if values[2] in events]


def last_act(subject: str, *events: str) -> Act | None:
    """Return the last of these acts on one thing; None where the trail has none."""
    return next(reversed(acts_on([subject], events)), None)


def set_back_behind(subject: str) -> frozenset[datetime]:
    """Return the times of what was done to one thing that the clock was set back behind afterwards."""
    times = Audit.select(Audit.at).where(Audit.subject == subject).order_by(Audit.id)
    return overtaken(at for (at,) in times.tuples())
