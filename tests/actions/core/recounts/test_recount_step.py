"""What is decided after a step ended recounts it by the calendar that counted it, and says what it was before."""

from datetime import timedelta
from typing import Any

from models.actions.clocks.pause_step import countersign_pause
from models.actions.clocks.recompute_steps import recompute_open_steps
from models.actions.core.held_calendars import HeldCalendars
from models.actions.core.office_facts import office_calendar
from models.actions.core.recounts.recount_step import recounts_of, sum_of
from models.actions.core.step_clock import pauses_of
from models.rules.clocks.arithmetic import total
from models.rules.staff.roles import Role
from models.tables import CalendarState, Holiday, StepRecord
from tests.actions.clocks.test_pause_step import paused
from tests.actions.clocks.test_pause_step_accepted import end_it, ended
from tests.actions.walking import Walk
from tests.office import NOW, actor


def holiday(walk: Walk) -> None:
    """The day of the case becomes a holiday, as a database altered later has it."""
    Holiday.create(day=NOW.date(), name="Libur yang dicatat kemudian")
    recompute_open_steps(actor(Role.KASUBSI_INFOKIM), walk.tick())


def test_a_pause_refused_later_counts_by_the_calendar_that_held_when_the_step_ended(account: Any) -> None:
    walk = Walk(account).at_section()
    pause = paused(walk)
    walk.now += timedelta(minutes=60)
    end_it(walk)
    assert (ended(walk).late, ended(walk).net_minutes) == (False, 10)
    holiday(walk)
    countersign_pause(pause.id, False, actor(Role.KASI_TIKKIM), walk.tick())
    row = ended(walk)
    assert (row.late, row.due_at, row.net_minutes) == (True, row.due_plain, 62)
    lines, by_another = sum_of(office_calendar(), row, pauses_of([row.id])[row.id], walk.now)
    assert (by_another, total(lines)) == (True, timedelta(minutes=62))


def test_a_recount_keeps_what_the_step_was_before_and_why(account: Any) -> None:
    walk = Walk(account).at_section()
    pause = paused(walk)
    walk.now += timedelta(minutes=60)
    end_it(walk)
    was = ended(walk).due_at
    countersign_pause(pause.id, False, actor(Role.KASI_TIKKIM), walk.tick())
    row = ended(walk)
    (kept,) = recounts_of([row.id])[row.id]
    assert (kept.due_before, kept.net_before, kept.late_before) == (was, 10, False)
    assert (kept.due_after, kept.net_after, kept.late_after) == (row.due_at, 62, True)
    assert kept.why == "Jeda langkah 5 ditolak sesudah langkahnya berakhir."


def test_every_ended_step_names_the_calendar_that_counted_it_and_equal_ones_are_kept_once(account: Any) -> None:
    walk = Walk(account).at_section()
    assert {row.calendar_id for row in StepRecord.select() if row.finished_at} == {CalendarState.get().id}
    holiday(walk)
    walk.now += timedelta(days=1)
    end_it(walk)
    assert CalendarState.select().count() == 2
    assert HeldCalendars().of(ended(walk)) == office_calendar() != HeldCalendars().first()
