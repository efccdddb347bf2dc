"""Answers that reached the citizen another way: with words, at their stage, ending the step."""

from typing import Any

import pytest

from models.actions.intake.file_by_hand import Filing, file_by_hand
from models.actions.replies import deliver_reply as deliver
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import Stage
from models.rules.channels.messages import Direction
from models.rules.core.errors import ReplyNotAllowed, TextEmpty
from models.rules.intake.filing import Origin
from models.rules.replies.delivery import Purpose, ReplyState, Way
from models.rules.staff.roles import Role
from models.tables import Complaint, DeliveryProof
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
