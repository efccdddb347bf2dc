"""Papers: drafted from the case, numbered at signing by the mode, never a number twice, cancelled ones kept."""

import json
from typing import Any

import pytest

from models.actions.cancel_document import cancel_document
from models.actions.draft_document import draft_document
from models.actions.sign_document import record_issued, sign_document
from models.rules.documents import DocumentState
from models.rules.errors import AlreadyDone, DocumentNotAllowed, NumberNotAllowed, OutputMissing
from models.rules.roles import Role
from models.rules.sop import Move
from models.tables import Document, ExternalNumber, IssuedNumber, OfficeSetting
from tests.actions.walking import Walk
from tests.office import actor


def use_mode(mode: str) -> None:
    OfficeSetting.update(value=mode).where(OfficeSetting.key == "mode_nomor").execute()


def draft(walk: Walk) -> Document:
    return draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())


def test_a_draft_has_no_number_and_a_signed_paper_has_the_next_one(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    paper = draft(walk)
    assert (paper.state, paper.number, paper.date) == (DocumentState.KONSEP, None, None)
    signed = sign_document(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    assert signed.number == "WIM.32.IMI.5-UM.01.01-1"
    facts = json.loads(signed.facts)
    assert (facts["number"], facts["date"]) == (signed.number, "2026-11-25")
    assert facts["signer"]["name"] == "Contoh Kasubsi Infokim"
    assert facts["registration"]["reporter"] == "Sari Contoh (+6281•••••001)"


def test_mode_eksternal_takes_the_typed_number_once(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    use_mode("eksternal")
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    paper = draft(walk)
    for bad in (None, "  ", "601", "WIM.32.IMI.5-UM.01.01-601x"):
        with pytest.raises(NumberNotAllowed):
            sign_document(paper.id, kasubsi, walk.tick(), number=bad)
    sign_document(paper.id, kasubsi, walk.tick(), number=" WIM.32.IMI.5-UM.01.01-601 ")
    assert ExternalNumber.get().number == "WIM.32.IMI.5-UM.01.01-601"
    cancel_document(paper.id, "Salah tujuan", kasubsi, walk.tick())
    with pytest.raises(NumberNotAllowed, match="sudah dipakai"):
        sign_document(draft(walk).id, kasubsi, walk.tick(), number="WIM.32.IMI.5-UM.01.01-601")
    assert IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).count() == 0


def test_a_cancelled_paper_keeps_its_number_and_no_longer_counts(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    first = sign_document(draft(walk).id, kasubsi, walk.tick())
    with pytest.raises(DocumentNotAllowed):
        cancel_document(first.id, "  ", kasubsi, walk.tick())
    cancel_document(first.id, "Salah tujuan", kasubsi, walk.tick())
    with pytest.raises(AlreadyDone):
        cancel_document(first.id, "lagi", kasubsi, walk.tick())
    with pytest.raises(OutputMissing):
        walk.move(Move.TERUSKAN_KE_SEKSI)
    second = sign_document(draft(walk).id, kasubsi, walk.tick())
    numbers = {row.urut: row.cancelled for row in IssuedNumber.select().where(IssuedNumber.holder.startswith("doc"))}
    assert (second.number, numbers) == ("WIM.32.IMI.5-UM.01.01-2", {1: True, 2: False})


def test_only_the_signer_signs_once_and_only_at_its_stage(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    paper = draft(walk)
    with pytest.raises(DocumentNotAllowed, match="Kasubsi Infokim"):
        sign_document(paper.id, actor(Role.PENGELOLA), walk.tick())
    sign_document(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(AlreadyDone):
        sign_document(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    walk.move(Move.TERUSKAN_KE_SEKSI)
    with pytest.raises(DocumentNotAllowed):
        cancel_document(paper.id, "terlambat", actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(DocumentNotAllowed):
        draft_document(walk.id, "ND-JAWAB", actor(Role.KASI_LALINTALKIM), walk.tick())


def test_drafting_again_replaces_the_draft_with_the_officers_wording(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    first = draft(walk)
    changes = {"hal": "Penerusan Mendesak", "number": "999", "registration": "x"}
    again = draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick(), changes=changes)
    facts = json.loads(again.facts)
    assert (again.id, again.version, facts["hal"], facts["number"]) == (first.id, 2, "Penerusan Mendesak", None)
    assert isinstance(facts["registration"], dict)


def test_the_issued_file_is_written_down_once(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    paper = sign_document(draft(walk).id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    record_issued(paper.id, "a" * 64, "b" * 64)
    record_issued(paper.id, "c" * 64, "d" * 64)
    assert Document.get_by_id(paper.id).sha256 == "a" * 64


def test_nd_jawab_refers_to_the_memo_it_answers_and_carries_the_answer(account: Any) -> None:
    walk = Walk(account).with_answer()
    facts = json.loads(walk.paper("ND-JAWAB").facts)
    assert facts["referral"] == {"number": "WIM.32.IMI.5-UM.01.01-1", "date": "2026-11-25"}
    assert (facts["findings"], facts["answer"]) == ("Sudah dicek di lapangan.", "Paspor dapat diambil besok.")
    assert facts["dari"] == "Kepala Seksi Lalu Lintas dan Izin Tinggal Keimigrasian"


def test_the_sheet_tells_the_whole_case(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    sheet = Document.get(Document.type == "LEMBAR")
    facts = json.loads(sheet.facts)
    assert [row["step"] for row in facts["steps"]] == list(range(1, 10))
    assert facts["follow_up"]["result"] == "Disampaikan lewat WhatsApp"
    assert [row["sender"] for row in facts["conversation"]] == ["Sari Contoh", "Kantor", "Kantor"]
    assert (facts["number"], sheet.number) == (walk.case.number, None)
