"""The engine of working time and the printed sums against a plain minute counter: not one minute of difference.

Thousands of cases, most of them around Friday's break, Ramadan, midnight, a holiday added later and the year's end.
"""

from datetime import date, datetime, time, timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.clocks.arithmetic import arithmetic, total
from models.rules.clocks.working_time import Calendar, add_days, add_minutes, net_minutes
from models.rules.core.moments import from_wib
from tests.rules.clocks.minute_counter import CALENDARS, counted, day_later, is_worked
from tests.sizes import so_many

MINUTE = timedelta(minutes=1)
FIRST, LAST = datetime(2026, 1, 1), datetime(2027, 1, 20)
# WIB: Friday's break, the days on which Ramadan begins and ends and its special day, midnight, holidays, year's end.
EDGES = [
    from_wib(datetime.combine(day, clock))
    for day in (
        *(date(2026, 2, 17), date(2026, 2, 18), date(2026, 2, 20), date(2026, 3, 4), date(2026, 3, 19)),
        *(date(2026, 3, 20), date(2026, 3, 23), date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)),
        *(date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 4)),
    )
    for clock in (time(), time(4), time(7, 30), time(11, 30), time(12), time(13), time(16), time(20), time(23, 59))
]
anywhere = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(second=0, microsecond=0))
at_an_edge = st.builds(lambda edge, off: edge + off * MINUTE, st.sampled_from(EDGES), st.integers(-3, 3))
moments = st.one_of(anywhere, at_an_edge)
names = st.sampled_from(sorted(CALENDARS))
# Days that may be declared a cuti bersama later: any weekday, in Ramadan, the special day, the first and the last.
ADDED = [date(2026, 1, 2), date(2026, 2, 18), date(2026, 3, 4), date(2026, 3, 19), date(2026, 5, 15)]
ADDED += [date(2026, 11, 27), date(2026, 11, 28), date(2026, 12, 24), date(2026, 12, 31), date(2027, 1, 4)]


@cache
def office(name: str, added: date | None) -> Calendar:
    """Return a calendar, with a holiday added later."""
    calendar = CALENDARS[name]
    return Calendar(calendar.blocks, calendar.holidays | {added}) if added else calendar


@settings(max_examples=so_many(1_500, 10_000), deadline=None)
@given(names, moments, moments, st.none() | st.sampled_from(ADDED))
def test_not_one_minute_of_difference_in_thousands_of_cases(
    name: str, one: datetime, other: datetime, added: date | None
) -> None:
    calendar, (start, end) = office(name, added), sorted((one, other))
    expected = counted(name, start, end, off=added)
    assert net_minutes(calendar, start, end) == expected
    assert total(arithmetic(calendar, start, end)) == timedelta(minutes=expected)


@settings(max_examples=so_many(500, 2_000), deadline=None)
@given(names, moments, st.integers(1, 3000))
def test_a_due_time_is_the_first_moment_at_which_so_many_minutes_were_worked(
    name: str, start: datetime, minutes: int
) -> None:
    due = add_minutes(CALENDARS[name], start, minutes)
    assert counted(name, start, due) == minutes
    assert is_worked(name, due - MINUTE)


@settings(max_examples=so_many(300, 1_000), deadline=None)
@given(names, moments, st.integers(0, 10))
def test_a_working_day_later_is_the_same_time_on_the_next_working_day(name: str, start: datetime, later: int) -> None:
    assert add_days(CALENDARS[name], start, later) == day_later(name, start, later)
