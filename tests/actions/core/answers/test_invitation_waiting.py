"""The clock of step 8 rests while an invitation is waited for, and no longer."""

from datetime import timedelta
from typing import Any

from models.actions.clocks.recompute_steps import move_pauses
from models.actions.core.actor import AGENT
from models.actions.core.answers.invitation_waiting import invitation_of
from models.actions.replies.delivery_grades import note_grade
from models.actions.replies.record_proof import record_proof
from models.rules.channels.grades import DeliveryGrade
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role
from models.tables import Outbox, Pause, StepRecord, database
from tests.actions.inviting import Invited
from tests.office import actor


def test_the_clock_rests_from_the_delivery_until_it_is_taken_up(account: Any) -> None:
    walk = Invited(account).at_answering()
    claim = walk.confirmed()
    record = StepRecord.get(StepRecord.complaint == walk.id, StepRecord.finished_at.is_null())
    pause = Pause.get(Pause.record == record.id)
    sent = Outbox.get(Outbox.purpose == "undangan")
    assert (pause.reason_code, pause.starts_at, pause.ends_at) == (
        "menunggu_undangan",
        sent.sent_at,
        claim.confirmed_at,
    )


def test_it_runs_again_from_the_end_of_the_waiting_time_however_late_that_is_noticed(account: Any) -> None:
    walk = Invited(account).at_answering()
    invitation = walk.invited()
    move_pauses(walk.now + timedelta(hours=1))
    assert Pause.get().ends_at is None
    move_pauses(walk.days(9))
    assert Pause.get().ends_at == invitation.expires_at


def test_an_answer_given_another_way_meanwhile_ends_it(account: Any) -> None:
    walk = Invited(account).at_answering()
    walk.invited()
    told = record_proof(
        walk.id, Purpose.JAWABAN, Way.TELEPON, "Ditelepon, paspor siap.", actor(Role.PENGELOLA), walk.tick()
    )
    assert Pause.get().ends_at == told.made_at


def test_at_another_step_nothing_rests(account: Any) -> None:
    walk = Invited(account)
    walk.invited()
    assert Pause.select().count() == 0


def test_an_invitation_that_is_not_there_is_not_waited_for_and_may_be_sent_once_more(account: Any) -> None:
    walk = Invited(account).at_answering()
    walk.invited()
    fall(walk)
    state = invitation_of(walk.id, walk.now)
    assert state is not None
    assert (state.fell, state.waits, state.may_remind, state.in_vain) == (True, False, True, False)
    move_pauses(walk.tick())
    assert Pause.get().ends_at == walk.now
    walk.invited()
    state = invitation_of(walk.id, walk.now)
    assert state is not None
    assert (state.fell, state.waits) == (False, True)
    fall(walk)
    state = invitation_of(walk.id, walk.now)
    assert state is not None
    assert state.in_vain


def fall(walk: Invited) -> None:
    """Let the platform say that the newest invitation is not there."""
    sent = Outbox.select().where(Outbox.purpose == "undangan").order_by(Outbox.id.desc()).get()
    with database.atomic():
        assert note_grade(sent, DeliveryGrade.FAILED, walk.tick(), AGENT, walk.now)
