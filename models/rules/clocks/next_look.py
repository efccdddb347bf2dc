"""When the warnings of a running clock have to be looked at again: before that moment no further grade is reached.

A moment may be too early, which costs one more look; it is never too late. What changes a clock (a pause, another
calendar, a move) is not foreseen here: whoever notes it has the clock looked at at once.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.rules.clocks.warnings import WARNINGS, WarningRow, after_minutes
from models.rules.clocks.working_time import Calendar, NoWorkingTime, add_minutes

# Every open case is looked at at least so often, whatever was noted of it.
LONGEST = timedelta(days=1)
_SPREAD = 720  # minutes over which those that wait so long are spread: all at once would be a burst
# Working minutes are kept to the hundredth: those taken, and each pause, by half of one, then and now.
_ROUNDED = 0.02
_INSTANT = timedelta(seconds=1)  # what is lost in floating point on the share of a limit
# Rises when this file changes what a moment is.
_VERSION = 1


@dataclass(frozen=True)
class Pace:
    """How the clock of a step stands: working minutes taken and allowed, when it is due, and by how many pauses."""

    taken: float
    whole: float
    due: datetime
    pauses: int = 0


def step_looks(
    calendar: Calendar, pace: Pace, rows: Iterable[WarningRow], after: dict[str, str], now: datetime
) -> list[datetime]:
    """Return a moment for each of these grades, before which the clock of a step does not reach it.

    `after` are the office's settings. A pause that goes on, or is accepted later, only makes the clock later.
    """
    slack = _ROUNDED * (1 + pace.pauses)
    found = []
    for row in rows:
        reached = _later(calendar, now, row.share * pace.whole - pace.taken - slack)
        if row.after_setting:
            reached = max(reached, _later(calendar, pace.due, after_minutes(row, after) - slack))
        found.append(reached)
    return found


def limit_looks(starts: datetime, due: datetime, rows: Iterable[WarningRow]) -> list[datetime]:
    """Return the same for a limit of the law, which runs on at night."""
    return [starts + (due - starts) * row.share - _INSTANT for row in rows]


def look_at(case: int, looks: Iterable[datetime], now: datetime) -> datetime:
    """Return when a case is looked at next: at the first of these moments, and within a day in any event."""
    return min([*looks, now + LONGEST - timedelta(minutes=case % _SPREAD)])


def mark_of(facts: object) -> str:
    """Return a word for what all moments are counted by: the grades of this program and these facts of the office."""
    return hashlib.sha256(repr((_VERSION, WARNINGS, facts)).encode()).hexdigest()[:16]


def _later(calendar: Calendar, start: datetime, minutes: float) -> datetime:
    if minutes <= 0:
        return start
    try:
        return add_minutes(calendar, start, minutes)
    except NoWorkingTime:
        return start + LONGEST
