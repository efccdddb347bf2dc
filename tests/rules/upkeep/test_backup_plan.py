"""When a planned backup is due and told, and which copies go: never the newest whole one, never the proven one."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.core.moments import to_wib
from models.rules.core.stored_moments import is_impossible
from models.rules.upkeep.backup_plan import (
    WHY_SENTENCES,
    WHY_WORDS,
    BackupPlanWrong,
    Keeps,
    Kept,
    Lapse,
    Why,
    due_since,
    going,
    is_wanting,
    lapse_of,
    read_time,
    second_lapse,
    time_words,
    to_read,
)
from tests.office import NOW  # 09.00 WIB

LONG_AGO = NOW - timedelta(days=400)
TWO = 120  # 02.00 WIB, 19.00 UTC of the day before
DUE = NOW - timedelta(hours=7)
moments = st.integers(-200 * 24, 30 * 24).map(lambda hours: NOW + timedelta(hours=hours))
copies = st.lists(st.tuples(moments, st.booleans(), st.booleans()), max_size=60).map(
    lambda rows: [Kept(place, at, whole, proven) for place, (at, whole, proven) in enumerate(rows)]
)
keeping = st.builds(Keeps, daily=st.integers(1, 9), weekly=st.integers(0, 6), monthly=st.integers(0, 6))


@given(copies, keeping)
def test_the_newest_whole_one_the_proven_one_and_what_is_not_whole_never_go(rows: list[Kept], keeps: Keeps) -> None:
    goes = going(rows, keeps, NOW)
    by_id = {row.id: row for row in rows}
    assert all(by_id[one].whole and not by_id[one].proven for one in goes)
    assert not any(is_impossible(by_id[one].made_at, NOW) for one in goes)
    possible = [row for row in rows if row.whole and not is_impossible(row.made_at, NOW)]
    if possible:
        newest = max(possible, key=lambda row: (row.made_at, row.id))
        assert newest.id not in goes
    assert len(possible) - len(goes) <= keeps.daily + keeps.weekly + keeps.monthly + sum(row.proven for row in rows)


@given(copies, keeping)
def test_every_day_week_and_month_that_is_kept_has_its_newest_copy_and_a_second_turn_removes_nothing(
    rows: list[Kept], keeps: Keeps
) -> None:
    goes = going(rows, keeps, NOW)
    stays = [row for row in rows if row.id not in goes]
    assert going(stays, keeps, NOW) == frozenset()
    whole = [row for row in rows if row.whole and not is_impossible(row.made_at, NOW)]
    days = sorted({to_wib(row.made_at).date() for row in whole}, reverse=True)[: keeps.daily]
    for day in days:
        newest = max(
            (row for row in whole if to_wib(row.made_at).date() == day), key=lambda row: (row.made_at, row.id)
        )
        assert newest in stays
    months = sorted({(row.made_at + timedelta(hours=7)).strftime("%Y-%m") for row in whole}, reverse=True)
    for month in months[: keeps.monthly]:
        assert any((row.made_at + timedelta(hours=7)).strftime("%Y-%m") == month for row in stays if row.whole)


def test_a_copy_a_day_for_half_a_year_leaves_seven_days_five_weeks_and_three_months() -> None:
    rows = [Kept(place, NOW - timedelta(days=place), whole=True) for place in range(180)]
    ages = sorted({row.id for row in rows} - going(rows, Keeps(), NOW))
    assert ages == [0, 1, 2, 3, 4, 5, 6, 10, 17, 24, 25, 56]  # a Wednesday's; Sundays and last days of months
    assert max(ages) < Keeps().longest.days == 93


def test_where_none_is_whole_nothing_goes() -> None:
    assert going([Kept(place, NOW, whole=False) for place in range(9)], Keeps(1, 0, 0), NOW) == frozenset()


@pytest.mark.parametrize("wrong", [{"daily": 0}, {"weekly": -1}, {"monthly": 121}])
def test_a_plan_that_keeps_nothing_or_too_much_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(BackupPlanWrong, match=next(iter(wrong))):
        Keeps(**wrong)


@pytest.mark.parametrize(("text", "minutes"), [("02:00", 120), ("2.30", None), ("23.59", 1439), (" 00:00 ", 0)])
def test_a_time_of_day_is_read_as_it_is_written(text: str, minutes: int | None) -> None:
    if minutes is None:
        with pytest.raises(BackupPlanWrong):
            read_time(text)
    else:
        assert read_time(text) == minutes
        assert time_words(minutes) == text.strip().replace(":", ".")


@pytest.mark.parametrize("text", ["", "25:00", "02:00:01", "02:00+07:00", "malam"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(BackupPlanWrong, match="like 02:00"):
        read_time(text)


@pytest.mark.parametrize(
    ("set_at", "now", "due"),
    [
        (LONG_AGO, NOW, DUE),
        (LONG_AGO, DUE, DUE),
        (LONG_AGO, DUE - timedelta(seconds=1), DUE - timedelta(days=1)),
        (NOW - timedelta(hours=1), NOW, NOW - timedelta(hours=1)),  # the first one at once
        (NOW + timedelta(days=90), NOW, DUE),  # set by a clock that was ahead
    ],
)
def test_it_is_due_at_its_time_of_every_day_and_at_once_when_the_plan_is_new(
    set_at: datetime, now: datetime, due: datetime
) -> None:
    assert due_since(TWO, set_at, now) == due


@pytest.mark.parametrize(
    ("newest", "wanting"),
    [(None, True), (DUE - timedelta(seconds=1), True), (DUE, False), (NOW, False), (NOW + timedelta(days=9), True)],
)
def test_a_copy_since_then_is_enough_and_one_of_a_time_to_come_is_none(
    newest: datetime | None, wanting: bool
) -> None:
    assert is_wanting(newest, DUE, NOW) is wanting


FRESH, LATE = NOW - timedelta(minutes=30), NOW - timedelta(hours=4)


@pytest.mark.parametrize(
    ("newest", "due", "failing", "told"),
    [
        (DUE, DUE, None, None),
        (None, DUE, None, Lapse.MISSED),
        (DUE - timedelta(days=1), NOW - timedelta(hours=3), None, None),  # it may still be under way
        (DUE - timedelta(days=1), NOW - timedelta(hours=3, seconds=1), None, Lapse.MISSED),
        (DUE - timedelta(days=1), NOW, FRESH, Lapse.FAILED),  # it was tried, so nobody waits
        (DUE, DUE, FRESH, None),  # a share that is away for a moment
        (DUE, DUE, LATE, Lapse.FAILED),
        (DUE, DUE, NOW + timedelta(days=9), Lapse.FAILED),  # since when, a wrong clock said
    ],
)
def test_what_fails_is_told_at_once_and_what_does_not_come_after_a_while(
    newest: datetime | None, due: datetime, failing: datetime | None, told: Lapse | None
) -> None:
    assert lapse_of(newest, due, failing, NOW) == told


@pytest.mark.parametrize(
    ("made_at", "carried", "failing", "told"),
    [
        (NOW, True, None, None),
        (FRESH, False, None, None),  # it may be under way
        (LATE, False, None, Lapse.MISSED),
        (NOW + timedelta(days=9), False, None, Lapse.MISSED),  # made by a clock that was ahead
        (FRESH, False, FRESH, Lapse.FAILED),
        (LATE, True, FRESH, None),  # a share that is away for a moment
        (LATE, True, LATE, Lapse.FAILED),
    ],
)
def test_the_second_place_is_told_of_while_the_newest_copy_is_not_there(
    made_at: datetime, carried: bool, failing: datetime | None, told: Lapse | None
) -> None:
    assert second_lapse(made_at, carried, failing, NOW) == told


def test_the_newest_is_read_anew_every_day_and_the_others_every_week_one_at_a_time() -> None:
    hour = timedelta(hours=1)
    assert to_read([], NOW) is None
    assert to_read([(3, NOW - 23 * hour), (2, NOW - 160 * hour)], NOW) is None
    assert to_read([(3, NOW - 25 * hour), (2, NOW - 200 * hour)], NOW) == 3
    assert to_read([(3, NOW), (2, NOW - 170 * hour), (1, NOW - 200 * hour)], NOW) == 1
    assert to_read([(3, NOW), (2, None)], NOW) == 2
    assert to_read([(3, NOW + 999 * hour), (2, NOW)], NOW) == 3  # read by a clock that was ahead


def test_every_reason_has_its_words() -> None:
    assert set(WHY_WORDS) == set(WHY_SENTENCES) == set(Why)
