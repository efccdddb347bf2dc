"""When a channel that failed is tried again."""

from datetime import datetime, timedelta

import pytest

from sync_agent.connector_kit.errors import SignInNeeded, TryLater
from sync_agent.pacing import Pacing

NOW = datetime(2026, 11, 25, 2, 0)


def test_F23_a_stated_time_is_obeyed_and_capped_at_an_hour() -> None:
    assert Pacing().failed(TryLater("x", 30), NOW) == NOW + timedelta(seconds=30)
    assert Pacing().failed(TryLater("x", 86_400), NOW) == NOW + timedelta(hours=1)


def test_F24_without_one_the_rests_grow_to_five_minutes() -> None:
    pacing = Pacing()
    rests = [(pacing.failed(TryLater("x"), NOW) - NOW).total_seconds() for _ in range(12)]
    assert 1.0 <= rests[0] <= 2.0
    assert 150 <= rests[-1] <= 300
    assert all(1.0 <= rest <= 300 for rest in rests)


@pytest.mark.parametrize(("err", "longest"), [(SignInNeeded("x"), 60), (RuntimeError("x"), 10)])
def test_what_a_person_may_mend_is_looked_at_every_minute_and_our_own_trouble_sooner(
    err: Exception, longest: int
) -> None:
    pacing = Pacing()
    rests = [(pacing.failed(err, NOW) - NOW).total_seconds() for _ in range(12)]
    assert max(rests) == longest


def test_a_success_ends_the_rest_and_the_count() -> None:
    pacing = Pacing()
    pacing.failed(TryLater("x", 600), NOW)
    assert pacing.resting()
    pacing.worked()
    assert (pacing.resting(), pacing.fails) == (False, 0)
