"""A stored moment that cannot be: nothing waits for it, and nothing counts from it."""

from datetime import datetime, timedelta

import pytest

from models.rules.core.stored_moments import AHEAD, is_ahead, is_impossible, is_older, overtaken

NOW = datetime(2026, 11, 25, 2, 0)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("moment", "waits"),
    [
        (None, False),
        (NOW - timedelta(days=400), False),
        (NOW, False),
        (NOW + timedelta(seconds=1), True),
        (NOW + HOUR, True),
        (NOW + HOUR + timedelta(seconds=1), False),
        (NOW + timedelta(days=400), False),
    ],
)
def test_F40_a_moment_is_waited_for_only_as_far_as_it_can_be(moment: datetime | None, waits: bool) -> None:
    assert is_ahead(moment, NOW, HOUR) is waits


def test_F40_since_a_moment_that_cannot_be_any_span_has_passed() -> None:
    assert [is_older(NOW - by, HOUR, NOW) for by in (HOUR, HOUR + timedelta(seconds=1))] == [False, True]
    assert [is_older(NOW + by, HOUR, NOW) for by in (AHEAD, timedelta(days=400))] == [False, True]
    assert not is_older(None, HOUR, NOW)


def test_F40_a_moment_of_the_past_may_be_as_far_ahead_as_another_pc_s_clock() -> None:
    assert not is_impossible(None, NOW)
    assert not is_impossible(NOW + AHEAD, NOW)
    assert is_impossible(NOW + AHEAD + timedelta(seconds=1), NOW)


def test_what_was_written_down_before_the_clock_was_set_back_behind_it_is_overtaken() -> None:
    ahead = [NOW + timedelta(days=500), NOW + timedelta(days=501)]
    assert overtaken([NOW, *ahead, NOW + timedelta(hours=1), NOW + timedelta(hours=2)]) == set(ahead)
    assert overtaken([NOW, NOW - AHEAD, NOW]) == overtaken([]) == frozenset()
