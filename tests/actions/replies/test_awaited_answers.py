"""Which answers are not there after the set time: told, with other ways out, and never sent again by itself."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.replies.awaited_answers import awaited_answers
from models.rules.channels.awaited import Awaiting
from models.rules.channels.messages import Ack
from models.rules.core.errors import ReplyNotAllowed
from models.rules.replies.delivery import Purpose
from models.tables import Outbox
from tests.actions.delivering import demand, give, tell
from tests.actions.sending import claim, queue
from tests.actions.walking import Walk


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
