"""Due dates: minutes and days by their unit; late is after the due moment, never at it."""

from datetime import datetime, time, timedelta

import pytest

from models.rules.clocks.due_dates import Standard, Unit, due_at, is_late
from models.rules.clocks.working_time import Block, Calendar, add_days, add_minutes

EVERY_DAY = Calendar(tuple(Block(day, time(0), time(23, 59)) for day in range(7)))
START = datetime(2026, 11, 25, 2, 0)


def test_each_unit_has_its_own_arithmetic() -> None:
    assert due_at(EVERY_DAY, START, Standard(30, Unit.MENIT)) == add_minutes(EVERY_DAY, START, 30)
    assert due_at(EVERY_DAY, START, Standard(1, Unit.HARI)) == add_days(EVERY_DAY, START, 1)


@pytest.mark.parametrize(("after", "late"), [(-1, False), (0, False), (1, True)])
def test_late_begins_after_the_due_moment(after: int, late: bool) -> None:
    assert is_late(START, START + timedelta(seconds=after)) is late
    assert not is_late(None, START)


def test_a_standard_reads_as_the_sop_writes_it() -> None:
    assert str(Standard(30, Unit.MENIT)) == "30 menit"
