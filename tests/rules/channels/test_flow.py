"""Silence: judged by what is usual for the channel, and never for one that is seldom busy."""

import pytest

from models.rules.channels.flow import is_deaf, quiet_limit


@pytest.mark.parametrize(
    ("messages", "minutes", "limit"),
    [(19, 4000, None), (20, 0, None), (100, 1000, 100), (1000, 1000, 30), (20, 4000, 2000)],
)
def test_the_limit_is_ten_usual_gaps_and_at_least_half_a_working_hour(
    messages: int, minutes: float, limit: float | None
) -> None:
    assert quiet_limit(messages, minutes) == limit


def test_deaf_begins_after_the_limit() -> None:
    assert not is_deaf(120, 120)
    assert is_deaf(121, 120)
    assert not is_deaf(1_000_000, None)
