"""A pause counts when it is accepted: by rule or by a second person, also after its step and its month ended."""

from datetime import timedelta
from typing import Any

from models.actions.clocks.pause_step import countersign_pause, resume_step
from models.actions.clocks.recompute_steps import move_pauses
from models.actions.upkeep.verify.course import clocks, pauses
from models.rules.cases.sop import Move, Output
from models.rules.staff.roles import Role
from models.tables import OfficeSetting, Pause, StepRecord
from tests.actions.clocks.test_pause_step import KASI, paused, record_of
from tests.actions.walking import Walk
from tests.office import actor


def ended(walk: Walk) -> StepRecord:
    return StepRecord.get((StepRecord.complaint == walk.id) & (StepRecord.step == 5))


def end_it(walk: Walk) -> None:
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)


def test_a_pause_back_dated_over_days_makes_no_late_step_timely_until_another_agrees(account: Any) -> None:
    walk = Walk(account).at_section()
    begins = walk.now + timedelta(minutes=5)
    walk.now = begins + timedelta(days=5)
    pause = paused(walk, 0, starts_at=begins, ends_at=walk.now)
    end_it(walk)
    row = ended(walk)
    assert (row.late, row.due_at) == (True, row.due_plain)
    assert row.net_minutes > 1000
    assert row.due_asked >= row.finished_at
    plain = row.due_plain
    assert list(pauses(None)) == list(clocks(None)) == []  # type: ignore[arg-type]
    countersign_pause(pause.id, True, actor(Role.KASI_TIKKIM), walk.tick())
    row = ended(walk)
    assert (row.late, row.due_at, row.net_minutes, row.due_plain) == (False, row.due_asked, 7, plain)
    assert row.due_at > plain
    assert list(pauses(None)) == list(clocks(None)) == []  # type: ignore[arg-type]


def test_a_pause_is_refused_after_its_step_ended_and_the_step_is_late_again(account: Any) -> None:
    walk = Walk(account).at_section()
    pause = paused(walk)
    walk.now += timedelta(minutes=60)
    end_it(walk)
    assert (ended(walk).late, ended(walk).net_minutes) == (False, 10)
    countersign_pause(pause.id, False, actor(Role.KASI_TIKKIM), walk.tick())
    row = ended(walk)
    assert (row.late, row.due_at, row.net_minutes) == (True, row.due_plain, 62)
    assert list(pauses(None)) == list(clocks(None)) == []  # type: ignore[arg-type]
    Pause.update(refused=False).execute()  # what nobody decided: the minutes are not those of the pauses
    assert [fault for fault in pauses(None) if "not accepted" in fault]  # type: ignore[arg-type]
    StepRecord.update(due_plain=None).where(StepRecord.id == row.id).execute()
    assert [fault for fault in pauses(None) if "no due time without them" in fault]  # type: ignore[arg-type]


def test_what_is_longer_than_the_office_lets_count_waits_and_the_due_time_stays(account: Any) -> None:
    walk = Walk(account).at_section()
    due, begins = record_of(walk).due_at, walk.now
    first = paused(walk)
    resume_step(walk.id, actor(KASI), begins + timedelta(minutes=50))
    paused(walk, 55)
    for minutes, accepted, asked in ((60, 45, 45), (75, 60, 60), (95, 60, 80)):
        move_pauses(begins + timedelta(minutes=minutes))
        row = record_of(walk)
        assert (row.due_at, row.due_asked) == (due + timedelta(minutes=accepted), due + timedelta(minutes=asked))
        assert (walk.case.due_at, row.due_plain) == (row.due_at, due)
    countersign_pause(first.id, True, actor(Role.KASI_TIKKIM), begins + timedelta(minutes=95))
    assert record_of(walk).due_at == due + timedelta(minutes=80)  # what is countersigned takes none of the sixty


def test_another_length_set_later_changes_no_pause_asked_before(account: Any) -> None:
    walk = Walk(account).at_section()
    due, begins = record_of(walk).due_at, walk.now
    paused(walk)
    OfficeSetting.update(value="5").where(OfficeSetting.key == "jeda_tanpa_paraf_menit").execute()
    move_pauses(begins + timedelta(minutes=40))
    assert record_of(walk).due_at == due + timedelta(minutes=30)
