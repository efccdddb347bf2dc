"""Held replies: settled by a person, once; taken back only before they may be out."""

from typing import Any

import pytest

from models.actions.replies import read_back
from models.actions.replies.settle_reply import Verdict, cancel_reply, settle_reply
from models.rules.channels.messages import Finding, Readback
from models.rules.core.errors import NotPermitted, NotVisible, ReplyNotHeld
from models.rules.replies.delivery import ReplyState
from models.rules.staff.roles import Role
from models.tables import Outbox
from tests.actions.sending import claim, queue, state, unknown
from tests.actions.walking import Walk
from tests.office import actor

S = ReplyState


@pytest.mark.parametrize(
    ("verdict", "after"), [(Verdict.SENT, S.SENT), (Verdict.RESEND, S.QUEUED), (Verdict.CANCEL, S.CANCELLED)]
)
def test_a_person_settles_a_held_reply_once(account: Any, verdict: Verdict, after: ReplyState) -> None:
    walk = Walk(account)
    taken = unknown(walk, "a")
    with pytest.raises(ReplyNotHeld):
        settle_reply("a", verdict, actor(Role.PENGELOLA), walk.now)
    read_back.record_readback(taken, Readback(Finding.UNDECIDED), True, walk.now)
    with pytest.raises(NotPermitted):
        settle_reply("a", verdict, actor(Role.KASI_INTELDAKIM), walk.now)
    with pytest.raises(NotVisible):
        settle_reply("tidak-ada", verdict, actor(Role.PENGELOLA), walk.now)
    settle_reply("a", verdict, actor(Role.PENGELOLA), walk.now)
    assert state("a") == after
    assert Outbox.get().settled_by_id == actor(Role.PENGELOLA).staff_id
    with pytest.raises(ReplyNotHeld):
        settle_reply("a", verdict, actor(Role.PENGELOLA), walk.now)


def test_a_reply_not_yet_leaving_can_be_taken_back_and_one_leaving_cannot(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    cancel_reply("a", actor(Role.PENGELOLA), walk.now)
    assert state("a") == S.CANCELLED
    queue(walk, "b")
    claim(walk)
    with pytest.raises(ReplyNotHeld):
        cancel_reply("b", actor(Role.PENGELOLA), walk.now)
