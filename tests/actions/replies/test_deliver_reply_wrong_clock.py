"""A clock that was 400 days ahead and is set right: what was stamped meanwhile goes on, and persons can settle it."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.answers.late_answers import is_late, late_by_account
from models.actions.core.close_off import close_off
from models.actions.replies import deliver_reply, read_back
from models.actions.replies.record_proof import record_proof
from models.actions.replies.settle_reply import Verdict, cancel_reply, settle_reply
from models.actions.upkeep.verify import replies
from models.actions.upkeep.verify.office import Office
from models.rules.channels.messages import Receipt
from models.rules.channels.pace import Limits
from models.rules.replies.delivery import OPEN_STATES, Purpose, ReplyState, Way
from models.rules.staff.roles import Role
from models.tables import Complaint, Outbox
from tests.actions.sending import claim, queue, sending, state
from tests.actions.walking import Walk
from tests.office import actor

S = ReplyState
FAST = timedelta(days=400)


def stamped(walk: Walk, before: ReplyState, by: timedelta = FAST) -> Outbox:
    """Queue a reply and stamp it by a clock that is so far ahead, as an agent that died there left it."""
    queue(walk, "a", Purpose.TANGGAPAN_AWAL)
    then = walk.now + by
    held = {"state": str(before), "owner": "agen-1", "lease_until": then + timedelta(seconds=60), "attempts": 1}
    held |= {"not_before": then, "first_attempt_at": then, "last_attempt_at": then, "last_readback_at": then}
    Outbox.update({**held, "created_at": then}).execute()
    return Outbox.get()


@pytest.mark.parametrize("before", [S.QUEUED, S.WAITING])
def test_F40_what_waits_for_that_moment_is_claimed_now(account: Any, before: ReplyState) -> None:
    walk = Walk(account).identified()
    stamped(walk, before)
    assert claim(walk, walk.now) is not None


def test_F40_an_answer_written_by_a_clock_an_hour_ahead_waits_no_hour_and_one_that_rests_still_does(
    account: Any,
) -> None:
    walk = Walk(account).identified()
    ahead = timedelta(hours=1)
    stamped(walk, S.QUEUED, ahead)
    assert claim(walk, walk.now) is None  # it was tried: its rest is the agent's word
    Outbox.update(attempts=0, first_attempt_at=None, last_attempt_at=None, lease_until=None, owner=None).execute()
    assert Outbox.select().where(is_late(walk.now, 600)).count() == 1
    assert claim(walk, walk.now) is not None


def test_F40_an_answer_written_by_a_clock_an_hour_ahead_waits_no_hour_for_its_turn_either(account: Any) -> None:
    walk = Walk(account).identified()
    paced = Limits(6)
    stamped(walk, S.QUEUED, timedelta(hours=1))

    def given() -> Any:
        return deliver_reply.claim_due(walk.account.id, "agen-1", 60, walk.now, paced)

    assert given() is None  # it was tried: its rest is the agent's word
    Outbox.update(attempts=0, first_attempt_at=None, last_attempt_at=None, lease_until=None, owner=None).execute()
    assert given() is not None


def test_F40_what_was_being_sent_is_looked_for_after_it_settled_once_more(account: Any) -> None:
    walk = Walk(account).identified()
    row = stamped(walk, S.SENDING)
    assert deliver_reply.recover_expired(account.id, walk.now) == 1
    assert read_back.count_from_now(account.id, walk.now) == 2
    assert read_back.due_readbacks(account.id, 120, walk.now) == []
    assert read_back.due_readbacks(account.id, 120, walk.now + timedelta(seconds=120)) == [row.id]
    assert read_back.count_from_now(account.id, walk.now) == 0


def test_F40_a_reply_of_which_the_platform_says_nothing_is_held_in_the_end(account: Any) -> None:
    walk = Walk(account).identified()
    stamped(walk, S.UNKNOWN)
    read_back.count_from_now(account.id, walk.now)
    taken = deliver_reply.claim_of(Outbox.get(), walk.now)
    assert read_back.record_unanswered(taken, 120, walk.now) == S.UNKNOWN
    assert read_back.record_unanswered(taken, 120, walk.now + timedelta(minutes=10)) == S.HOLD


@pytest.mark.parametrize("before", sorted(OPEN_STATES))
def test_F40_a_person_settles_whatever_it_is(sqlite_account: Any, before: ReplyState) -> None:
    walk = Walk(sqlite_account).identified()
    stamped(walk, before)
    settle_reply("a", Verdict.CANCEL, actor(Role.PENGELOLA), walk.now)
    assert state("a") == S.CANCELLED


def test_F40_it_is_taken_back_answered_another_way_or_called_off_with_its_case(sqlite_account: Any) -> None:
    walk, pengelola = Walk(sqlite_account).identified(), actor(Role.PENGELOLA)
    stamped(walk, S.QUEUED)
    cancel_reply("a", pengelola, walk.now)
    Outbox.delete().execute()
    stamped(walk, S.WAITING)
    close_off(Complaint.get_by_id(walk.id), "bukan pengaduan", actor(Role.KASUBSI_INFOKIM), walk.now)
    assert state("a") == S.CANCELLED
    Outbox.delete().execute()
    stamped(walk, S.WAITING)
    record_proof(walk.id, Purpose.TANGGAPAN_AWAL, Way.TELEPON, "Ditelepon pukul 10.", pengelola, walk.now)
    assert state("a") == S.CANCELLED


@pytest.mark.parametrize("before", sorted(OPEN_STATES))
def test_F40_nobody_knows_how_long_it_waits_so_it_is_late_and_not_since_a_time_to_come(
    sqlite_account: Any, before: ReplyState
) -> None:
    walk = Walk(sqlite_account).identified()
    row = stamped(walk, before)
    assert [late.id for late in Outbox.select().where(is_late(walk.now, 600))] == [row.id]
    assert all(since <= walk.now for _, since in late_by_account(walk.now, 600).values())


def test_F40_a_clock_a_few_minutes_ahead_stops_nothing_that_is_truly_in_flight(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).identified()
    stamped(walk, S.SENDING, timedelta(minutes=5))
    assert deliver_reply.recover_expired(sqlite_account.id, walk.now) == 0
    assert read_back.count_from_now(sqlite_account.id, walk.now) == 0
    assert list(Outbox.select().where(is_late(walk.now, 600))) == []


@pytest.mark.parametrize("wrong", [FAST, -FAST])
@pytest.mark.parametrize("first", [True, False])
def test_F40_verify_does_not_say_that_replies_sent_in_order_by_a_wrong_clock_overtook(
    account: Any, wrong: timedelta, first: bool
) -> None:
    walk = Walk(account)
    for key, off in (("a", wrong if first else timedelta()), ("b", timedelta() if first else wrong)):
        queue(walk, key)
        taken, right = sending(walk), walk.now
        deliver_reply.record_sent(taken, Receipt(f"true_{key}"), right + off)
    office = Office.__new__(Office)
    office.__dict__.update(notes=[], now=walk.now)
    assert list(replies.order(office)) == []
    assert len(office.notes) == (1 if (wrong > timedelta()) is first else 0)
    row = Outbox.get(Outbox.reply_key == "b")
    Outbox.update(sent_at=Outbox.get(Outbox.reply_key == "a").sent_at - timedelta(hours=1)).where(
        Outbox.id == row.id
    ).execute()
    assert list(replies.order(office)) == ["reply b was sent before one approved earlier."]
