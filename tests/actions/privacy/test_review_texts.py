"""A protected case leaves the first desk only after its texts were looked through, each wording once."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.move_complaint import move_complaint
from models.actions.core.text_marks.unreviewed import unreviewed_texts
from models.actions.core.write_output import choose_section, identify
from models.actions.privacy.protect_identity import unprotect_identity
from models.actions.privacy.review_texts import confirm_review, may_review
from models.rules.cases.sop import Move, Stage
from models.rules.core.errors import AlreadyDone, NotPermitted, OutputMissing, RuleBroken
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Complaint, TextReview
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, take_in

DESK = Role.PENGELOLA


def identified(account: Any, category: str = "paspor", protect: bool = True) -> Walk:
    walk = Walk(account)
    words = {"category": category, "subject": "Paspor belum jadi", "identity_protected": protect}
    identify(walk.id, actor(DESK), walk.tick(), **words)  # type: ignore[arg-type]
    return walk


def waiting(walk: Walk) -> list[tuple[int, int]]:
    return [(one.message, one.version) for one in unreviewed_texts(walk.case)]


def goes(walk: Walk, move: Move, role: Role = DESK) -> Complaint:
    return move_complaint(walk.id, move, actor(role), walk.tick(), reason="alasan")


def says(walk: Walk, text: str) -> None:
    at = walk.now + timedelta(seconds=1)
    take_in(walk.account, citizen_message(text, sent_at=at), now=at)


@pytest.mark.parametrize("move", [Move.IDENTIFIKASI_SELESAI, Move.TUTUP_APRESIASI, Move.TUTUP_BUKAN_PENGADUAN])
def test_a_protected_case_does_not_leave_step_2_before_its_texts_were_looked_through(
    account: Any, move: Move
) -> None:
    walk = identified(account)
    with pytest.raises(OutputMissing, match="1 pesan kasus yang dirahasiakan ini belum ditinjau"):
        goes(walk, move)
    assert walk.stage is Stage.IDENTIFIKASI
    assert confirm_review(walk.id, waiting(walk), actor(DESK), walk.tick()) == 0
    assert goes(walk, move).stage != Stage.IDENTIFIKASI
    assert Audit.get(Audit.event == "tinjau_kata").after == "1 pesan"
    assert TextReview.get().made_by.username == str(DESK)


def test_a_case_about_conduct_is_held_as_well_and_one_of_nobody_protected_is_not(account: Any) -> None:
    assert goes(identified(account, protect=False), Move.IDENTIFIKASI_SELESAI).stage == Stage.TANGGAPAN_AWAL
    walk = Walk(account, who="628119990002")
    identify(walk.id, actor(DESK), walk.tick(), category="perilaku_petugas", subject="Petugas minta uang")
    with pytest.raises(OutputMissing, match="belum ditinjau"):
        goes(walk, Move.IDENTIFIKASI_SELESAI)


def test_what_comes_later_asks_for_a_look_at_itself_alone(account: Any) -> None:
    walk = identified(account)
    first = waiting(walk)
    confirm_review(walk.id, first, actor(DESK), walk.tick())
    goes(walk, Move.IDENTIFIKASI_SELESAI)
    walk.answer(Purpose.TANGGAPAN_AWAL)
    choose_section(walk.id, Section.LALINTALKIM, actor(DESK), walk.tick())
    says(walk, "Tambahan: hubungi suami saya Joko Susilo")
    (new,) = waiting(walk)
    assert new not in first
    with pytest.raises(OutputMissing, match="1 pesan"):
        goes(walk, Move.AJUKAN_PENERUSAN)
    confirm_review(walk.id, [new], actor(DESK), walk.tick())
    assert goes(walk, Move.AJUKAN_PENERUSAN).stage == Stage.PENERUSAN_KASUBSI
    says(walk, "Satu lagi")  # no desk behind the first is held up by it
    walk.paper("ND-TERUS")
    assert goes(walk, Move.TERUSKAN_KE_SEKSI, Role.KASUBSI_INFOKIM).stage == Stage.ANALISA_SEKSI


def test_what_came_while_the_form_stood_open_still_waits(account: Any) -> None:
    walk = identified(account)
    shown = waiting(walk)
    says(walk, "Baru: paspor C1234567")
    assert confirm_review(walk.id, shown, actor(DESK), walk.tick()) == 1
    with pytest.raises(OutputMissing, match="1 pesan"):
        goes(walk, Move.IDENTIFIKASI_SELESAI)


def test_nothing_is_confirmed_that_was_not_shown_nor_twice(account: Any) -> None:
    walk = identified(account)
    shown = waiting(walk)
    for pairs in ([], [(shown[0][0], 7)], [(999, 0)]):
        with pytest.raises(RuleBroken):
            confirm_review(walk.id, pairs, actor(DESK), walk.tick())
    confirm_review(walk.id, shown, actor(DESK), walk.tick(), form_key="k" * 20)
    with pytest.raises(AlreadyDone):
        confirm_review(walk.id, shown, actor(DESK), walk.tick(), form_key="k" * 20)
    with pytest.raises(RuleBroken):
        confirm_review(walk.id, shown, actor(DESK), walk.tick())
    assert TextReview.select().count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in (DESK, Role.ADMINISTRATOR)])
def test_only_who_has_the_desk_looks_the_texts_through_and_only_while_it_is_there(account: Any, role: Role) -> None:
    walk = identified(account)
    Complaint.update(section="lalintalkim", forwarded=True).execute()
    assert may_review(walk.case, actor(DESK))
    assert not may_review(walk.case, actor(role))
    with pytest.raises(RuleBroken):
        confirm_review(walk.id, waiting(walk), actor(role), walk.tick())
    Complaint.update(stage=str(Stage.ANALISA_SEKSI)).execute()
    assert not may_review(walk.case, actor(DESK))
    with pytest.raises(NotPermitted):
        confirm_review(walk.id, waiting(walk), actor(DESK), walk.tick())


def test_whose_secrecy_ended_goes_on_without_it(account: Any) -> None:
    walk = identified(account)
    unprotect_identity(walk.id, "diminta pelapor", actor(Role.KASUBSI_INFOKIM), walk.tick())
    assert not may_review(walk.case, actor(DESK))
    assert goes(walk, Move.IDENTIFIKASI_SELESAI).stage == Stage.TANGGAPAN_AWAL
