"""Which steps ran in hours that passed: those that overlap them, ended or running, and no other."""

from datetime import datetime, timedelta
from typing import Any

from models.actions.clocks.past_steps import passed_hours, steps_in, weigh_steps
from models.actions.core.office_facts import office_calendar
from models.rules.clocks.past_time import Hours
from models.rules.clocks.working_time import Calendar
from models.tables import StepRecord
from tests.actions.walking import Walk
from tests.office import NOW


def steps(hours: list[Hours], ended: bool | None = None) -> list[int]:
    return [record.step for record in steps_in(hours, ended=ended)]


def test_steps_that_overlap_the_hours_are_found_and_no_other(account: Any) -> None:
    walk = Walk(account).at_section()
    begun = StepRecord.get(StepRecord.finished_at.is_null()).started_at
    later = Hours(begun + timedelta(hours=1), begun + timedelta(hours=2))
    assert steps([later]) == steps([later], ended=False) == [5]
    assert steps([later], ended=True) == []
    third = StepRecord.get((StepRecord.complaint == walk.id) & (StepRecord.step == 3))
    inside = Hours(third.started_at, third.finished_at)
    assert steps([inside]) == steps([inside], ended=True) == [3]
    assert steps([inside, later]) == [3, 5]
    assert steps([Hours(NOW - timedelta(days=2), NOW - timedelta(days=1))]) == steps([]) == []


def test_weighing_an_ended_step_leaves_it_as_it_is(account: Any) -> None:
    Walk(account).at_section()
    today = office_calendar()
    free = Calendar(today.blocks, today.holidays | {NOW.date()})
    hours = passed_hours(today, free, datetime(2026, 11, 26))
    weighed = weigh_steps(hours, free)
    assert [one.again.net_minutes for one in weighed] == [0.0] * len(weighed)
    assert sum(one.record.net_minutes or 0.0 for one in weighed) > 0
    assert passed_hours(today, today, datetime(2026, 11, 26)) == []
