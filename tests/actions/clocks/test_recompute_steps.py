"""Another calendar moves the due times of running steps, never of ended ones, and leaves a trace."""

from datetime import date, timedelta
from typing import Any

import pytest

from models.actions.clocks.recompute_steps import recompute_open_steps
from models.rules.clocks.working_time import NoWorkingTime
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, Holiday, StepRecord, WorkingBlock
from tests.actions.walking import Walk
from tests.office import actor

ADMIN = Role.KASUBSI_INFOKIM


def test_a_cuti_bersama_added_later_moves_the_running_step_and_no_ended_one(account: Any) -> None:
    walk = Walk(account).at_fieldwork()  # one working day, from Wednesday to Thursday
    running = StepRecord.get((StepRecord.complaint == walk.id) & StepRecord.finished_at.is_null())
    ended = list(StepRecord.select().where(StepRecord.finished_at.is_null(False)).tuples())
    Holiday.create(day=date(2026, 11, 26), name="Cuti bersama", kind="cuti bersama")
    assert recompute_open_steps(actor(ADMIN), walk.now) == 1
    moved = StepRecord.get_by_id(running.id).due_at
    assert moved == running.due_at + timedelta(days=1)
    assert Complaint.get_by_id(walk.id).due_at == moved
    assert list(StepRecord.select().where(StepRecord.finished_at.is_null(False)).tuples()) == ended
    trace = Audit.get(Audit.event == "hitung_ulang_batas")
    assert (trace.subject, trace.actor) == (f"complaint:{walk.id}", "kasubsi_infokim")
    assert (trace.before, trace.after) == (f"{running.due_at.isoformat()}+00:00", f"{moved.isoformat()}+00:00")
    assert recompute_open_steps(actor(ADMIN), walk.now) == 0


def test_ramadan_hours_by_date_range_move_it_too(account: Any) -> None:
    walk = Walk(account).at_section()  # thirty minutes from about 09.10 WIB
    before = walk.case.due_at
    for weekday in range(5):
        day = date(2026, 11, 23)
        block = {"weekday": weekday, "valid_from": day, "valid_until": day + timedelta(days=6)}
        WorkingBlock.create(**block, starts="10:00", ends="15:00")
    assert recompute_open_steps(actor(ADMIN), walk.now) == 1
    assert walk.case.due_at > before


def test_a_calendar_without_hours_is_refused_and_changes_nothing(account: Any) -> None:
    walk = Walk(account).at_section()
    before = walk.case.due_at
    WorkingBlock.delete().execute()
    with pytest.raises(NoWorkingTime):
        recompute_open_steps(actor(ADMIN), walk.now)
    assert walk.case.due_at == before
