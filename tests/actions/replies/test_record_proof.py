"""Answers that reached the citizen another way: with words, at their stage, ending the step."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.intake.file_by_hand import Filing, file_by_hand
from models.actions.replies import deliver_reply as deliver
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import Stage
from models.rules.channels.messages import Direction
from models.rules.core.errors import ReplyNotAllowed, RuleBroken, TextEmpty
from models.rules.intake.filing import Origin
from models.rules.replies.delivery import Purpose, ReplyState, Way
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, DeliveryProof, Message, StepOutput, StepRecord
from tests.actions.sending import claim, queue, sending, state
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, take_in

S = ReplyState


def test_an_answer_typed_in_the_phones_app_can_satisfy_step_3(account: Any) -> None:
    walk = Walk(account).identified()
    pengelola = actor(Role.PENGELOLA)
    with pytest.raises(ReplyNotAllowed, match="Balas dahulu di sana"):
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


def test_what_still_waits_for_the_same_purpose_is_withdrawn_so_that_no_second_answer_leaves(account: Any) -> None:
    walk = Walk(account).identified()
    queue(walk, "a", Purpose.TANGGAPAN_AWAL)
    deliver.record_parked(sending(walk), "jendela tertutup", walk.now)
    record_proof(walk.id, Purpose.TANGGAPAN_AWAL, Way.TELEPON, "Ditelepon.", actor(Role.PENGELOLA), walk.now)
    assert state("a") == S.CANCELLED
    take_in(account, citizen_message("terima kasih"), now=walk.tick())
    assert claim(walk) is None


def test_another_way_is_not_recorded_while_an_answer_may_be_out_already(account: Any) -> None:
    walk = Walk(account).identified()
    queue(walk, "a", Purpose.TANGGAPAN_AWAL)
    deliver.record_unknown(sending(walk), "putus", walk.now)
    with pytest.raises(ReplyNotAllowed, match="masih dipastikan"):
        record_proof(walk.id, Purpose.TANGGAPAN_AWAL, Way.TELEPON, "x", actor(Role.PENGELOLA), walk.now)
    assert (state("a"), DeliveryProof.select().count()) == (S.UNKNOWN, 0)


def test_on_the_desks_own_channel_an_answer_typed_in_the_app_is_proven_by_words_and_file(account: Any) -> None:
    pengelola = actor(Role.PENGELOLA)
    case = file_by_hand(
        Filing(Origin.INSTAGRAM, "Halo", NOW, reach="@sari"), (), "kunci-formulir-000001", pengelola, NOW
    )
    assert case is not None
    with pytest.raises(TextEmpty):
        record_proof(case.id, Purpose.LAIN, Way.APLIKASI_ASLI, "", pengelola, NOW)
    record_proof(case.id, Purpose.LAIN, Way.APLIKASI_ASLI, "Dibalas di Instagram.", pengelola, NOW, sha256="a" * 64)
    kept = DeliveryProof.get()
    assert (kept.way, kept.sha256, kept.message_id) == (Way.APLIKASI_ASLI, "a" * 64, None)


def decided(account: Any) -> Walk:
    return Walk(account).with_answer().handed_back()


def typed(walk: Walk, text: str, at: datetime) -> str:
    message = citizen_message(text, direction=Direction.OUT, sent_at=at)
    take_in(walk.account, message, now=walk.tick())
    return message.external_id


def test_a_sentence_typed_before_the_answer_was_decided_is_no_answer(account: Any) -> None:
    walk = Walk(account)
    typed(walk, "Paspor dapat diambil besok ya", walk.now)
    walk.with_answer().handed_back()
    with pytest.raises(ReplyNotAllowed, match="Balas dahulu di sana"):
        record_proof(walk.id, Purpose.JAWABAN, Way.APLIKASI_ASLI, "", actor(Role.PENGELOLA), walk.tick())
    assert walk.stage is Stage.PENYAMPAIAN


def test_a_sentence_taken_back_or_not_there_at_the_platform_is_no_answer(account: Any) -> None:
    walk = decided(account)
    gone = typed(walk, "Paspor dapat diambil besok", walk.tick())
    withdrawn = citizen_message("", direction=Direction.OUT, external_id=gone, withdrawn=True)
    take_in(account, withdrawn, now=walk.tick())
    failed = typed(walk, "Paspor dapat diambil besok.", walk.tick())
    Message.update(ack="failed").where(Message.external_id == failed).execute()
    for chosen in (None, *(row.id for row in Message.select().where(Message.direction == "out"))):
        with pytest.raises(ReplyNotAllowed):
            record_proof(
                walk.id, Purpose.JAWABAN, Way.APLIKASI_ASLI, "", actor(Role.PENGELOLA), walk.now, message_id=chosen
            )
    assert walk.stage is Stage.PENYAMPAIAN


def test_a_talk_of_which_nothing_is_told_is_no_answer(account: Any) -> None:
    walk = decided(account)
    for said in (".", "ok", "Ditelepon."):
        with pytest.raises(TextEmpty):
            record_proof(walk.id, Purpose.JAWABAN, Way.TELEPON, said, actor(Role.PENGELOLA), walk.now)
    assert walk.stage is Stage.PENYAMPAIAN


def test_the_time_of_the_talk_counts_not_that_of_the_recording(account: Any) -> None:
    walk = decided(account)
    talk = walk.tick()
    walk.now += timedelta(hours=5)
    said = "Ditelepon: paspor dapat diambil besok."
    record_proof(walk.id, Purpose.JAWABAN, Way.TELEPON, said, actor(Role.PENGELOLA), walk.now, told_at=talk)
    ended = StepRecord.get((StepRecord.complaint == walk.id) & (StepRecord.step == 8))
    assert (ended.finished_at, DeliveryProof.get().delivered_at, DeliveryProof.get().grade) == (talk, talk, "vouched")
    trace = Audit.select().where(Audit.event == "catat_penyampaian").get()
    assert talk.isoformat() in trace.after


@pytest.mark.parametrize("away", [timedelta(days=-3), timedelta(minutes=1)])
def test_a_talk_before_the_answer_was_decided_or_in_the_future_is_refused(account: Any, away: timedelta) -> None:
    walk = decided(account)
    said, at = "Ditelepon: paspor dapat diambil besok.", walk.now + away
    with pytest.raises(RuleBroken, match="Waktu penyampaian"):
        record_proof(walk.id, Purpose.JAWABAN, Way.TELEPON, said, actor(Role.PENGELOLA), walk.now, told_at=at)
    assert walk.stage is Stage.PENYAMPAIAN


def test_F40_an_answer_decided_at_a_time_to_come_can_be_recorded_as_given_now(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    StepOutput.update(made_at=walk.now + timedelta(days=400)).execute()
    by, words = actor(Role.PENGELOLA), "Paspor dapat diambil."
    proof = record_proof(walk.id, Purpose.JAWABAN, Way.TELEPON, words, by, walk.now)
    assert proof.delivered_at == walk.now
