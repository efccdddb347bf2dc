"""What waits at a banned number goes over to another once; what may be out never does."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.channels.blocked_number import declare_blocked
from models.actions.replies import deliver_reply as deliver
from models.actions.replies.move_answers import Moved, move_answers, other_numbers, waiting_there
from models.actions.upkeep.verify.office import Office
from models.actions.upkeep.verify.replies import order
from models.rules.channels.messages import Receipt
from models.rules.core.errors import NotPermitted, NotVisible, ReplyNotAllowed
from models.rules.replies.delivery import ReplyState
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, ConflictParty, Message, Outbox, ReplyFile, Thread
from tests.actions.cases.test_links_race import at_once
from tests.actions.core.answers.test_turns import citizens
from tests.actions.sending import queue
from tests.office import NOW, actor, citizen_message, take_in

S = ReplyState
LATER = NOW + timedelta(hours=1)
ROUNDS, ANSWERS = 12, 4
WHO = [f"62811000000{number}" for number in range(ANSWERS)]


@pytest.fixture
def other(account: Any) -> ChannelAccount:
    return ChannelAccount.create(kind="gowa", label="Nomor kedua", created_at=NOW)


def states(**wanted: S) -> None:
    for key, state in wanted.items():
        Outbox.update(state=str(state), attempts=1).where(Outbox.reply_key == key).execute()


def waiting(account: Any, *keys: str) -> None:
    for walk, key in zip(citizens(account, len(keys)), keys, strict=True):
        queue(walk, key)
    declare_blocked(account.id, actor(Role.KASUBSI_INFOKIM), LATER)


def move(account: Any, other: ChannelAccount, now: datetime = LATER) -> Moved:
    return move_answers(account.id, other.id, actor(Role.PENGELOLA), now)


def row(key: str) -> Outbox:
    return Outbox.get(Outbox.reply_key == key)


def test_what_surely_did_not_leave_goes_over_and_what_may_be_out_is_held(account: Any, other: ChannelAccount) -> None:
    waiting(account, "a", "b", "c", "d", "e")
    states(b=S.WAITING, c=S.UNKNOWN, d=S.HOLD, e=S.SENT)
    Outbox.update(client_ref="lama", not_before=LATER + timedelta(days=1)).where(Outbox.reply_key == "b").execute()
    assert move(account, other) == Moved(moved=2, held=2)
    assert {key: (row(key).account_id, row(key).state) for key in "abcde"} == {
        "a": (other.id, S.QUEUED),
        "b": (other.id, S.WAITING),
        "c": (account.id, S.HOLD),
        "d": (account.id, S.HOLD),
        "e": (account.id, S.SENT),
    }
    assert (row("b").client_ref, row("b").not_before) == (None, None)
    assert Thread.get_by_id(row("a").thread_id).external_id == "628110000000@s.whatsapp.net"
    assert Audit.select().where(Audit.event == "pindah_jawaban").count() == 2
    assert move(account, other) == Moved(held=2)  # pressed again: nothing goes twice


def test_a_moved_answer_leaves_from_the_new_number_alone_and_ends_as_any_other(
    account: Any, other: ChannelAccount
) -> None:
    waiting(account, "a")
    move(account, other)
    assert deliver.claim_due(account.id, "agen-1", 60, LATER) is None
    claim = deliver.claim_due(other.id, "agen-1", 60, LATER)
    assert claim is not None
    assert claim.reply.thread_id == "628110000000@s.whatsapp.net"
    assert deliver.record_intent(claim, 60, LATER)
    assert deliver.record_sent(claim, Receipt("id-baru"), LATER)
    assert row("a").state == S.SENT
    assert Outbox.select().count() == 1


def test_one_in_flight_stays_and_an_agent_that_held_it_cannot_send_it_after_it_went_over(
    account: Any, other: ChannelAccount
) -> None:
    for walk, key in zip(citizens(account, 2), "ab", strict=True):
        queue(walk, key)
    sending = deliver.claim_due(account.id, "agen-1", 60, LATER)
    assert sending is not None
    assert deliver.record_intent(sending, 60, LATER)
    claimed = deliver.claim_due(account.id, "agen-1", 60, LATER)
    assert claimed is not None  # and its agent falls asleep
    declare_blocked(account.id, actor(Role.KASUBSI_INFOKIM), LATER)
    assert move(account, other) == Moved(stay=2)
    assert move(account, other, LATER + timedelta(seconds=61)) == Moved(moved=1, stay=1)
    assert not deliver.record_intent(claimed, 60, LATER + timedelta(seconds=62))
    assert row("b").account_id == other.id


def test_a_person_without_a_number_and_a_hidden_case_stay(account: Any, other: ChannelAccount) -> None:
    waiting(account, "a", "b")
    Thread.update(external_id="lid").where(Thread.id == row("a").thread_id).execute()
    handle = Thread.get_by_id(row("a").thread_id).handle
    type(handle).update(kind="wa_lid").where(type(handle).id == handle.id).execute()
    pengelola = actor(Role.PENGELOLA)
    ConflictParty.create(
        complaint=row("b").complaint_id,
        staff=pengelola.staff_id,
        why="pihak",
        named_by=pengelola.staff_id,
        named_at=NOW,
    )
    assert [one.reply_key for one in waiting_there(account.id, pengelola)] == ["a"]
    assert move(account, other) == Moved(stay=1)
    assert row("b").account_id == account.id


def test_only_a_banned_number_is_emptied_and_only_to_one_that_may_send(account: Any, other: ChannelAccount) -> None:
    with pytest.raises(ReplyNotAllowed):
        move(account, other)
    declare_blocked(account.id, actor(Role.KASUBSI_INFOKIM), LATER)
    page = ChannelAccount.create(kind="facebook", label="Halaman", created_at=NOW)
    cloud = ChannelAccount.create(kind="whatsapp_cloud", label="Resmi", created_at=NOW)
    assert [one.id for one in other_numbers(account.id)] == [other.id, cloud.id]
    for target in (page, account):
        with pytest.raises(NotVisible):
            move(account, target)
    with pytest.raises(NotPermitted):
        move_answers(account.id, other.id, actor(Role.ADMINISTRATOR), LATER)


def test_one_looked_for_in_vain_and_queued_again_is_held_until_a_person_looked(
    account: Any, other: ChannelAccount
) -> None:
    waiting(account, "a", "b", "c")
    states(a=S.QUEUED, b=S.WAITING, c=S.QUEUED)
    Outbox.update(resends=1).execute()
    Outbox.update(settled_at=LATER).where(Outbox.reply_key == "c").execute()
    assert move(account, other) == Moved(moved=1, held=2)
    assert {key: (row(key).account_id, row(key).state) for key in "abc"} == {
        "a": (account.id, S.HOLD),
        "b": (account.id, S.HOLD),
        "c": (other.id, S.QUEUED),
    }


@pytest.mark.parametrize(
    ("words", "goes"), [(S.QUEUED, True), (S.SENT, False), (S.UNKNOWN, False), (S.HOLD, False), (S.SENDING, False)]
)
def test_a_file_goes_over_only_with_its_words(account: Any, other: ChannelAccount, words: S, goes: bool) -> None:
    waiting(account, "a", "b")
    states(a=words)
    Outbox.update(thread=row("a").thread_id, complaint=row("a").complaint_id).where(Outbox.reply_key == "b").execute()
    ReplyFile.create(answer=row("a"), reply=row("b"), public_id="b", filename="x", mime="image/jpeg", size=1)
    move(account, other)
    assert (row("b").account_id, row("b").state) == (other.id if goes else account.id, S.QUEUED)
    assert list(order(Office(Path(), Path(), LATER))) == []


def test_verify_calls_it_no_overtaking_when_an_older_answer_comes_over_to_where_a_later_one_left(
    account: Any, other: ChannelAccount
) -> None:
    waiting(account, "a", "b")
    there = Thread.create(
        account=other.id, kind="dm", external_id="628110000000@s.whatsapp.net", handle=row("a").thread.handle
    )
    left = {"account": other.id, "thread": there.id, "state": "sent", "sent_at": LATER, "external_id": "id-b"}
    Outbox.update(left).where(Outbox.reply_key == "b").execute()
    assert move(account, other, LATER + timedelta(minutes=1)) == Moved(moved=1)
    then = LATER + timedelta(minutes=2)
    claim = deliver.claim_due(other.id, "agen-1", 60, then)
    assert claim is not None and claim.reply.reply_key == "a"
    assert deliver.record_intent(claim, 60, then)
    assert deliver.record_sent(claim, Receipt("id-a"), then)
    office = Office(Path(), Path(), then)
    assert list(order(office)) == []
    assert office.notes == ["reply b had left when the one before it came over from another number."]


def test_an_officer_keeps_the_time_to_take_it_back_and_no_reason_of_the_old_number_goes_along(
    account: Any, other: ChannelAccount
) -> None:
    waiting(account, "a", "b")
    states(b=S.WAITING)
    soon = LATER + timedelta(seconds=9)
    Outbox.update(not_before=soon, reason="nomor lama").execute()
    assert move(account, other) == Moved(moved=2)
    assert {key: (row(key).not_before, row(key).reason) for key in "ab"} == {"a": (soon, ""), "b": (None, "")}


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
def test_two_who_move_at_once_take_each_answer_over_once(
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
