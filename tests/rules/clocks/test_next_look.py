"""When a clock is looked at again: never after a grade was reached, and within a day in any event."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.rules.clocks.next_look import LONGEST, Pace, limit_looks, look_at, mark_of, step_looks
from models.rules.clocks.statutory import share_passed
from models.rules.clocks.warnings import WARNINGS, Clock, grades_of, reached
from models.rules.clocks.working_time import Block, Calendar, add_minutes, net_minutes

MONDAY = datetime(2026, 11, 23, 1, 0)
OFFICE = Calendar(
    tuple(Block(day, time(7, 30), time(12)) for day in range(5))
    + tuple(Block(day, time(13), time(16)) for day in range(5)),
    frozenset({date(2026, 11, 25)}),
)
AFTER = {"eskalasi_kasi_menit": "30", "eskalasi_kepala_menit": "0"}
SECONDS = st.integers(0, 12 * 24 * 3600)


@given(st.integers(0, 900).map(float), SECONDS, SECONDS, st.integers(0, 4))
def test_no_grade_of_a_step_is_reached_before_the_moment_it_is_looked_at(
    whole: float, since: int, ahead: int, pauses: int
) -> None:
    now, started = MONDAY + timedelta(seconds=since), MONDAY
    due = add_minutes(OFFICE, started, whole)

    def there(moment: datetime) -> list[str]:
        taken, over = net_minutes(OFFICE, started, moment), net_minutes(OFFICE, due, moment)
        return [row.grade for row in reached(Clock.LANGKAH, taken / whole if whole else 1.0, over, AFTER)]

    coming = [row for row in grades_of(Clock.LANGKAH) if row.grade not in there(now)]
    pace = Pace(net_minutes(OFFICE, started, now), whole, due, pauses)
    later = now + timedelta(seconds=ahead)
    for row, look in zip(coming, step_looks(OFFICE, pace, coming, AFTER, now), strict=True):
        assert row.grade not in there(min(later, look - timedelta(seconds=1))), row.grade


@given(st.integers(0, 10**7), st.integers(-(10**6), 2 * 10**7))
def test_no_grade_of_a_limit_is_reached_before_the_moment_it_is_looked_at(length: int, since: int) -> None:
    due, moment = MONDAY + timedelta(seconds=length), MONDAY + timedelta(seconds=since)
    coming = [row for row in grades_of(Clock.HUKUM) if length]
    for row, look in zip(coming, limit_looks(MONDAY, due, coming), strict=True):
        if moment < look:
            assert row not in reached(Clock.HUKUM, share_passed(MONDAY, due, moment), 0, {})


def test_a_moment_is_not_far_too_early() -> None:
    """Else every case would be looked at every minute, as it was before."""
    (half, *_) = [row for row in WARNINGS if row.grade == "50"]
    (look,) = step_looks(OFFICE, Pace(0, 30, MONDAY), [half], AFTER, MONDAY)
    assert timedelta(minutes=14, seconds=50) < look - MONDAY <= timedelta(minutes=15)
    friday_evening = datetime(2026, 11, 27, 9, 0)
    (look,) = step_looks(OFFICE, Pace(0, 30, MONDAY), [half], AFTER, friday_evening)
    assert look > datetime(2026, 11, 30, 0, 44)  # on Monday, with the office's hours


def test_every_case_is_looked_at_within_a_day_not_all_at_once() -> None:
    found = {look_at(case, [MONDAY + timedelta(days=9)], MONDAY) for case in range(720)}
    assert len(found) == 720
    assert MONDAY < min(found) <= max(found) == MONDAY + LONGEST
    assert look_at(5, [MONDAY + timedelta(minutes=1), MONDAY], MONDAY) == MONDAY


def test_where_no_working_time_is_left_it_is_looked_at_the_next_day() -> None:
    (row, *_) = [row for row in WARNINGS if row.grade == "50"]
    assert step_looks(Calendar(()), Pace(0, 30, MONDAY), [row], AFTER, MONDAY) == [MONDAY + LONGEST]


def test_other_facts_have_another_mark() -> None:
    assert mark_of(1) != mark_of(2)
    assert mark_of(("a", 1)) == mark_of(("a", 1))
    assert len(mark_of(datetime.now(UTC))) == 16
