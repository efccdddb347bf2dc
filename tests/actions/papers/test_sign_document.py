"""Papers: drafted from the case, numbered at signing by the mode, never a number twice, cancelled ones kept."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.cases.correct_output import correct_output
from models.actions.core.write_output import choose_section, write_output
from models.actions.figures.close_month import close_month
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.draft_document import draft_document, draft_office_paper
from models.actions.papers.sign_document import record_issued, sign_document
from models.rules.cases.sop import Move, Output
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NumberNotAllowed
from models.rules.papers.documents import DocumentState
from models.rules.staff.roles import Role, Section
from models.tables import Document, ExternalNumber, IssuedNumber, OfficeHolder, Official
from tests.actions.drafting import draft, use_mode
from tests.actions.walking import Walk
from tests.office import actor


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


def test_a_draft_for_another_section_is_drafted_anew_before_it_is_signed(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    paper = draft(walk)
    choose_section(walk.id, Section.INTELDAKIM, kasubsi, walk.tick())
    with pytest.raises(DocumentNotAllowed, match="Simpan konsepnya sekali lagi"):
        sign_document(paper.id, kasubsi, walk.tick())
    assert IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).count() == 0
    assert draft(walk).id == paper.id
    signed = sign_document(paper.id, kasubsi, walk.tick())
    assert signed.recipient == "Kepala Seksi Intelijen dan Penindakan Keimigrasian"


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


def test_the_issued_file_is_written_down_once(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    paper = sign_document(draft(walk).id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    record_issued(paper.id, "a" * 64, "b" * 64, enclosures=2)
    record_issued(paper.id, "c" * 64, "d" * 64, enclosures=3)
    kept = Document.get_by_id(paper.id)
    assert (kept.sha256, kept.enclosures) == ("a" * 64, 2)


def test_the_two_ways_of_numbering_never_give_one_number_twice(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    own = sign_document(draft(walk).id, kasubsi, walk.tick())
    use_mode("eksternal")
    with pytest.raises(NumberNotAllowed, match="sudah dipakai"):
        sign_document(draft(walk).id, kasubsi, walk.tick(), number=own.number)
    sign_document(draft(walk).id, kasubsi, walk.tick(), number="WIM.32.IMI.5-UM.01.01-2")
    use_mode("mandiri")
    assert sign_document(draft(walk).id, kasubsi, walk.tick()).number == "WIM.32.IMI.5-UM.01.01-3"
    register = {row.urut: row.cancelled for row in IssuedNumber.select() if "UM.01.01" in row.text}
    assert register == {1: False, 2: True, 3: False}


def test_a_draft_with_an_older_answer_than_the_citizen_gets_is_not_signed(account: Any) -> None:
    walk = Walk(account).with_answer()
    kasi = walk.holder()
    old = draft_document(walk.id, "ND-JAWAB", kasi, walk.tick())
    walk.write(Output.NASKAH_JAWABAN, "Paspor dapat diambil lusa.")
    with pytest.raises(DocumentNotAllowed, match="Naskah jawaban berubah"):
        sign_document(old.id, kasi, walk.tick())
    signed = sign_document(draft_document(walk.id, "ND-JAWAB", kasi, walk.tick()).id, kasi, walk.tick())
    assert json.loads(signed.facts)["answer"] == "Paspor dapat diambil lusa."


def test_a_draft_from_before_its_answer_was_put_right_is_not_signed(account: Any) -> None:
    walk = Walk(account).with_answer()
    kasi = walk.holder()
    old = draft_document(walk.id, "ND-JAWAB", kasi, walk.tick())
    words = {"text": "Paspor dapat diambil lusa."}
    correct_output(walk.id, Output.NASKAH_JAWABAN, words, "Keliru.", kasi, walk.tick())
    with pytest.raises(DocumentNotAllowed, match="Naskah jawaban berubah"):
        sign_document(old.id, kasi, walk.tick())
    correct_output(walk.id, Output.LAPORAN, {"text": "Dicek ulang."}, "Keliru.", kasi, walk.tick())
    signed = sign_document(draft_document(walk.id, "ND-JAWAB", kasi, walk.tick()).id, kasi, walk.tick())
    assert json.loads(signed.facts)["answer"] == words["text"]


def test_after_a_clock_that_was_ahead_the_later_of_answer_and_draft_is_still_the_later(account: Any) -> None:
    walk, ahead = Walk(account).with_answer(), timedelta(days=500)
    who = walk.holder()
    write_output(walk.id, Output.NASKAH_JAWABAN, "Paspor sudah jadi.", who, walk.tick() + ahead)
    draft = draft_document(walk.id, "ND-JAWAB", who, walk.tick() + ahead)
    write_output(walk.id, Output.NASKAH_JAWABAN, "Paspor belum jadi.", who, walk.tick())
    with pytest.raises(DocumentNotAllowed, match="berubah"):
        sign_document(draft.id, who, walk.tick())
    write_output(walk.id, Output.NASKAH_JAWABAN, "Paspor sedang dicetak.", who, walk.tick() + ahead)
    draft = draft_document(walk.id, "ND-JAWAB", who, walk.tick())
    assert json.loads(sign_document(draft.id, who, walk.tick()).facts)["answer"] == "Paspor sedang dicetak."


def test_the_witness_beside_the_signer_follows_the_date_of_the_paper_too(account: Any) -> None:
    drafted, signed_on = datetime(2026, 12, 1, 2, 0), datetime(2026, 12, 2, 2, 0)
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    paper = draft_office_paper("REKAP", "2026-11", kasubsi, drafted)
    official = Official.create(name="Pengganti Contoh", nip="198001012005011001")
    day = signed_on.date()
    OfficeHolder.create(post="kasi_tikkim", official=official, kind="plh", valid_from=day, valid_until=day)
    assert json.loads(paper.facts)["witness"]["name"] == "Contoh Kasi TIKKIM"
    facts = json.loads(sign_document(paper.id, kasubsi, signed_on).facts)
    assert facts["witness"] == {
        "title_lines": ["Plh. Kepala Seksi Teknologi Informasi dan Komunikasi Keimigrasian"],
        "name": "Pengganti Contoh",
        "nip": "198001012005011001",
    }
    assert facts["signer"]["name"] == "Contoh Kasubsi Infokim"


def test_a_list_drafted_while_its_month_was_open_is_drafted_anew_once_it_closed(account: Any) -> None:
    kasubsi, now = actor(Role.KASUBSI_INFOKIM), datetime(2026, 12, 1, 2, 0)
    Walk(account)
    open_list = draft_office_paper("REGISTER", "2026-11", kasubsi, now)
    close_month("2026-11", kasubsi, now)
    with pytest.raises(DocumentNotAllowed, match="ditutup setelah konsep ini dibuat"):
        sign_document(open_list.id, kasubsi, now)
    again = draft_office_paper("REGISTER", "2026-11", kasubsi, now)
    assert json.loads(sign_document(again.id, kasubsi, now).facts)["closed"] is True
