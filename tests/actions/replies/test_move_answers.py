"""What waits at a banned number goes over to another once; what may be out never does."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.channels.blocked_number import declare_blocked
from models.actions.replies import deliver_reply as deliver
from models.actions.replies.move_answers import Moved, move_answers, other_numbers, waiting_there
from models.rules.channels.messages import Receipt
from models.rules.core.errors import NotPermitted, NotVisible, ReplyNotAllowed
from models.rules.replies.delivery import ReplyState
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, ConflictParty, Outbox, Thread
from tests.actions.core.answers.test_turns import citizens
from tests.actions.sending import queue
from tests.office import NOW, actor

S = ReplyState
LATER = NOW + timedelta(hours=1)


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
