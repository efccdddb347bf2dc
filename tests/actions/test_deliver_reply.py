"""The outbox: one row a press, one reply in flight a thread, nothing blindly sent twice, held ones left to people."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions import deliver_reply as deliver
from models.actions.queue_reply import queue_reply
from models.actions.record_proof import record_proof
from models.actions.settle_reply import Verdict, cancel_reply, settle_reply
from models.rules.delivery import Purpose, ReplyState, Way
from models.rules.errors import (
    DeedNotAllowed,
    NotVisible,
    ReplyNotAllowed,
    ReplyNotHeld,
    TextEmpty,
    TextTooLong,
)
from models.rules.messages import Direction, Finding, Readback, Receipt
from models.rules.roles import Role
from models.rules.sop import Stage
from models.tables import Complaint, DeliveryProof, Message, Outbox, StepRecord
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, take_in

S = ReplyState


def queue(walk: Walk, key: str, purpose: Purpose = Purpose.LAIN, text: str = "Mohon foto buktinya.") -> Outbox:
    return queue_reply(walk.id, text, purpose, key, actor(Role.PENGELOLA), walk.tick())


def claim(walk: Walk, now: datetime | None = None, lease: float = 60) -> deliver.Claim | None:
    return deliver.claim_due(walk.account.id, "agen-1", lease, now or walk.tick())


def state(key: str) -> str:
    return Outbox.get(Outbox.reply_key == key).state


def sending(walk: Walk, lease: float = 60) -> deliver.Claim:
    taken = claim(walk, lease=lease)
    assert taken is not None
    assert deliver.record_intent(taken, lease, walk.now)
    return taken


def unknown(walk: Walk, key: str) -> deliver.Claim:
    queue(walk, key)
    taken = sending(walk)
    assert deliver.record_unknown(taken, "waktu habis", walk.now)
    return taken


def test_I14_the_same_key_twice_is_one_reply(account: Any) -> None:
    walk = Walk(account)
    assert queue(walk, "a").id == queue(walk, "a", text="teks lain").id
    assert Outbox.get().text == "Mohon foto buktinya."


@pytest.mark.parametrize(
    ("text", "purpose", "error"),
    [
        ("   ", Purpose.LAIN, TextEmpty),
        ("x" * 4097, Purpose.LAIN, TextTooLong),
        ("Jawaban", Purpose.JAWABAN, ReplyNotAllowed),
    ],
)
def test_what_cannot_be_sent_is_refused_before_it_is_queued(
    account: Any, text: str, purpose: Purpose, error: type
) -> None:
    walk = Walk(account)
    with pytest.raises(error):
        queue(walk, "a", purpose, text)
    assert Outbox.select().count() == 0


def test_only_pengelola_writes_to_citizens(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(DeedNotAllowed):
        queue_reply(walk.id, "x", Purpose.LAIN, "a", actor(Role.KASUBSI_INFOKIM), NOW)
    with pytest.raises(DeedNotAllowed):
        queue_reply(walk.id, "x", Purpose.LAIN, "a", actor(Role.ADMINISTRATOR), NOW)


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
    assert deliver.record_readback(taken, Readback(Finding.UNDECIDED), True, walk.tick()) is S.HOLD
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


def test_F26_unknown_is_read_back_after_the_settle_window_only(account: Any) -> None:
    walk = Walk(account)
    unknown(walk, "a")
    assert deliver.due_readbacks(account.id, 120, walk.now + timedelta(seconds=119)) == []
    (due,) = deliver.due_readbacks(account.id, 120, walk.now + timedelta(seconds=120))
    assert deliver.record_readback(due, Readback(Finding.FOUND, "id-a"), True, walk.tick()) is S.SENT
    assert Outbox.get().external_id == "id-a"


def test_F48_absent_twice_on_a_channel_that_can_refute_is_sent_again_with_the_same_id(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    taken = claim(walk)
    assert taken is not None
    assert deliver.choose_client_ref(taken, "3EB0A")
    deliver.record_intent(taken, 60, walk.now)
    deliver.record_unknown(taken, "putus", walk.now)
    assert deliver.record_readback(taken, Readback(Finding.ABSENT), True, walk.tick()) is S.UNKNOWN
    assert deliver.record_readback(taken, Readback(Finding.ABSENT), True, walk.tick()) is S.QUEUED
    again = claim(walk)
    assert again is not None
    assert (again.reply.client_ref, again.attempt) == ("3EB0A", 2)


def test_absent_proves_nothing_where_the_channel_cannot_refute(account: Any) -> None:
    walk = Walk(account)
    taken = unknown(walk, "a")
    assert deliver.record_readback(taken, Readback(Finding.ABSENT), False, walk.tick()) is S.HOLD


def test_after_two_automatic_sendings_a_person_looks(account: Any) -> None:
    walk = Walk(account)
    taken = unknown(walk, "a")
    for resend in range(3):
        results = [deliver.record_readback(taken, Readback(Finding.ABSENT), True, walk.tick()) for _ in range(2)]
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


def test_F49_a_parked_reply_leaves_by_itself_when_the_citizen_writes_again(account: Any) -> None:
    walk = Walk(account)
    queue(walk, "a")
    deliver.record_parked(sending(walk), "jendela tertutup", walk.now)
    assert claim(walk) is None
    take_in(account, citizen_message("masih di sana?"))
    assert claim(walk) is not None


@pytest.mark.parametrize(
    ("verdict", "after"), [(Verdict.SENT, S.SENT), (Verdict.RESEND, S.QUEUED), (Verdict.CANCEL, S.CANCELLED)]
)
def test_a_person_settles_a_held_reply_once(account: Any, verdict: Verdict, after: ReplyState) -> None:
    walk = Walk(account)
    taken = unknown(walk, "a")
    with pytest.raises(ReplyNotHeld):
        settle_reply("a", verdict, actor(Role.PENGELOLA), walk.now)
    deliver.record_readback(taken, Readback(Finding.UNDECIDED), True, walk.now)
    with pytest.raises(DeedNotAllowed):
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


def test_step_3_ends_when_the_platform_confirmed_the_first_response(account: Any) -> None:
    walk = Walk(account).identified()
    queue(walk, "a", Purpose.TANGGAPAN_AWAL)
    taken = sending(walk)
    assert walk.stage is Stage.TANGGAPAN_AWAL
    deliver.record_sent(taken, Receipt("id-a"), walk.now)
    assert walk.stage is Stage.PENERUSAN_PENGELOLA
    ended = StepRecord.get((StepRecord.complaint == walk.id) & (StepRecord.step == 3))
    assert (ended.output.reference, ended.actor_id) == (f"outbox:{Outbox.get().id}", actor(Role.PENGELOLA).staff_id)


def test_an_echo_of_our_own_reply_is_matched_and_proves_an_unknown_one(account: Any) -> None:
    walk = Walk(account).identified()
    queue(walk, "a", Purpose.TANGGAPAN_AWAL)
    taken = claim(walk)
    assert taken is not None
    deliver.choose_client_ref(taken, "3EB0FF")
    deliver.record_intent(taken, 60, walk.now)
    deliver.record_unknown(taken, "putus", walk.now)
    echo = citizen_message(taken.reply.text, external_id="true_628110000001@c.us_3EB0FF", direction=Direction.OUT)
    take_in(account, echo, now=walk.tick())
    assert (state("a"), walk.stage) == (S.SENT, Stage.PENERUSAN_PENGELOLA)
    assert Message.get(Message.direction == "out").origin == "aduan"


def test_an_answer_typed_in_the_phones_app_can_satisfy_step_3(account: Any) -> None:
    walk = Walk(account).identified()
    pengelola = actor(Role.PENGELOLA)
    with pytest.raises(ReplyNotAllowed):
        record_proof(walk.id, Purpose.TANGGAPAN_AWAL, Way.APLIKASI_ASLI, "", pengelola, walk.now)
    take_in(account, citizen_message("Sudah kami terima ya", direction=Direction.OUT), now=walk.tick())
    record_proof(walk.id, Purpose.TANGGAPAN_AWAL, Way.APLIKASI_ASLI, "", pengelola, walk.now)
    assert walk.stage is Stage.PENERUSAN_PENGELOLA
    assert DeliveryProof.get().text == "Sudah kami terima ya"


def test_an_answer_by_telephone_is_recorded_with_its_words(account: Any) -> None:
    walk = Walk(account).identified()
    pengelola = actor(Role.PENGELOLA)
    with pytest.raises(TextEmpty):
        record_proof(walk.id, Purpose.TANGGAPAN_AWAL, Way.TELEPON, " ", pengelola, walk.now)
    with pytest.raises(ReplyNotAllowed):
        record_proof(walk.id, Purpose.JAWABAN, Way.TELEPON, "x", pengelola, walk.now)
    record_proof(walk.id, Purpose.TANGGAPAN_AWAL, Way.TELEPON, "Ditelepon pukul 10.", pengelola, walk.now)
    assert Complaint.get_by_id(walk.id).stage == Stage.PENERUSAN_PENGELOLA
