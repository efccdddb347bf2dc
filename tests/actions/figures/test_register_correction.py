"""A closed month's register gets a line where a later decision changes whether a case was in time."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.clocks.pause_step import countersign_pause
from models.actions.figures.close_month import close_month
from models.rules.staff.roles import Role
from models.tables import Complaint, RegisterLine, StepRecord
from tests.actions.clocks.test_pause_step import paused
from tests.actions.clocks.test_pause_step_accepted import end_it
from tests.actions.walking import Walk
from tests.admin_app.asked import listening
from tests.office import actor


def test_a_decision_after_the_month_was_closed_is_a_line_and_the_line_before_stays(account: Any) -> None:
    walk = Walk(account).at_section()
    pause = paused(walk)
    walk.now += timedelta(minutes=60)
    end_it(walk)
    closed = datetime(2026, 12, 1, 1, 0)
    StepRecord.update(late=False).execute()  # no other step is late
    StepRecord.update(due_at=closed + timedelta(days=9)).where(StepRecord.finished_at.is_null()).execute()
    Complaint.update(due_at=closed + timedelta(days=9)).execute()
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), closed)
    before = list(RegisterLine.select().tuples())
    said = json.loads(RegisterLine.get().facts)["on_time"]
    countersign_pause(pause.id, False, actor(Role.KASI_TIKKIM), closed + timedelta(hours=1))
    assert list(RegisterLine.select().order_by(RegisterLine.id).limit(len(before)).tuples()) == before
    line = RegisterLine.select().order_by(RegisterLine.id.desc()).get()
    assert said is not False
    assert (json.loads(line.facts)["on_time"], line.corrects_id) == (False, before[0][0])
    assert line.reason == "Jeda langkah 5 ditolak sesudah langkahnya berakhir."


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_decision_and_the_closing_of_a_month_take_turns_before_either_holds_a_case(account: Any) -> None:
    walk = Walk(account).at_section()
    pause = paused(walk)
    with listening() as asked:
        countersign_pause(pause.id, False, actor(Role.KASI_TIKKIM), walk.tick())
    said = [sql for sql, _ in asked]
    turn, case = (next(n for n, sql in enumerate(said) if word in sql) for word in ("'register'", "FOR UPDATE"))
    assert turn < case
