"""Answers that reached the citizen another way: with words, at their stage, ending the step."""

from typing import Any

import pytest

from models.actions.record_proof import record_proof
from models.rules.delivery import Purpose, ReplyState, Way
from models.rules.errors import (
    ReplyNotAllowed,
    TextEmpty,
)
from models.rules.messages import Direction
from models.rules.roles import Role
from models.rules.sop import Stage
from models.tables import Complaint, DeliveryProof
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, take_in

S = ReplyState


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
