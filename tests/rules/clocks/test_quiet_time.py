"""When the office is at rest: never within two hours of working time, at once where nobody works."""

from datetime import date, datetime, time, timedelta

import pytest

from models.rules.clocks.quiet_time import is_quiet, quiet_from
from models.rules.clocks.working_time import Block, Calendar

WEEK = tuple(block for day in range(5) for block in (Block(day, time(8), time(12)), Block(day, time(13), time(16))))
CALENDAR = Calendar(WEEK, frozenset({date(2026, 11, 27)}))


@pytest.mark.parametrize(
    ("now", "quiet"),
    [
        (datetime(2026, 11, 25, 2, 0), datetime(2026, 11, 25, 11, 0)),  # Wednesday 09.00 WIB: 18.00
        (datetime(2026, 11, 25, 5, 30), datetime(2026, 11, 25, 11, 0)),  # at lunch
        (datetime(2026, 11, 25, 10, 0), datetime(2026, 11, 25, 11, 0)),  # an hour after closing
        (datetime(2026, 11, 25, 11, 0), datetime(2026, 11, 25, 11, 0)),
        (datetime(2026, 11, 25, 23, 30), datetime(2026, 11, 26, 11, 0)),  # Thursday 06.30 WIB: they come soon
        (datetime(2026, 11, 27, 3, 0), datetime(2026, 11, 27, 3, 0)),  # a holiday
        (datetime(2026, 11, 28, 3, 0), datetime(2026, 11, 28, 3, 0)),  # a Saturday
    ],
)
def test_the_first_moment_well_outside_working_time(now: datetime, quiet: datetime) -> None:
    assert quiet_from(CALENDAR, now) == quiet
    assert is_quiet(CALENDAR, now) is (now == quiet)


def test_an_office_that_never_works_is_always_at_rest() -> None:
    now = datetime(2026, 11, 25, 2, 0)
    assert quiet_from(Calendar(()), now) == now


def test_hours_without_a_gap_wait_as_far_as_is_looked_ahead() -> None:
    always = Calendar(tuple(Block(day, time(0), time(23, 59)) for day in range(7)))
    assert quiet_from(always, datetime(2026, 11, 25, 2, 0)) > datetime(2026, 11, 25) + timedelta(days=30)
