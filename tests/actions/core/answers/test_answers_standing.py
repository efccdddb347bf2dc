"""The one place that says what was given to a citizen, how well that is known, and whether it stands."""

from datetime import timedelta
from typing import Any

from models.actions.core.answers.answers_standing import given_answer, outputs_on, shut_accounts
from models.actions.replies.record_proof import record_proof
from models.rules.channels.grades import DeliveryGrade
from models.rules.channels.messages import Ack
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role
from models.tables import Outbox
from tests.actions.delivering import give, tell
from tests.actions.walking import Walk
from tests.office import actor


def test_what_stands_is_told_before_what_fell_after_it(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    assert given_answer(walk.case, Purpose.JAWABAN) is None
    given = give(walk, Purpose.JAWABAN)
    stands = given_answer(walk.case, Purpose.JAWABAN)
    assert stands and (stands.stands, stands.grade) == (True, DeliveryGrade.ACCEPTED)
    reply = Outbox.get(Outbox.external_id == given)
    assert [row.reference for row in outputs_on(walk.id, f"outbox:{reply.id}")] == [f"outbox:{reply.id}"]
    tell(walk, given, Ack.FAILED)
    fell = given_answer(walk.case, Purpose.JAWABAN)
    assert fell and (fell.stands, fell.fell, outputs_on(walk.id, f"outbox:{reply.id}")) == (False, True, [])
    assert "tidak sampai" in fell.words
    talk = walk.tick()
    walk.now += timedelta(hours=1)
    said = "Ditelepon: paspor dapat diambil besok."
    record_proof(walk.id, Purpose.JAWABAN, Way.TELEPON, said, actor(Role.PENGELOLA), walk.now, told_at=talk)
    told = given_answer(walk.case, Purpose.JAWABAN)
    assert told and (told.way, told.moment, told.grade) == (Way.TELEPON, talk, DeliveryGrade.VOUCHED)


def test_a_channel_is_shut_after_the_second_fall(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    for number, shut in ((1, frozenset()), (2, frozenset({account.id}))):
        tell(walk, give(walk, Purpose.JAWABAN, key=f"jawab-{number}"), Ack.FAILED)
        assert shut_accounts(walk.case) == shut
