"""What a delivery brings about: steps end, parked replies leave, echoes prove."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.intake.receive_messages import receive_page
from models.actions.replies import deliver_reply as deliver
from models.rules.cases.sop import Stage
from models.rules.channels.messages import Ack, Acknowledgement, Page, Receipt
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import Outbox, StepRecord
from tests.actions.sending import claim, queue, sending
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, take_in

S = ReplyState


def test_F49_a_parked_reply_leaves_by_itself_when_the_citizen_writes_again(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    deliver.record_parked(sending(walk), "jendela tertutup", walk.now)
    assert claim(walk) is None
    take_in(account, citizen_message("masih di sana?"))
    assert claim(walk) is not None


def test_step_3_ends_when_the_platform_confirmed_the_first_response(account: Any) -> None:
    walk = Walk(account).identified()
    queue(walk, "a", Purpose.TANGGAPAN_AWAL)
    taken = sending(walk)
    assert walk.stage is Stage.TANGGAPAN_AWAL
    deliver.record_sent(taken, Receipt("id-a"), walk.now)
    assert walk.stage is Stage.PENERUSAN_PENGELOLA
    ended = StepRecord.get((StepRecord.complaint == walk.id) & (StepRecord.step == 3))
    assert (ended.output.reference, ended.actor_id) == (f"outbox:{Outbox.get().id}", actor(Role.PENGELOLA).staff_id)


UNSURE = [ReplyState.SENDING, ReplyState.UNKNOWN, ReplyState.HOLD]


def _lost(account: Any, state: ReplyState) -> Walk:
    """Let an answer be in this state under the id ref-1, with nobody who knows whether it left."""
    walk = Walk(account)
    queue(walk, "a")
    taken = claim(walk)
    assert taken
    deliver.choose_client_ref(taken, "ref-1")
    assert deliver.record_intent(taken, 60, walk.now)
    if state is not ReplyState.SENDING:
        deliver.record_unknown(taken, "waktu habis", walk.now)
    Outbox.update(state=str(state)).execute()
    return walk


@pytest.mark.parametrize("state", UNSURE)
def test_F26_the_platforms_own_news_settles_an_answer_nobody_could_read_back(account: Any, state: ReplyState) -> None:
    walk = _lost(account, state)
    for ack, client_ref in ((Ack.SENT, "ref-2"), (Ack.SENT, ""), (Ack.DELIVERED, "ref-1")):
        assert Outbox.get().state == state
        page = Page(acknowledgements=(Acknowledgement("wamid.1", ack, client_ref),))
        receive_page(account.id, "push", page, walk.now, "push")
    reply = Outbox.get()
    assert (reply.state, reply.external_id, reply.ack) == (ReplyState.SENT, "wamid.1", Ack.DELIVERED)


@pytest.mark.parametrize("state", UNSURE)
def test_F26_that_it_failed_is_news_of_it_too_and_the_time_is_the_platforms(account: Any, state: ReplyState) -> None:
    walk = _lost(account, state)
    told = walk.now + timedelta(minutes=1)
    walk.now += timedelta(hours=1)
    for ack, grade in ((Ack.FAILED, "failed"), (Ack.SENT, "failed"), (Ack.READ, "read")):
        page = Page(acknowledgements=(Acknowledgement("wamid.1", ack, "ref-1", told),))
        receive_page(account.id, "push", page, walk.now, "push")
        reply = Outbox.get()
        assert (reply.state, reply.grade, reply.grade_at) == (ReplyState.SENT, grade, told)
