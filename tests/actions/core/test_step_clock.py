"""The clock of a step: due when it starts, net and gross when it ends, pauses taken off the net minutes."""

from datetime import timedelta
from typing import Any

from models.actions.core.step_clock import end_step, running, start_step
from models.rules.cases.sop import Step
from models.rules.staff.roles import Role
from models.tables import Pause, StepRecord
from tests.actions.walking import Walk
from tests.office import NOW, actor


def test_a_step_over_the_lunch_break_counts_net_and_gross_apart(account: Any) -> None:
    walk = Walk(account)
    start = NOW + timedelta(hours=2, minutes=50)  # 11.50 WIB
    end_step(walk.case, None, start, None, "selesai")
    record = start_step(walk.case, Step.MENERUSKAN, start)
    assert record.due_at == start + timedelta(minutes=90)
    end_step(walk.case, None, start + timedelta(minutes=95), None, "selesai")
    ended = StepRecord.get_by_id(record.id)
    assert (ended.net_minutes, ended.gross_minutes, ended.late) == (35, 95, True)
    assert running(walk.case) is None


def test_rounds_of_a_step_are_counted_on(account: Any) -> None:
    walk = Walk(account)
    end_step(walk.case, None, NOW, None, "dikembalikan")
    assert start_step(walk.case, Step.IDENTIFIKASI, NOW).round == 2


def test_a_pause_is_taken_off_the_net_minutes_only(account: Any) -> None:
    walk = Walk(account)
    record = running(walk.case)
    assert record is not None
    Pause.create(
        record=record,
        reason_code="menunggu_pelapor",
        starts_at=NOW + timedelta(minutes=5),
        ends_at=NOW + timedelta(minutes=15),
        made_by=actor(Role.PENGELOLA).staff_id,
    )
    end_step(walk.case, None, NOW + timedelta(minutes=30), None, "selesai")
    ended = StepRecord.get_by_id(record.id)
    assert (ended.net_minutes, ended.gross_minutes) == (20, 30)


def test_ending_where_nothing_runs_changes_nothing(account: Any) -> None:
    walk = Walk(account)
    end_step(walk.case, None, NOW, None, "selesai")
    before = list(StepRecord.select().tuples())
    end_step(walk.case, None, NOW + timedelta(hours=1), None, "selesai")
    assert list(StepRecord.select().tuples()) == before
