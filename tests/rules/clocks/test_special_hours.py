"""Special hours: what is typed becomes blocks of the weekdays in the range, and nonsense is told what to do."""

from datetime import date, time, timedelta

import pytest

from models.rules.clocks.special_hours import DayHours, HoursNotAllowed, special_blocks
from models.rules.clocks.working_time import Calendar

RAMADAN = DayHours(time(8), time(15), time(12), time(12, 30))
FRIDAY = DayHours(time(8), time(15, 30), time(11, 30), time(12, 30))
SHORT = DayHours(time(8), time(11))
FIRST, LAST = date(2027, 2, 8), date(2027, 3, 9)


def test_a_range_has_blocks_for_every_weekday_and_friday_its_own() -> None:
    blocks = special_blocks(FIRST, LAST, RAMADAN, FRIDAY)
    assert len(blocks) == 10
    assert {(block.valid_from, block.valid_until) for block in blocks} == {(FIRST, LAST)}
    friday = [(block.starts, block.ends) for block in blocks if block.weekday == 4]
    assert friday == [(time(8), time(11, 30)), (time(12, 30), time(15, 30))]
    assert not [block for block in blocks if block.weekday > 4]


def test_a_single_day_has_only_its_own_weekday() -> None:
    wednesday = date(2026, 3, 4)
    assert [block.weekday for block in special_blocks(wednesday, wednesday, SHORT, FRIDAY)] == [2]


def test_the_range_replaces_the_everyday_hours_and_ends_with_its_last_day() -> None:
    everyday = special_blocks(FIRST, FIRST + timedelta(7), SHORT, SHORT)
    forever = [type(block)(block.weekday, time(7), time(17)) for block in everyday]
    calendar = Calendar((*forever, *special_blocks(FIRST, FIRST + timedelta(7), SHORT, SHORT)))
    lengths = [len(calendar.spans(FIRST + timedelta(days))) for days in (0, 7, 8)]
    assert lengths == [1, 1, 1]
    hours = [calendar.spans(FIRST + timedelta(days))[0] for days in (7, 8)]
    assert [(closes - opens).seconds // 3600 for opens, closes in hours] == [3, 10]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (DayHours(time(8)), "jam mulai dan jam selesai"),
        (DayHours(None, time(15)), "jam mulai dan jam selesai"),
        (DayHours(time(8), time(15), time(12)), "kosongkan keduanya"),
        (DayHours(time(15), time(8)), "terbalik"),
        (DayHours(time(8), time(8)), "terbalik"),
        (DayHours(time(8), time(15), time(13), time(12)), "terbalik"),
        (DayHours(time(8), time(15), time(7), time(12)), "terbalik"),
    ],
)
def test_hours_that_make_no_sense_say_what_is_wrong(hours: DayHours, words: str) -> None:
    with pytest.raises(HoursNotAllowed, match=words):
        special_blocks(FIRST, LAST, hours, FRIDAY)


@pytest.mark.parametrize(
    ("first", "last", "hours", "words"),
    [
        (LAST, FIRST, RAMADAN, "tidak boleh sebelum"),
        (FIRST, FIRST + timedelta(120), RAMADAN, "paling lama 120 hari"),
        (FIRST, LAST, DayHours(), "hari libur"),
        (date(2026, 11, 28), date(2026, 11, 29), RAMADAN, "hari libur"),  # a weekend
    ],
)
def test_a_range_that_makes_no_sense_says_what_to_do(first: date, last: date, hours: DayHours, words: str) -> None:
    with pytest.raises(HoursNotAllowed, match=words):
        special_blocks(first, last, hours, hours)
