"""The outbox: one row a submission, one reply in flight a thread, nothing sent twice, held ones left to people."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.row_by_row import RowsFailed
from models.actions.replies import deliver_reply as deliver
from models.actions.replies import read_back
from models.actions.replies.queue_reply import Choices, queue_reply
from models.rules.channels.messages import Finding, Kind, Readback, Receipt
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import Complaint, Outbox, Thread
from tests.actions.replies.test_reply_reach import comment, facebook
from tests.actions.sending import claim, queue, sending, state, unknown
from tests.actions.walking import Walk
from tests.office import NOW, actor

S = ReplyState


def test_I13_one_thread_sends_in_the_order_approved_and_one_at_a_time(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a"), queue(walk, "b")
    first = sending(walk)
    assert first.reply.reply_key == "a"
    assert claim(walk) is None
    deliver.record_sent(first, Receipt("id-a"), walk.now)
    second = claim(walk)
    assert second is not None
    assert second.reply.reply_key == "b"


def test_a_held_reply_stops_the_later_ones_of_its_thread(account: Any) -> None:
    walk = Walk(account)
    taken = unknown(walk, "a")
    queue(walk, "b")
    assert read_back.record_readback(taken, Readback(Finding.UNDECIDED), True, walk.tick()) is S.HOLD
    assert claim(walk) is None


def test_F6_a_claim_whose_agent_died_lapses_and_is_sent_once(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    dead = claim(walk)
    assert dead is not None
    assert claim(walk, walk.now) is None
    alive = claim(walk, walk.now + timedelta(seconds=61))
    assert alive is not None
    # The dead one's token no longer writes (I-17).
    assert not deliver.record_intent(dead, 60, walk.now)
    assert deliver.record_intent(alive, 60, walk.now)


def test_F7_F8_a_sending_whose_lease_ran_out_becomes_unknown_never_queued(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    dead = sending(walk)
    assert deliver.recover_expired(account.id, walk.now + timedelta(seconds=30)) == 0
    assert deliver.recover_expired(account.id, walk.now + timedelta(seconds=61)) == 1
    assert state("a") == S.UNKNOWN
    assert not deliver.record_sent(dead, Receipt("late"), walk.now)


def test_a_lapsed_sending_that_cannot_be_recovered_keeps_no_other(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, key in enumerate("abc"):
        walk = Walk(account, who=f"62811000000{number}")
        queue(walk, key)
        sending(walk)
    broken = Outbox.get(Outbox.reply_key == "b").id
    change_state = deliver.change_state

    def breaks(row: Outbox, *words: Any, **changes: Any) -> bool:
        done = change_state(row, *words, **changes)
        if row.id == broken:
            raise KeyError("isi rahasia")
        return done

    monkeypatch.setattr(deliver, "change_state", breaks)
    with pytest.raises(RowsFailed, match=f"^KeyError at {broken}$"):
        deliver.recover_expired(account.id, walk.now + timedelta(seconds=61))
    assert [state(key) for key in "abc"] == [S.UNKNOWN, S.SENDING, S.UNKNOWN]


def test_F26_unknown_is_read_back_after_the_settle_window_only(account: Any) -> None:
    walk = Walk(account)
    unknown(walk, "a")
    assert read_back.due_readbacks(account.id, 120, walk.now + timedelta(seconds=119)) == []
    (found,) = read_back.due_readbacks(account.id, 120, walk.now + timedelta(seconds=120))
    due = deliver.claim_of(Outbox.get_by_id(found), walk.now)
    assert read_back.record_readback(due, Readback(Finding.FOUND, "id-a"), True, walk.tick()) is S.SENT
    assert (Outbox.get().external_id, Outbox.get().last_readback_at) == ("id-a", walk.now)


def test_F48_absent_twice_on_a_channel_that_can_refute_is_sent_again_with_the_same_id(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    taken = claim(walk)
    assert taken is not None
    assert deliver.choose_client_ref(taken, "3EB0A")
    deliver.record_intent(taken, 60, walk.now)
    deliver.record_unknown(taken, "putus", walk.now)
    assert read_back.record_readback(taken, Readback(Finding.ABSENT), True, walk.tick()) is S.UNKNOWN
    assert read_back.record_readback(taken, Readback(Finding.ABSENT), True, walk.tick()) is S.QUEUED
    again = claim(walk)
    assert again is not None
    assert (again.reply.client_ref, again.attempt) == ("3EB0A", 2)


def test_absent_proves_nothing_where_the_channel_cannot_refute(account: Any) -> None:
    walk = Walk(account)
    taken = unknown(walk, "a")
    assert read_back.record_readback(taken, Readback(Finding.ABSENT), False, walk.tick()) is S.HOLD


def test_after_two_automatic_sendings_a_person_looks(account: Any) -> None:
    walk = Walk(account)
    taken = unknown(walk, "a")
    for resend in range(3):
        results = [read_back.record_readback(taken, Readback(Finding.ABSENT), True, walk.tick()) for _ in range(2)]
        if resend == 2:
            assert results[0] is S.HOLD
            return
        assert results[-1] is S.QUEUED
        taken = sending(walk)
        deliver.record_unknown(taken, "putus", walk.now)


def test_F27_surely_not_sent_waits_for_its_time(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    taken = sending(walk)
    until = walk.now + timedelta(minutes=5)
    assert deliver.record_waiting(taken, until, "429", walk.now)
    assert claim(walk, until - timedelta(seconds=1)) is None
    assert claim(walk, until) is not None


def waiting(thread: Thread, key: str, private: bool = False) -> Outbox:
    """Queue an answer in a thread."""
    case = Complaint.get(Complaint.thread == thread.id)
    return queue_reply(
        case.id,
        "Baik, kami periksa.",
        Purpose.LAIN,
        key,
        actor(Role.PENGELOLA),
        NOW,
        choices=Choices(private=private),
    )


def test_F49_what_the_window_shut_on_while_offline_is_parked_before_the_platform_is_asked(account: Any) -> None:
    page = facebook()
    thread = comment(page, kind=Kind.DM)
    waiting(thread, "a")
    later = NOW + timedelta(hours=25)
    assert deliver.claim_due(page.id, "agen-1", 60, later) is None
    row = Outbox.get(Outbox.reply_key == "a")
    assert (row.state, row.attempts, row.reason) == (S.PARKED, 0, deliver.WINDOW_SHUT)
    comment(page, kind=Kind.DM, at=later)
    assert deliver.claim_due(page.id, "agen-1", 60, later) is not None


def test_F49_a_parked_reply_stops_nobody_elses(account: Any) -> None:
    page = facebook()
    waiting(comment(page, kind=Kind.DM), "a")
    waiting(comment(page), "b")
    taken = deliver.claim_due(page.id, "agen-1", 60, NOW + timedelta(hours=25))
    assert taken
    assert taken.reply.reply_key == "b"


def test_a_late_answer_says_so_and_a_private_one_names_its_comment(account: Any) -> None:
    page = facebook(human_agent="ya")
    waiting(comment(page, kind=Kind.DM), "a")
    late = deliver.claim_due(page.id, "agen-1", 60, NOW + timedelta(days=2))
    assert late
    assert (late.reply.late, late.reply.private, late.reply.reply_to) == (True, False, None)
    deliver.give_back(late)
    Outbox.update(state=str(S.CANCELLED)).execute()
    waiting(comment(page, external_id="17_7"), "b", private=True)
    taken = deliver.claim_due(page.id, "agen-1", 60, NOW)
    assert taken
    assert (taken.reply.late, taken.reply.private, taken.reply.reply_to) == (False, True, "17_7")


def test_a_read_back_knows_when_the_reply_was_tried(account: Any) -> None:
    walk = Walk(account)
    unknown(walk, "a")
    (asked,) = read_back.due_readbacks(account.id, 0, walk.tick())
    row = Outbox.get_by_id(asked)
    assert deliver.claim_of(row, walk.now).reply.tried_at == row.last_attempt_at


def test_a_read_back_looks_from_the_first_try_that_may_have_left_on(account: Any) -> None:
    walk = Walk(account)
    taken = unknown(walk, "a")
    first = Outbox.get().last_attempt_at
    for _ in range(2):
        read_back.record_readback(taken, Readback(Finding.ABSENT), True, walk.tick())
    again = sending(walk)
    deliver.record_unknown(again, "putus", walk.tick())
    row = Outbox.get()
    assert row.last_attempt_at > first
    assert deliver.claim_of(row, walk.now).reply.tried_at == first
    assert deliver.tried_since(Outbox(attempts=0)) is None
    assert deliver.tried_since(Outbox(attempts=1, last_attempt_at=first)) == first
    assert deliver.tried_since(Outbox(attempts=2, last_attempt_at=row.last_attempt_at, created_at=NOW)) == NOW


def test_the_id_of_another_reply_in_a_receipt_is_read_back_and_breaks_nothing(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a"), queue(walk, "b")
    assert deliver.record_sent(sending(walk), Receipt("id-a"), walk.now)
    assert deliver.record_sent(sending(walk), Receipt("id-a"), walk.now)
    assert [state(key) for key in "ab"] == [S.SENT, S.UNKNOWN]
    taken = deliver.claim_of(Outbox.get(Outbox.reply_key == "b"), walk.now)
    assert read_back.record_readback(taken, Readback(Finding.FOUND, "id-a"), True, walk.tick()) is S.HOLD
    assert "berbunyi sama" in Outbox.get(Outbox.reply_key == "b").reason
