"""Which answers are not there after the set time: told, with other ways out, and never sent again by itself."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.cases.merge_complaints import merge_complaints
from models.actions.replies.answer_merged import answer_all
from models.actions.replies.awaited_answers import awaited_answers
from models.actions.replies.deliver_reply import record_sent
from models.actions.replies.queue_reply import queue_reply
from models.actions.replies.settle_reply import cancel_reply
from models.rules.channels.awaited import Awaiting
from models.rules.channels.messages import Ack, Receipt
from models.rules.core.errors import ReplyNotAllowed
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Outbox
from tests.actions.delivering import demand, give, tell
from tests.actions.sending import claim, queue, sending
from tests.actions.walking import Walk
from tests.office import actor, new_complaint

BY = Role.PENGELOLA


def seen(walk: Walk, later: timedelta) -> list[Awaiting]:
    return [one.awaiting for one in awaited_answers(walk.now + later) if one.complaint == walk.id]


def test_what_the_platform_has_not_taken_is_told_after_a_minute_and_not_sent_again(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given = give(walk, Purpose.JAWABAN, Ack.PENDING)
    assert seen(walk, timedelta(seconds=59)) == [Awaiting.SOON]
    with pytest.raises(ReplyNotAllowed, match="baru diserahkan"):
        Outbox.update(sent_at=walk.now + timedelta(minutes=1)).where(Outbox.external_id == given).execute()
        queue(walk, "jawab-2", Purpose.JAWABAN, "Paspor dapat diambil besok.")
    assert seen(walk, timedelta(days=9)) == [Awaiting.LATE]
    assert claim(walk) is None
    tell(walk, given, Ack.SENT)
    assert seen(walk, timedelta(days=9)) == []


def test_where_reaching_is_demanded_it_is_told_after_one_working_day(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    demand(walk, "sampai")
    given = give(walk, Purpose.JAWABAN)
    assert seen(walk, timedelta(hours=20)) == [Awaiting.SOON]
    assert seen(walk, timedelta(days=1, minutes=1)) == [Awaiting.UNREACHED]
    tell(walk, given, Ack.DELIVERED)
    assert seen(walk, timedelta(days=9)) == []


def test_what_fell_is_told_until_another_answer_leaves(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    tell(walk, give(walk, Purpose.JAWABAN), Ack.FAILED)
    assert seen(walk, timedelta(days=40)) == [Awaiting.FELL]
    queue(walk, "jawab-2", Purpose.JAWABAN, "Paspor dapat diambil besok.")
    assert seen(walk, timedelta()) == []


def test_an_answer_taken_back_before_it_left_does_not_hide_the_one_that_is_not_there(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    tell(walk, give(walk, Purpose.JAWABAN), Ack.FAILED)
    cancel_reply(queue(walk, "jawab-2", Purpose.JAWABAN, "Paspor siap diambil.").reply_key, actor(BY), walk.tick())
    assert seen(walk, timedelta(days=1)) == [Awaiting.FELL]


def test_a_merged_citizen_s_answer_not_yet_taken_is_not_sent_twice(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    other = new_complaint(account, "paspor kami", "628110000002")
    merge_complaints(other.id, walk.id, "sama", actor(BY), walk.tick())
    text = "Paspor dapat diambil besok."
    answer_all(walk.id, [other.id], text, Purpose.JAWABAN, "kunci-gabung-000001", actor(BY), walk.tick())
    for _ in range(2):
        taken = sending(walk)
        assert record_sent(taken, Receipt(f"true_{taken.row_id}", Ack.PENDING), walk.now)
    with pytest.raises(ReplyNotAllowed, match="baru diserahkan"):
        queue_reply(other.id, text, Purpose.JAWABAN, "jawab-lagi", actor(BY), walk.now)
    copy = Outbox.get((Outbox.complaint == other.id) & (Outbox.purpose == "jawaban"))
    queue_reply(other.id, text, Purpose.JAWABAN, "jawab-lagi", actor(BY), copy.sent_at + timedelta(minutes=1))


@pytest.mark.parametrize(("ack", "worst"), [(Ack.PENDING, Awaiting.LATE), (Ack.SENT, Awaiting.UNREACHED)])
def test_F40_an_answer_sent_at_a_time_to_come_keeps_nobody_from_another_way(
    account: Any, ack: Ack, worst: Awaiting
) -> None:
    walk = Walk(account).with_answer().handed_back()
    demand(walk, "sampai")
    give(walk, Purpose.JAWABAN, ack)
    far = walk.now + timedelta(days=400)
    Outbox.update(sent_at=far).execute()
    Outbox.update(there_at=far).where(Outbox.there_at.is_null(False)).execute()
    assert seen(walk, timedelta()) == [worst]
