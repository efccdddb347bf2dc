"""Working time: counted and added over breaks, nights, weekends, holidays; the two agree with each other."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.clocks.working_time import (
    Block,
    Calendar,
    NoWorkingTime,
    add_days,
    add_minutes,
    gross_minutes,
    net_minutes,
)
from models.rules.core.moments import from_wib

BLOCKS = (
    *(Block(day, time(7, 30), time(12)) for day in range(4)),
    *(Block(day, time(13), time(16)) for day in range(4)),
    Block(4, time(7, 30), time(11, 30)),
    Block(4, time(13), time(16, 30)),
)
HOLIDAY = date(2026, 12, 25)
OFFICE = Calendar(BLOCKS, frozenset({HOLIDAY}))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31))


def wib(text: str) -> datetime:
    return from_wib(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-25 09:00", 30, "2026-11-25 09:30"),
        ("2026-11-25 11:50", 30, "2026-11-25 13:20"),  # over the break
        ("2026-11-25 15:50", 30, "2026-11-26 07:50"),  # over the night
        ("2026-11-27 16:20", 30, "2026-11-30 07:50"),  # Friday into Monday
        ("2026-11-27 11:20", 30, "2026-11-27 13:20"),  # Friday prayer
        ("2026-11-28 10:00", 3, "2026-11-30 07:33"),  # a Saturday
        ("2026-12-24 15:59", 3, "2026-12-28 07:32"),  # over Christmas and the weekend
        ("2026-11-25 03:00", 0, "2026-11-25 07:30"),
    ],
)
def test_minutes_run_in_working_time_only(start: str, minutes: int, due: str) -> None:
    assert add_minutes(OFFICE, wib(start), minutes) == wib(due)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-11-25 10:00", "2026-11-26 10:00"),
        ("2026-11-27 10:00", "2026-11-30 10:00"),
        ("2026-11-26 11:45", "2026-11-27 11:30"),  # Friday's break begins earlier
        ("2026-11-25 20:00", "2026-11-27 07:30"),  # counted from Thursday's opening
        ("2026-12-24 10:00", "2026-12-28 10:00"),
    ],
)
def test_one_day_is_the_same_time_on_the_next_working_day(start: str, due: str) -> None:
    assert add_days(OFFICE, wib(start), 1) == wib(due)


@given(moments, st.integers(0, 3000))
def test_adding_minutes_and_counting_them_agree(start: datetime, minutes: int) -> None:
    assert net_minutes(OFFICE, start, add_minutes(OFFICE, start, minutes)) == pytest.approx(minutes, abs=0.02)


@given(moments, moments, moments)
def test_net_minutes_add_up_and_never_exceed_gross(first: datetime, second: datetime, third: datetime) -> None:
    a, b, c = sorted((first, second, third))
    whole = net_minutes(OFFICE, a, c)
    assert whole == pytest.approx(net_minutes(OFFICE, a, b) + net_minutes(OFFICE, b, c), abs=0.03)
    assert whole <= gross_minutes(a, c) + 0.02


def test_the_looked_up_months_count_the_same_as_day_by_day() -> None:
    start, end = wib("2026-01-20 10:00"), wib("2027-03-09 14:00")
    fresh = Calendar(BLOCKS, frozenset({HOLIDAY}))
    days = sum(
        net_minutes(fresh, max(start, day), min(end, day + timedelta(days=1)))
        for day in (wib("2026-01-20 00:00") + timedelta(days=n) for n in range(420))
        if day < end
    )
    assert net_minutes(OFFICE, start, end) == pytest.approx(days, abs=2)


def test_dated_hours_replace_the_everyday_ones_on_their_days() -> None:
    ramadan = Block(2, time(8), time(15), date(2026, 2, 18), date(2026, 3, 19))
    calendar = Calendar((*BLOCKS, ramadan))
    assert net_minutes(calendar, wib("2026-02-25 00:00"), wib("2026-02-26 00:00")) == 420
    assert net_minutes(calendar, wib("2026-02-26 00:00"), wib("2026-02-27 00:00")) == 450


def test_a_calendar_without_working_time_says_so_instead_of_running_for_ever() -> None:
    with pytest.raises(NoWorkingTime):
        add_minutes(Calendar(()), wib("2026-11-25 09:00"), 1)
    with pytest.raises(NoWorkingTime):
        add_days(Calendar(()), wib("2026-11-25 09:00"), 1)
