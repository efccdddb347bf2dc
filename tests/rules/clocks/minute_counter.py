"""A plain minute counter: asks of every single minute, with nothing but the rows of a calendar, whether it is worked.

Slow and simple on purpose: the engine of working time is held against it. Minutes are kept as running totals.
"""

from datetime import date, datetime, time, timedelta
from functools import cache

from models.rules.clocks.working_time import Block, Calendar
from models.rules.core.moments import from_wib, to_wib

# Midnight in WIB before the first moment asked for, and how many days are counted.
FIRST_DAY, DAYS = date(2025, 12, 28), 430
BASE = from_wib(datetime.combine(FIRST_DAY, time()))

EVERYDAY = (
    *(Block(day, time(7, 30), time(12)) for day in range(4)),
    *(Block(day, time(13), time(16)) for day in range(4)),
    Block(4, time(7, 30), time(11, 30)),
    Block(4, time(13), time(16, 30)),
)
_BEGINS, _ENDS = date(2026, 2, 18), date(2026, 3, 19)
# Ramadan 1447 H: shorter days, by date range; Friday's break is longer.
RAMADAN = (
    *(Block(day, time(8), time(12), _BEGINS, _ENDS) for day in range(4)),
    *(Block(day, time(12, 30), time(15), _BEGINS, _ENDS) for day in range(4)),
    Block(4, time(8), time(11, 30), _BEGINS, _ENDS),
    Block(4, time(12, 30), time(15, 30), _BEGINS, _ENDS),
    # A special day within it: the office closes at eleven.
    Block(2, time(8), time(11), date(2026, 3, 4), date(2026, 3, 4)),
)
# A guard that stands until midnight and from midnight on: no minute of the turn of the day is lost or doubled.
NIGHT = (Block(5, time(20), time(23, 59)), Block(6, time(0), time(4)))
PUBLIC = frozenset({date(2026, 1, 1), date(2026, 3, 20), date(2026, 12, 25), date(2027, 1, 1)})
OFFICE = Calendar((*EVERYDAY, *RAMADAN), PUBLIC)
# The same office after a cuti bersama was added later, and after it took on the nights of the weekend.
LATER = Calendar((*EVERYDAY, *RAMADAN), PUBLIC | {date(2026, 12, 24), date(2026, 3, 23)})
NIGHTS = Calendar((*EVERYDAY, *NIGHT), PUBLIC)
CALENDARS = {"office": OFFICE, "later": LATER, "nights": NIGHTS}


@cache
def _totals(name: str) -> list[int]:
    """Return for every minute how many minutes before it were worked."""
    calendar, totals, total = CALENDARS[name], [0], 0
    for offset in range(DAYS):
        rows = _rows_of(calendar, FIRST_DAY + timedelta(days=offset))
        for minute in range(24 * 60):
            clock = time(minute // 60, minute % 60)
            total += any(row.starts <= clock < row.ends for row in rows)
            totals.append(total)
    return totals


def _rows_of(calendar: Calendar, day: date) -> list[Block]:
    if day in calendar.holidays:
        return []
    rows = [row for row in calendar.blocks if row.weekday == day.weekday()]
    dated = [row for row in rows if row.valid_from and row.valid_from <= day and day <= (row.valid_until or day)]
    latest = [row for row in dated if row.valid_from == max(other.valid_from for other in dated if other.valid_from)]
    return latest or [row for row in rows if row.valid_from is None]


def _place(moment: datetime) -> int:
    return int((moment - BASE).total_seconds() // 60)


def counted(name: str, start: datetime, end: datetime, off: date | None = None) -> int:
    """Count the worked minutes between two whole minutes, in the named calendar; `off`: a day taken out later."""
    totals = _totals(name)
    found = max(0, totals[_place(end)] - totals[_place(start)]) if end > start else 0
    if off is not None:
        opens = from_wib(datetime.combine(off, time()))
        begin, stop = max(start, opens), min(end, opens + timedelta(days=1))
        found -= totals[_place(stop)] - totals[_place(begin)] if stop > begin else 0
    return found


def is_worked(name: str, minute: datetime) -> bool:
    """Whether the minute that begins then is worked."""
    return counted(name, minute, minute + timedelta(minutes=1)) == 1


def day_later(name: str, start: datetime, days: int) -> datetime:
    """Return the same time so many working days later, minute by minute: the last end of work not after it."""
    minute = timedelta(minutes=1)
    while not is_worked(name, start):
        start += minute
    clock, day = to_wib(start).time(), to_wib(start).date()
    while days:
        day += timedelta(days=1)
        days -= works_on(name, day)
    wanted = from_wib(datetime.combine(day, clock))
    opens = from_wib(datetime.combine(day, time()))
    moment = wanted
    while moment > opens and not (is_worked(name, moment - minute) or is_worked(name, moment)):
        moment -= minute
    while moment == opens and not is_worked(name, opens):
        opens = moment = opens + minute
    return moment


def works_on(name: str, day: date) -> bool:
    """Whether anything is worked on a WIB day."""
    opens = from_wib(datetime.combine(day, time()))
    return counted(name, opens, opens + timedelta(days=1)) > 0
