"""When a token is told of, and what is known of one."""

from datetime import datetime, timedelta

import pytest

from models.rules.channels.tokens import LIFE_WORDS, TokenLife, life, warned_before

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("left", "reached"),
    [
        (14 * DAY + timedelta(seconds=1), None),
        (14 * DAY, 14 * DAY),
        (3 * DAY + timedelta(seconds=1), 14 * DAY),
        (3 * DAY, 3 * DAY),
        (timedelta(0), timedelta(0)),
        (-DAY, timedelta(0)),
    ],
)
def test_a_token_is_told_of_fourteen_and_three_days_before_and_when_it_ended(
    left: timedelta, reached: timedelta | None
) -> None:
    assert warned_before(left) == reached


def test_nobody_told_is_not_the_same_as_lasting() -> None:
    end = datetime(2026, 12, 1)
    assert (life(None), life(None, lasts=True)) == (TokenLife.UNKNOWN, TokenLife.LASTS)
    assert (life(end), life(end, renewed=True)) == (TokenLife.ENDS, TokenLife.RENEWED)
    assert LIFE_WORDS[TokenLife.UNKNOWN] == "tidak diketahui"
