"""Two press Pindahkan at the same moment, or a citizen writes to the new number just then: each goes over once."""

from collections import Counter
from typing import Any

import pytest

from models.actions.channels.blocked_number import declare_blocked
from models.actions.replies.move_answers import Moved
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, Message, Outbox, Thread
from tests.actions.cases.test_links_race import at_once
from tests.actions.core.answers.test_turns import citizens
from tests.actions.replies.test_move_answers import LATER, move
from tests.actions.sending import queue
from tests.office import NOW, actor, citizen_message, take_in

ROUNDS, ANSWERS = 12, 4
WHO = [f"62811000000{number}" for number in range(ANSWERS)]


@pytest.fixture
def others(account: Any) -> list[ChannelAccount]:
    return [ChannelAccount.create(kind="gowa", label=f"Nomor {number}", created_at=NOW) for number in (2, 3)]


def back_again(account: Any) -> None:
    """Let all wait at the first number again, whose people no other number ever met."""
    here = {row.handle_id: row.id for row in Thread.select().where(Thread.account == account.id)}
    for row in list(Outbox.select(Outbox, Thread).join(Thread)):
        Outbox.update(account=account.id, thread=here[row.thread.handle_id]).where(Outbox.id == row.id).execute()
    Thread.update(external_id=Thread.id.cast("text")).where(Thread.account != account.id).execute()
    Audit.delete().where(Audit.event == "pindah_jawaban").execute()


def met_by(number: ChannelAccount) -> list[str]:
    """Return the conversations of a number that are of this round."""
    there = Thread.select().where((Thread.account == number.id) & Thread.external_id.endswith("@s.whatsapp.net"))
    return sorted(row.external_id for row in there)


@pytest.mark.parametrize("targets", [(0, 0), (0, 1)], ids=["to one number", "to two numbers"])
def test_two_who_press_at_once_take_each_answer_over_once(
    account: Any, others: list[ChannelAccount], targets: tuple[int, int]
) -> None:
    for walk, key in zip(citizens(account, ANSWERS), "abcd", strict=True):
        queue(walk, key)
    declare_blocked(account.id, actor(Role.KASUBSI_INFOKIM), LATER)
    for _round in range(ROUNDS):
        done = at_once(*(lambda to=others[place]: move(account, to) for place in targets))
        assert [one for one in done if isinstance(one, BaseException)] == []
        assert sorted(one.moved for one in done) == [0, ANSWERS]
        went = Counter(row.account_id for row in Outbox.select())
        assert list(went.values()) == [ANSWERS]
        assert Audit.select().where(Audit.event == "pindah_jawaban").count() == ANSWERS
        assert sum(len(met_by(one)) for one in others) == ANSWERS
        back_again(account)


def test_one_who_writes_to_the_new_number_meanwhile_fails_nobody_and_has_one_conversation_there(
    account: Any, others: list[ChannelAccount]
) -> None:
    for walk, key in zip(citizens(account, ANSWERS), "abcd", strict=True):
        queue(walk, key)
    declare_blocked(account.id, actor(Role.KASUBSI_INFOKIM), LATER)
    for _round in range(ROUNDS):
        written = [citizen_message(who=one, thread_id=f"{one}@s.whatsapp.net") for one in WHO]
        done = at_once(
            lambda: move(account, others[0]),
            lambda some=written: [take_in(others[0], one, now=LATER) for one in some],
        )
        assert done[0] == Moved(moved=ANSWERS)
        assert done[1] is not None
        assert met_by(others[0]) == [f"{one}@s.whatsapp.net" for one in WHO]
        back_again(account)
    assert Message.select().where(Message.account == others[0].id).count() == ROUNDS * ANSWERS
