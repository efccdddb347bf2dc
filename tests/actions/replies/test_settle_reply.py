"""Held replies: settled by a person, once; taken back only before they may be out."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.replies import read_back
from models.actions.replies.queue_reply import Choices, queue_reply
from models.actions.replies.settle_reply import Verdict, alike_sent, cancel_reply, settle_reply
from models.rules.channels.messages import Finding, Readback
from models.rules.core.errors import NotPermitted, NotVisible, ReplyNotHeld
from models.rules.replies.delivery import ENDED, Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import Audit, Outbox
from tests.actions.cases.test_links_race import at_once
from tests.actions.sending import claim, queue, sending, state, unknown
from tests.actions.walking import Walk
from tests.office import actor

S = ReplyState
WORDS = "Mohon foto buktinya."


@pytest.mark.parametrize(
    ("verdict", "after"), [(Verdict.SENT, S.SENT), (Verdict.RESEND, S.QUEUED), (Verdict.CANCEL, S.CANCELLED)]
)
def test_a_person_settles_a_held_reply_once(account: Any, verdict: Verdict, after: ReplyState) -> None:
    walk = Walk(account)
    taken = unknown(walk, "a")
    read_back.record_readback(taken, Readback(Finding.UNDECIDED), True, walk.now)
    with pytest.raises(NotPermitted):
        settle_reply("a", verdict, actor(Role.KASI_INTELDAKIM), walk.now)
    with pytest.raises(NotVisible):
        settle_reply("tidak-ada", verdict, actor(Role.PENGELOLA), walk.now)
    settle_reply("a", verdict, actor(Role.PENGELOLA), walk.now)
    assert state("a") == after
    assert Outbox.get().settled_by_id == actor(Role.PENGELOLA).staff_id


AFTER = {Verdict.SENT: S.SENT, Verdict.RESEND: S.QUEUED, Verdict.CANCEL: S.CANCELLED}


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("before", sorted(set(S) - ENDED))
def test_a_person_settles_whatever_has_not_ended_and_what_is_in_flight_after_its_lease(
    sqlite_account: Any, before: ReplyState, verdict: Verdict
) -> None:
    walk = Walk(sqlite_account)
    queue(walk, "a")
    lease = walk.now + timedelta(seconds=60)
    held = {"state": str(before), "lease_until": lease, "owner": "agen-1", "faults": 2, "not_before": lease}
    Outbox.update(held).execute()
    with pytest.raises(ReplyNotHeld, match="sedang dikirim"):
        settle_reply("a", verdict, actor(Role.PENGELOLA), walk.now)
    assert state("a") == before
    settle_reply("a", verdict, actor(Role.PENGELOLA), lease)
    row = Outbox.get()
    assert (row.state, row.faults, row.settled_at) == (AFTER[verdict], 0, lease)
    assert row.not_before is None or verdict is not Verdict.RESEND
    assert (row.grade == "vouched") is (verdict is Verdict.SENT)


@pytest.mark.parametrize("ended", sorted(ENDED))
def test_what_has_ended_is_not_settled_again(sqlite_account: Any, ended: ReplyState) -> None:
    walk = Walk(sqlite_account)
    queue(walk, "a")
    Outbox.update(state=str(ended)).execute()
    for verdict in Verdict:
        with pytest.raises(ReplyNotHeld, match="sudah selesai"):
            settle_reply("a", verdict, actor(Role.PENGELOLA), walk.now)
    assert state("a") == ended


def test_a_sending_whose_agent_died_is_settled_by_way_of_unknown(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account)
    queue(walk, "a")
    sending(walk)
    settle_reply("a", Verdict.SENT, actor(Role.PENGELOLA), walk.now + timedelta(seconds=61))
    moves = [(row.before, row.after) for row in Audit.select().where(Audit.event == "kirim").order_by(Audit.id)]
    assert moves == [(S.QUEUED, S.SENDING), (S.SENDING, S.UNKNOWN), (S.UNKNOWN, S.SENT)]


def test_a_reply_not_yet_leaving_can_be_taken_back_and_one_leaving_cannot(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    cancel_reply("a", actor(Role.PENGELOLA), walk.now)
    assert state("a") == S.CANCELLED
    queue(walk, "b")
    claim(walk)
    with pytest.raises(ReplyNotHeld):
        cancel_reply("b", actor(Role.PENGELOLA), walk.now)


def two_held(walk: Walk) -> None:
    """Two answers of the same words to one conversation, each of which may be out: a person has to look."""
    by = actor(Role.PENGELOLA)
    for key in "ab":
        queue_reply(walk.id, WORDS, Purpose.LAIN, key, by, walk.tick(), choices=Choices(repeated=True))
    Outbox.update(state=S.HOLD, attempts=1).execute()


def test_one_message_on_the_telephone_is_not_taken_for_two_answers(account: Any) -> None:
    walk = Walk(account)
    two_held(walk)
    first, second = Outbox.select().order_by(Outbox.id)
    assert alike_sent(first) == alike_sent(second) == []
    settle_reply("a", Verdict.SENT, actor(Role.PENGELOLA), walk.now, alike=0)
    with pytest.raises(ReplyNotHeld, match="hitung lagi"):
        settle_reply("b", Verdict.SENT, actor(Role.PENGELOLA), walk.now, alike=0)
    assert (state("b"), alike_sent(second), alike_sent(first)) == (S.HOLD, [walk.now], [])
    settle_reply("b", Verdict.SENT, actor(Role.PENGELOLA), walk.now, alike=1)
    assert state("b") == S.SENT


@pytest.mark.parametrize("verdict", [Verdict.RESEND, Verdict.CANCEL])
def test_what_was_not_seen_is_settled_whatever_was_sent_beside_it(sqlite_account: Any, verdict: Verdict) -> None:
    walk = Walk(sqlite_account)
    two_held(walk)
    settle_reply("a", Verdict.SENT, actor(Role.PENGELOLA), walk.now, alike=0)
    settle_reply("b", verdict, actor(Role.PENGELOLA), walk.now, alike=0)
    assert state("b") == AFTER[verdict]


@pytest.mark.parametrize("before", sorted(set(S) - ENDED))
def test_while_the_same_words_are_in_flight_nobody_says_that_they_were_seen(
    sqlite_account: Any, before: ReplyState
) -> None:
    walk = Walk(sqlite_account)
    two_held(walk)
    lease = walk.now + timedelta(seconds=60)
    Outbox.update(state=str(before), lease_until=lease, owner="agen-1").where(Outbox.reply_key == "b").execute()
    with pytest.raises(ReplyNotHeld, match="yang sama sedang dikirim"):
        settle_reply("a", Verdict.SENT, actor(Role.PENGELOLA), walk.now, alike=0)
    settle_reply("a", Verdict.SENT, actor(Role.PENGELOLA), lease, alike=0)
    assert state("a") == S.SENT


@pytest.mark.parametrize("other", [{"text_hash": "x"}, {"private": True}])
def test_other_words_and_another_place_are_another_message(sqlite_account: Any, other: dict[str, Any]) -> None:
    walk = Walk(sqlite_account)
    two_held(walk)
    settle_reply("b", Verdict.SENT, actor(Role.PENGELOLA), walk.now)
    Outbox.update(other).where(Outbox.reply_key == "b").execute()
    assert alike_sent(Outbox.get(Outbox.reply_key == "a")) == []
    settle_reply("a", Verdict.SENT, actor(Role.PENGELOLA), walk.now, alike=0)


def test_of_two_officers_who_saw_one_message_at_once_only_one_is_believed(account: Any) -> None:
    walk = Walk(account)
    two_held(walk)
    by = actor(Role.PENGELOLA)
    told = at_once(
        lambda: settle_reply("a", Verdict.SENT, by, walk.now, alike=0),
        lambda: settle_reply("b", Verdict.SENT, by, walk.now, alike=0),
    )
    assert sorted((state("a"), state("b"))) == ["hold", "sent"], told
