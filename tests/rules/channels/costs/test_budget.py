"""A month's budget: how much is gone, when it becomes slower, and that nothing is foretold from nothing."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.channels.costs.budget import THRIFTS, Spending, budget_of, month_begins, spent_words
from models.rules.channels.costs.prices import MILLION, Charged

MID = datetime(2026, 11, 16)  # half of November is over
FIRST = date(2026, 11, 1)


def spending(
    dollars: float, budget: int = 10, moment: datetime = MID, began: date | None = date(2026, 1, 1)
) -> Spending:
    counts = {(moment.date(), Charged.MESSAGE_READ): round(dollars * 100)}
    return Spending(moment, counts, budget * MILLION, began)


@pytest.mark.parametrize(
    ("dollars", "pause"),
    [(6.99, 10), (7, 20), (8.99, 20), (9, 1800), (9.99, 1800), (10, 3600), (50, 3600)],
)
def test_the_nearer_the_end_the_less_often_it_is_read(dollars: float, pause: int) -> None:
    assert spending(dollars).thrift.pause(timedelta(seconds=10)) == timedelta(seconds=pause)


def test_without_a_budget_nothing_is_slower_whatever_it_costs() -> None:
    free = spending(900, budget=0)
    assert (free.share, free.thrift, free.slower_at) == (None, THRIFTS[0], None)
    assert spent_words(free) == "US$900,00"


def test_a_request_taken_back_in_the_first_minute_of_a_month_slows_nothing() -> None:
    first = Spending(MID, {(FIRST, Charged.MESSAGE_SENT): -1}, 10 * MILLION, FIRST)
    assert (first.thrift, first.next_thrift) == (THRIFTS[0], THRIFTS[1])


def test_what_was_paid_on_other_days_is_not_read_again_once_the_budget_runs_out() -> None:
    assert [row.rereads for row in THRIFTS] == [True, False, False, False]
    assert all(row.says for row in THRIFTS[1:])


def test_the_forecast_goes_on_at_the_pace_so_far() -> None:
    assert spending(5).forecast == 10 * MILLION
    assert spending(5).slower_at == MID + timedelta(days=15) * 0.4  # 7 of 10 dollars
    assert spending(2).slower_at is None  # 4 dollars by the month's end


def test_what_was_counted_for_less_than_a_day_foretells_nothing() -> None:
    assert spending(5, began=MID.date()).forecast is None
    assert spending(5, moment=datetime(2026, 11, 1, 12)).forecast is None
    assert spending(0, began=None).forecast is None
    assert spending(5, began=MID.date()).slower_at is None


def test_counting_that_began_inside_the_month_is_told_and_foretold_from_there() -> None:
    late = spending(5, began=date(2026, 11, 11))
    assert (late.is_whole, late.since) == (False, datetime(2026, 11, 11))
    assert late.forecast == 5 * MILLION + 15 * MILLION
    assert spending(5).is_whole and spending(5).since == datetime(2026, 11, 1)


def test_a_new_month_begins_at_seven_in_the_office() -> None:
    assert month_begins(spending(1)) == "1 Desember 2026 pukul 07.00 WIB"
    assert spending(1, moment=datetime(2026, 11, 30, 23, 59)).month[0] == FIRST
    assert spending(1, moment=datetime(2026, 12, 1)).month[0] == date(2026, 12, 1)


@pytest.mark.parametrize(("entered", "micros"), [("", 0), ("25", 25 * MILLION), ("abc", 0), ("-3", 0), ("²", 0)])
def test_a_budget_is_whole_dollars(entered: str, micros: int) -> None:
    assert budget_of(entered) == micros


@given(st.integers(0, 3000), st.integers(1, 50), st.integers(1, 29))
def test_a_row_that_is_foretold_is_the_next_one_and_still_to_come(cents: int, budget: int, day: int) -> None:
    found = spending(cents / 100, budget, datetime(2026, 11, day + 1))
    assert found.share is not None and found.thrift.share <= max(found.share, 0)
    if found.slower_at is not None:
        assert found.next_thrift is not None and found.next_thrift.share > found.share
        assert found.moment <= found.slower_at < datetime(2026, 12, 1)
