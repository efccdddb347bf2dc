"""Working minutes: counting and adding them over breaks, nights, weekends and holidays. All moments are naive UTC."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from models.rules.core.moments import from_wib, to_wib

# Working time is looked for at most this far ahead, so an empty calendar cannot loop for ever.
_HORIZON_DAYS = 3660


@dataclass(frozen=True)
class Block:
    """A stretch of working time on one weekday (Monday is 0), in WIB, valid between two dates where given."""

    weekday: int
    starts: time
    ends: time
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the block is worked on that day, holidays aside."""
        return (
            self.weekday == day.weekday()
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_until is None or day <= self.valid_until)
        )


@dataclass(frozen=True)
class Calendar:
    """The office's working hours, and the holidays on which no time counts."""

    blocks: tuple[Block, ...]
    holidays: frozenset[date] = field(default_factory=frozenset)
    _spans: dict[date, list[tuple[datetime, datetime]]] = field(default_factory=dict, compare=False, repr=False)
    _months: dict[tuple[int, int], timedelta] = field(default_factory=dict, compare=False, repr=False)

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """Return the working stretches of a WIB day as naive UTC, in order; none on a holiday."""
        if day not in self._spans:
            self._spans[day] = self._work_out(day)
        return self._spans[day]

    def month(self, year: int, month: int) -> timedelta:
        """Return the working time of a whole WIB month."""
        if (year, month) not in self._months:
            days = range(1, monthrange(year, month)[1] + 1)
            spans = [span for day in days for span in self.spans(date(year, month, day))]
            self._months[year, month] = sum((closes - opens for opens, closes in spans), timedelta())
        return self._months[year, month]

    def _work_out(self, day: date) -> list[tuple[datetime, datetime]]:
        if day in self.holidays:
            return []
        dated = [block for block in self.blocks if block.valid_from and block.holds_on(day)]
        # Dated hours (Ramadan) replace the everyday ones on the days they cover; those that begin later (a special
        # day within Ramadan) replace the earlier ones.
        newest = max((block.valid_from for block in dated if block.valid_from), default=None)
        chosen = [block for block in dated if block.valid_from == newest] or [
            block for block in self.blocks if not block.valid_from and block.holds_on(day)
        ]
        spans = [(from_wib(datetime.combine(day, b.starts)), from_wib(datetime.combine(day, b.ends))) for b in chosen]
        return sorted(span for span in spans if span[0] < span[1])


class NoWorkingTime(Exception):
    """The calendar holds no working time in the years looked at."""


def _spans_from(calendar: Calendar, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    first = to_wib(moment).date()
    for offset in range(_HORIZON_DAYS):
        yield from calendar.spans(first + timedelta(days=offset))


def net_minutes(calendar: Calendar, start: datetime, end: datetime) -> float:
    """Return the working minutes between two moments (0 when the end is not after the start)."""
    if end <= start:
        return 0.0
    # Whole months between are looked up, so that a message months old costs no more than a fresh one.
    first, last = to_wib(start).date(), to_wib(end).date()
    total, day = timedelta(), first
    while day <= last:
        days = monthrange(day.year, day.month)[1]
        if day.day == 1 and first < day and day + timedelta(days=days) <= last:
            total += calendar.month(day.year, day.month)
            day += timedelta(days=days)
            continue
        for opens, closes in calendar.spans(day):
            total += max(timedelta(), min(closes, end) - max(opens, start))
        day += timedelta(days=1)
    return round(total.total_seconds() / 60, 2)


def gross_minutes(start: datetime, end: datetime) -> float:
    """Return the wall-clock minutes between two moments."""
    return round(max(0.0, (end - start).total_seconds() / 60), 2)


def add_minutes(calendar: Calendar, start: datetime, minutes: float) -> datetime:
    """Return the moment at which that many working minutes have passed. Raises NoWorkingTime."""
    left = timedelta(minutes=minutes)
    for opens, closes in _spans_from(calendar, start):
        begin = max(opens, start)
        if begin >= closes:
            continue
        if left <= closes - begin:
            return begin + left
        left -= closes - begin
    raise NoWorkingTime


def add_days(calendar: Calendar, start: datetime, days: int) -> datetime:
    """Return the same time of day that many working days later; a start outside hours counts from the next opening.

    "1 hari" of step 6 is one working day. Where that moment is not working time, the result is the end of the last
    stretch begun before it.
    """
    begin = add_minutes(calendar, start, 0)
    day, passed = to_wib(begin).date(), 0
    for _ in range(_HORIZON_DAYS):
        if passed == days:
            return _clamp(calendar, day, to_wib(begin).time())
        day += timedelta(days=1)
        passed += bool(calendar.spans(day))
    raise NoWorkingTime


def _clamp(calendar: Calendar, day: date, at: time) -> datetime:
    wanted = from_wib(datetime.combine(day, at))
    spans = calendar.spans(day)
    begun = [span for span in spans if span[0] <= wanted]
    return min(wanted, begun[-1][1]) if begun else spans[0][0]
