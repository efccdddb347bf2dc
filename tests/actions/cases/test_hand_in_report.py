"""A field check is handed in: report, draft and notice together or not at all."""

import json
from typing import Any

import pytest

from models.actions.cases.hand_in_report import hand_in_report, newest_report
from models.actions.privacy.name_party import name_party
from models.actions.replies.queue_reply import queue_reply
from models.rules.cases.sop import Output
from models.rules.core.errors import AlreadyDone, MoveNotAllowed, NotVisible, StaleCase, TextEmpty
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import Document, Notice, Staff, StepOutput
from tests.actions.walking import Walk
from tests.office import actor

WORDS = {"activity": "Rabu, loket 3", "officer_name": "Lina Contoh", "nomor": "bukan isian"}


def test_report_draft_and_notice_come_together(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    officer = actor(Role.PETUGAS_SEKSI)
    case = hand_in_report(walk.id, " Rak serah kosong. ", officer, walk.tick(), wording=WORDS, known=0)
    report = StepOutput.get(StepOutput.kind == str(Output.LAPORAN))
    assert (report.text, report.made_by_id, report.undone) == ("Rak serah kosong.", officer.staff_id, False)
    facts = json.loads(Document.get(Document.type == "LAPORAN").facts)
    assert (facts["findings"], facts["activity"], facts["officer_name"]) == (
        "Rak serah kosong.", "Rabu, loket 3", "Lina Contoh",
    )  # fmt: skip
    assert "nomor" not in facts
    told = [Staff.get_by_id(row.staff_id).role for row in Notice.select().where(Notice.kind == "penelitian")]
    assert told == [str(Role.KASI_LALINTALKIM)]
    assert Notice.get(Notice.kind == "penelitian").text == (
        f"Laporan penelitian lapangan {case.number} diserahkan oleh {Staff.get_by_id(officer.staff_id).name}."
    )


def test_the_head_who_goes_himself_is_told_nothing(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    hand_in_report(walk.id, "Diperiksa.", walk.holder(), walk.tick())
    assert not Notice.select().where(Notice.kind == "penelitian").exists()


def test_a_colleague_who_reported_meanwhile_is_not_overwritten(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    hand_in_report(walk.id, "Laporan pertama.", walk.holder(), walk.tick(), known=0)
    with pytest.raises(StaleCase):
        hand_in_report(walk.id, "Laporan kedua.", actor(Role.PETUGAS_SEKSI), walk.tick(), known=0)
    assert StepOutput.select().where(StepOutput.kind == str(Output.LAPORAN)).count() == 1
    hand_in_report(walk.id, "Kedua.", actor(Role.PETUGAS_SEKSI), walk.tick(), known=newest_report(walk.id))
    assert StepOutput.select().where(StepOutput.kind == str(Output.LAPORAN)).count() == 2


def test_what_else_happened_to_the_case_makes_no_report_stale(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    queue_reply(walk.id, "Sedang diperiksa.", Purpose.LAIN, "kunci-lain", actor(Role.PENGELOLA), walk.tick())
    assert hand_in_report(walk.id, "Diperiksa.", actor(Role.PETUGAS_SEKSI), walk.tick(), known=0)


def test_an_empty_report_drafts_nothing_and_spends_no_key(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    key = "kunci-lapor-0123456789"
    with pytest.raises(TextEmpty):
        hand_in_report(walk.id, "  ", actor(Role.PETUGAS_SEKSI), walk.tick(), form_key=key)
    assert not Document.select().where(Document.type == "LAPORAN").exists()
    hand_in_report(walk.id, "Diperiksa.", actor(Role.PETUGAS_SEKSI), walk.tick(), form_key=key)
    with pytest.raises(AlreadyDone):
        hand_in_report(walk.id, "Diperiksa.", actor(Role.PETUGAS_SEKSI), walk.tick(), form_key=key)


def test_a_report_sent_again_because_its_answer_was_lost_is_said_to_be_there(account: Any) -> None:
    walk, again = Walk(account).at_fieldwork(), {"known": 0, "form_key": "kunci-lapor-sekali-lagi"}
    hand_in_report(walk.id, "Diperiksa.", actor(Role.PETUGAS_SEKSI), walk.tick(), **again)
    with pytest.raises(AlreadyDone):
        hand_in_report(walk.id, "Diperiksa.", actor(Role.PETUGAS_SEKSI), walk.tick(), **again)
    assert StepOutput.select().where(StepOutput.kind == str(Output.LAPORAN)).count() == 1


def test_a_report_is_handed_in_at_its_step_only(account: Any) -> None:
    walk = Walk(account).at_section()
    with pytest.raises(MoveNotAllowed):
        hand_in_report(walk.id, "Terlalu dini.", walk.holder(), walk.tick())


def test_another_section_hands_in_nothing(account: Any) -> None:
    walk = Walk(account, Section.INTELDAKIM).at_fieldwork()
    with pytest.raises(NotVisible):
        hand_in_report(walk.id, "Seksi lain.", actor(Role.PETUGAS_SEKSI), walk.tick())


def test_whom_the_case_names_hands_in_nothing(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    named = Staff.get(Staff.role == str(Role.PETUGAS_SEKSI))
    name_party(walk.id, named.id, "Disebut pelapor", actor(Role.KEPALA_KANTOR), walk.tick())
    with pytest.raises(NotVisible):
        hand_in_report(walk.id, "Diperiksa.", actor(Role.PETUGAS_SEKSI), walk.tick())


def test_at_the_desk_the_paper_keeps_the_words_of_the_field_and_takes_the_new_findings(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    hand_in_report(walk.id, "Rak kosong.", actor(Role.PETUGAS_SEKSI), walk.tick(), wording=WORDS)
    seen = walk.case.version
    hand_in_report(walk.id, "Rak terisi.", walk.holder(), walk.tick(), version=seen)
    facts = json.loads(Document.get(Document.type == "LAPORAN").facts)
    assert (facts["findings"], facts["activity"], facts["officer_name"]) == (
        "Rak terisi.", "Rabu, loket 3", "Lina Contoh",
    )  # fmt: skip
    with pytest.raises(StaleCase):
        hand_in_report(walk.id, "Dari halaman lama.", walk.holder(), walk.tick(), version=seen)
