"""What passed otherwise is what one of two calendars alone counts, up to now; who entered it decides nothing."""

from datetime import date, datetime, time

import pytest

from models.rules.clocks.past_time import ChangeNotAllowed, Hours, check_decider, passed_otherwise
from models.rules.clocks.working_time import Block, Calendar

# Monday to Friday, 08.00 to 12.00 WIB, which is 01.00 to 05.00 UTC.
USUAL = Calendar(tuple(Block(day, time(8), time(12)) for day in range(5)))
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
SINCE, NOW = datetime(2026, 11, 22), datetime(2026, 11, 24, 3)


def off(*days: date) -> Calendar:
    return Calendar(USUAL.blocks, frozenset(days))


def test_a_day_that_passed_is_one_stretch_and_of_today_only_what_passed() -> None:
    monday = Hours(datetime(2026, 11, 23, 1), datetime(2026, 11, 23, 5))
    assert passed_otherwise(USUAL, off(MONDAY), SINCE, NOW) == [monday]
    assert passed_otherwise(off(MONDAY), USUAL, SINCE, NOW) == [monday]
    today = Hours(datetime(2026, 11, 24, 1), NOW)
    assert passed_otherwise(USUAL, off(MONDAY, TUESDAY), SINCE, NOW) == [monday, today]


def test_nothing_passed_before_the_begin_and_nothing_is_to_come() -> None:
    assert passed_otherwise(USUAL, off(date(2026, 11, 25), date(2026, 11, 20)), SINCE, NOW) == []
    assert passed_otherwise(USUAL, USUAL, SINCE, NOW) == []
    assert passed_otherwise(USUAL, off(MONDAY), NOW, NOW) == []


def test_only_the_hours_that_differ_count() -> None:
    shorter = Calendar(tuple(Block(day, time(9), time(13)) for day in range(5)))
    assert passed_otherwise(USUAL, shorter, SINCE, datetime(2026, 11, 24)) == [
        Hours(datetime(2026, 11, 23, 1), datetime(2026, 11, 23, 2)),
        Hours(datetime(2026, 11, 23, 5), datetime(2026, 11, 23, 6)),
    ]


@pytest.mark.parametrize(
    ("started", "ended", "ran"),
    [(0, 1, False), (0, 2, True), (4, 9, True), (5, 9, False), (2, None, True), (5, None, False)],
)
def test_a_clock_ran_in_it_or_not(started: int, ended: int | None, ran: bool) -> None:
    hours = Hours(datetime(2026, 11, 23, 1), datetime(2026, 11, 23, 5))
    ends = None if ended is None else datetime(2026, 11, 23, ended)
    assert hours.ran_in(datetime(2026, 11, 23, started), ends) is ran


def test_another_person_decides_and_once() -> None:
    check_decider(undecided=True, same_person=False)
    with pytest.raises(ChangeNotAllowed, match="memasukkan"):
        check_decider(undecided=True, same_person=True)
    with pytest.raises(ChangeNotAllowed, match="sudah diputuskan"):
        check_decider(undecided=False, same_person=False)
