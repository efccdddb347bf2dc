"""A calendar put on record is read back as it was, once for equal ones, and known by its content."""

from datetime import date, time, timedelta
from typing import Any

from models.actions.core.held_calendars import HeldCalendars, held_since, hold_calendar, mark_of
from models.rules.clocks.working_time import Block, Calendar
from models.tables import CalendarState
from tests.office import NOW

HOURS = Calendar(
    (
        Block(0, time(7, 30), time(12)),
        Block(4, time(8), time(11, 30), date(2027, 2, 8), date(2027, 3, 9)),
        Block(5, time(8), time(12), date(2027, 4, 1)),
    ),
    frozenset({date(2026, 12, 25), date(2027, 1, 1)}),
)


def test_it_is_read_as_it_was_kept_and_equal_ones_are_kept_once(account: Any) -> None:
    first = hold_calendar(HOURS, NOW)
    turned = Calendar(HOURS.blocks[::-1], HOURS.holidays)
    assert hold_calendar(turned, NOW + timedelta(days=1)) == first
    read = HeldCalendars().get(first)
    assert (set(read.blocks), read.holidays) == (set(HOURS.blocks), HOURS.holidays)
    row = CalendarState.get()
    assert (row.sha256, CalendarState.select().count()) == (mark_of(row.body), 1)
    assert held_since() == NOW
    assert hold_calendar(Calendar(HOURS.blocks), NOW) != first
