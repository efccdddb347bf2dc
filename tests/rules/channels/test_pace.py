"""The pace of a number: a single answer at once, a bulk spread, the first response within its minute, a cap kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.channels.pace import Full, Limits, Road, Turn, Urgency, about, plan, turn_words, urgency
from models.rules.replies.delivery import Purpose
from tests.office import NOW

PACE = 6.0
LIMITS = Limits(PACE)
SHORT, LONG = timedelta(seconds=0.7 * PACE), timedelta(seconds=1.3 * PACE)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def turn(
    row: int, conversation: int = 0, grade: Urgency = Urgency.SINGLE, since: datetime = NOW, **more: object
) -> Turn:
    return Turn(row, conversation or row, f"kunci-{row}", grade, since, **more)  # type: ignore[arg-type]


def leaving(turns: Sequence[Turn], left: Iterable[datetime] = (), limits: Limits = LIMITS) -> dict[int, datetime]:
    return plan(turns, Road(limits, left, NOW), NOW, {})


def test_a_single_answer_leaves_at_once() -> None:
    assert leaving([turn(1)]) == {1: NOW}
    assert leaving([turn(1)], [NOW - LONG]) == {1: NOW}


def test_from_the_second_on_each_keeps_a_pause_of_its_own() -> None:
    leaves = list(leaving([turn(row) for row in range(1, 31)]).values())
    gaps = [after - before for before, after in pairwise(leaves)]
    assert leaves[0] == NOW
    assert all(SHORT <= gap <= LONG for gap in gaps)
    assert len(set(gaps)) > 20  # a person's pauses are not alike


def test_without_a_pace_nothing_waits() -> None:
    assert set(leaving([turn(row) for row in range(1, 9)], limits=Limits()).values()) == {NOW}


def test_the_first_response_goes_before_all_and_a_bulk_after_what_was_written_singly() -> None:
    bulk = [turn(row, grade=Urgency.COPY, since=NOW - seconds(60)) for row in range(1, 4)]
    asking = turn(4, grade=Urgency.ASKING, since=NOW - seconds(90))
    order = list(leaving([*bulk, asking, turn(5), turn(6, grade=Urgency.FIRST)]))
    assert order == [6, 5, 1, 2, 3, 4]


@pytest.mark.parametrize(("left", "least"), [(0, 0.0), (30, 25.0)])
def test_a_first_response_is_not_held_past_its_minute(left: int, least: float) -> None:
    ends = NOW + seconds(left)
    slow = Limits(300.0)
    leaves = leaving([turn(1, grade=Urgency.FIRST, latest=ends)], [NOW], slow)
    assert NOW + seconds(least) <= leaves[1] <= max(ends, NOW)


@pytest.mark.parametrize("before", [Urgency.ASKING, Urgency.COPY])
def test_what_stands_before_a_first_response_in_its_conversation_does_not_hold_it_past_its_minute(
    before: Urgency,
) -> None:
    ends = NOW + seconds(30)
    bulk = [turn(row, grade=Urgency.COPY, since=NOW - seconds(600)) for row in range(1, 41)]
    first = turn(60, 50, Urgency.FIRST, latest=ends)
    leaves = leaving([*bulk, turn(50, 50, before), first])
    assert leaves[50] < leaves[60] <= ends


def test_a_first_response_whose_minute_was_over_before_keeps_the_pause() -> None:
    late = turn(1, grade=Urgency.FIRST, latest=NOW - timedelta(hours=1))
    assert leaving([late], [NOW])[1] >= NOW + SHORT


def test_a_conversation_with_many_answers_keeps_no_other_waiting_and_keeps_its_order() -> None:
    many = [turn(row, 7, since=NOW - seconds(2)) for row in (1, 2, 3)]
    others = [turn(4, 8, since=NOW + seconds(1)), turn(5, 9, since=NOW - seconds(1))]
    assert list(leaving([*many, *others])) == [1, 5, 2, 4, 3]


def test_what_may_not_leave_yet_keeps_no_other_waiting() -> None:
    rests = turn(1, free_at=NOW + seconds(20))
    assert leaving([rests, turn(2)]) == {2: NOW, 1: NOW + seconds(20)}


@pytest.mark.parametrize("ahead", [timedelta(minutes=5), timedelta(days=400)])
def test_a_clock_that_was_wrong_freezes_nothing(ahead: timedelta) -> None:
    assert leaving([turn(1)], [NOW + ahead]) == {1: NOW}


def test_another_clock_a_little_ahead_still_counts() -> None:
    assert SHORT <= leaving([turn(1)], [NOW + seconds(2)])[1] - NOW <= LONG


def test_at_the_cap_all_wait_until_the_oldest_is_an_hour_old() -> None:
    left = [NOW - timedelta(minutes=50), NOW - timedelta(minutes=40)]
    leaves = leaving([turn(1), turn(2)], left, Limits(PACE, hour=2))
    assert leaves == {1: NOW + timedelta(minutes=10), 2: NOW + timedelta(minutes=20)}
    full = Road(Limits(PACE, hour=2), left, NOW).full(NOW)
    assert full == Full(NOW + timedelta(minutes=10), "batas 2 pesan sejam")
    assert turn_words(leaves[1], full, NOW) == "batas 2 pesan sejam dari nomor ini tercapai: berangkat ± 09.10"
    assert Road(Limits(PACE, hour=3), left, NOW).full(NOW) is None


def test_the_cap_holds_a_first_response_too() -> None:
    first = turn(1, grade=Urgency.FIRST, latest=NOW + seconds(60))
    assert leaving([first], [NOW - timedelta(hours=23)], Limits(0, day=1))[1] == NOW + timedelta(hours=1)


def test_moments_of_another_day_are_said_with_their_day() -> None:
    assert about(NOW + timedelta(days=1), NOW) == "26 November 2026 09.00"
    assert "menunggu giliran" in turn_words(NOW, None, NOW)


def test_every_purpose_has_its_urgency() -> None:
    assert {purpose for purpose in Purpose if urgency(purpose, True) is not Urgency.COPY} == {
        Purpose.TANGGAPAN_AWAL,
        Purpose.SURVEI,
    }
    assert urgency(Purpose.JAWABAN, False) is Urgency.SINGLE


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from(Urgency), st.integers(-90, 30), st.integers(-60, 60)),
        max_size=14,
    ),
    st.lists(st.integers(-5000, 0), max_size=6),
    st.sampled_from([LIMITS, Limits(PACE, hour=4), Limits(0, day=3)]),
)
def test_a_plan_is_what_happens_when_each_next_is_asked_for_in_its_time(
    made: list[tuple[int, Urgency, int, int]], left: list[int], limits: Limits
) -> None:
    """The agent asks for the next one by one; the time shown to people is of the whole. Both must be the same."""
    turns = [
        turn(row, thread, grade, NOW + seconds(since), free_at=NOW + seconds(free))
        for row, (thread, grade, since, free) in enumerate(made, 1)
    ]
    gone = [NOW + seconds(one) for one in left]
    whole = plan(turns, Road(limits, gone, NOW), NOW, {})
    assert set(whole) == {one.row for one in turns}
    served: dict[int, datetime] = {}
    for row, at in whole.items():
        (again,) = plan(turns, Road(limits, gone, at), at, served, most=1).items()
        assert again == (row, at)
        chosen = next(one for one in turns if one.row == row)
        assert all(one.row > row for one in turns if one.conversation == chosen.conversation and one is not chosen)
        turns.remove(chosen)
        gone, served = [*gone, at], {**served, chosen.conversation: at}
