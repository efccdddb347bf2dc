"""What a change of the calendar does to time that has passed, and who may agree to that: a second person.

Without one it would be a back-dated pause for everybody. Time to come needs none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from models.rules.clocks.working_time import Calendar
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import to_wib

Stretch = tuple[datetime, datetime]


class ChangeNotAllowed(RuleBroken):
    """Perubahan kalender ini tidak dapat diputuskan."""


@dataclass(frozen=True)
class Hours:
    """Working time that passed under one of two calendars and not under the other."""

    begins: datetime
    ends: datetime

    def ran_in(self, started: datetime, ended: datetime | None) -> bool:
        """Whether a clock that ran from one moment to another (None: it runs) ran in this time."""
        return started < self.ends and (ended is None or ended > self.begins)


def passed_otherwise(before: Calendar, after: Calendar, since: datetime, now: datetime) -> list[Hours]:
    """Return the stretches up to now that are working time by one of two calendars only, in order."""
    if now <= since:
        return []
    first, last = to_wib(since).date(), to_wib(now).date()
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return [hours for day in days for hours in _differing(before, after, day, since, now)]


def _differing(before: Calendar, after: Calendar, day: date, since: datetime, now: datetime) -> Iterator[Hours]:
    old, new = (_clipped(calendar.spans(day), since, now) for calendar in (before, after))
    if old == new:
        return
    marks = sorted({moment for span in (*old, *new) for moment in span})
    for begins, ends in pairwise(marks):
        if _holds(old, begins) is not _holds(new, begins):
            yield Hours(begins, ends)


def _clipped(spans: list[Stretch], since: datetime, now: datetime) -> list[Stretch]:
    found = [(max(opens, since), min(closes, now)) for opens, closes in spans]
    return [span for span in found if span[0] < span[1]]


def _holds(spans: list[Stretch], moment: datetime) -> bool:
    return any(opens <= moment < closes for opens, closes in spans)


def check_decider(undecided: bool, same_person: bool) -> None:
    """Raise ChangeNotAllowed where a change was decided already, or by who entered it."""
    if not undecided:
        raise ChangeNotAllowed("Perubahan kalender ini sudah diputuskan. Muat ulang halaman.")
    if same_person:
        raise ChangeNotAllowed("Yang memasukkan tidak boleh memarafnya. Minta pejabat lain memutuskan.")
