"""The signed PDF comes back once, to the paper whose number it shows, from who has to do with it; both databases."""

from typing import Any

import pytest

from models.actions.core.case_papers import case_paper
from models.actions.papers.draft_document import draft_document
from models.actions.papers.keep_pdf import remember_pdf
from models.actions.papers.signed.attach_signed_copy import Returned, attach_signed_copy, check_signed_copy
from models.actions.papers.signed.copy_rights import marks_of
from models.actions.retention.destruction.take_out import take_out
from models.rules.cases.sop import Move, Output
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NotVisible
from models.rules.papers.copy_states import CopyState
from models.rules.papers.judge_copy import Verdict
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Audit, Document, FileRemoval, ReplacedCopy, database
from tests.actions.walking import Walk
from tests.office import actor

SHA, OTHER = "a" * 64, "b" * 64
GOOD = Verdict(CopyState.PINDAIAN)
WORDS = "Sehubungan dengan pengaduan masyarakat"


def signed(account: Any) -> tuple[Walk, Document]:
    walk = Walk(account).at_section()
    return walk, Document.get(Document.type == "ND-TERUS")


def test_it_is_filed_with_who_and_when_and_traced(account: Any) -> None:
    walk, paper = signed(account)
    text, now = f"{WORDS} NOMOR {paper.number}", walk.tick()
    check_signed_copy(paper.id, Returned(text, ""), actor(Role.PENGELOLA), now)
    filed = attach_signed_copy(paper.id, SHA, Returned(text, ""), actor(Role.PENGELOLA), now)
    assert (filed.signed_copy, filed.signed_copy_at) == (SHA, now)
    assert filed.signed_copy_by_id == actor(Role.PENGELOLA).staff_id
    assert Audit.select().where((Audit.event == "salinan_ttd") & (Audit.after == SHA)).count() == 1
    with pytest.raises(AlreadyDone):
        attach_signed_copy(paper.id, OTHER, Returned(text, ""), actor(Role.PENGELOLA), now)


def test_another_papers_pdf_a_strangers_submission_and_a_draft_are_refused(account: Any) -> None:
    walk, paper = signed(account)
    with pytest.raises(DocumentNotAllowed, match="tidak memuat"):
        attach_signed_copy(paper.id, SHA, Returned(WORDS, ""), actor(Role.PENGELOLA), walk.tick())
    for role in (Role.KASI_LALINTALKIM, Role.KEPALA_KANTOR, Role.ADMINISTRATOR):
        with pytest.raises((DocumentNotAllowed, NotVisible)):
            attach_signed_copy(paper.id, SHA, Returned("", paper.number), actor(role), walk.tick())
    draft = draft_document(walk.id, "ND-ESKAL", walk.holder(), walk.tick())
    with pytest.raises(DocumentNotAllowed, match="sudah ditandatangani"):
        attach_signed_copy(draft.id, SHA, Returned("", "x"), walk.holder(), walk.tick())
    with pytest.raises(NotVisible):
        attach_signed_copy(99_999, SHA, Returned("", "x"), walk.holder(), walk.tick())
    assert Document.select().where(Document.signed_copy.is_null(False)).count() == 0


def test_one_pdf_belongs_to_one_paper(account: Any) -> None:
    walk, first = signed(account)
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    walk.fieldwork_done()
    second = walk.paper("ND-JAWAB")
    attach_signed_copy(first.id, SHA, Returned("", first.number), actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(DocumentNotAllowed, match=f"sudah menjadi salinan naskah {first.number}"):
        attach_signed_copy(second.id, SHA, Returned("", second.number), walk.holder(), walk.tick())


def test_a_sheet_without_a_number_is_known_by_its_case(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    sheet = Document.get(Document.type == "LEMBAR")
    assert marks_of(sheet, walk.case) == (walk.case.number,)
    text = f"{WORDS} {walk.case.number}"
    assert attach_signed_copy(sheet.id, SHA, Returned(text), actor(Role.PENGELOLA), walk.tick()).signed_copy == SHA


def test_who_puts_the_case_away_files_the_scans_of_all_its_papers_before_and_after(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    report, memo = (Document.get(Document.type == code) for code in ("LAPORAN", "ND-JAWAB"))
    with pytest.raises(DocumentNotAllowed, match="yang mengarsipkan"):
        attach_signed_copy(report.id, SHA, Returned("", walk.case.number), actor(Role.PENGELOLA), walk.tick())
    walk.answer(Purpose.JAWABAN)
    attach_signed_copy(report.id, SHA, Returned("", walk.case.number), actor(Role.PENGELOLA), walk.tick())
    walk.paper("LEMBAR")
    walk.move(Move.ARSIPKAN)
    attach_signed_copy(memo.id, OTHER, Returned("", memo.number), actor(Role.PENGELOLA), walk.tick())


def test_the_pdf_that_the_program_made_itself_is_no_signed_copy(account: Any) -> None:
    walk, paper = signed(account)
    remember_pdf("c" * 64, SHA, walk.now)
    text = f"{WORDS} NOMOR {paper.number}"
    with pytest.raises(DocumentNotAllowed, match="belum ditandatangani siapa pun"):
        attach_signed_copy(paper.id, SHA, Returned(text, ""), actor(Role.PENGELOLA), walk.tick())
    assert (
        attach_signed_copy(paper.id, OTHER, Returned(text, ""), actor(Role.PENGELOLA), walk.tick()).signed_copy
        == OTHER
    )


def test_a_wrong_copy_is_replaced_with_a_reason_and_both_are_kept(account: Any) -> None:
    walk, paper = signed(account)
    text, person = f"{WORDS} NOMOR {paper.number}", actor(Role.PENGELOLA)
    false = Verdict(CopyState.BERUBAH, "Orang Lain", walk.now, difference="x")
    first = attach_signed_copy(paper.id, SHA, Returned(text, verdict=false), person, walk.tick())
    assert not case_paper(first).copy_kept
    with pytest.raises(AlreadyDone, match="alasan"):
        attach_signed_copy(paper.id, OTHER, Returned(text, reason="  "), person, walk.tick())
    with pytest.raises(AlreadyDone, match="sudah menjadi"):
        attach_signed_copy(paper.id, SHA, Returned(text, reason="Salah"), person, walk.tick())
    at = walk.tick()
    filed = attach_signed_copy(paper.id, OTHER, Returned(text, "", "Salah unggah", GOOD), person, at)
    assert (filed.signed_copy, filed.signed_copy_state, filed.signed_copy_difference) == (OTHER, "pindaian", "")
    assert case_paper(filed).copy_kept
    old = ReplacedCopy.get()
    assert (old.sha256, old.state, old.signer, old.reason) == (SHA, "berubah", "Orang Lain", "Salah unggah")
    assert (old.replaced_at, old.replaced_by_id, old.filed_at) == (at, person.staff_id, first.signed_copy_at)
    row = Audit.get(Audit.event == "ganti_salinan_ttd")
    assert (row.before, row.after) == (SHA, OTHER)


def test_the_destruction_of_the_case_takes_every_copy_and_its_words(account: Any) -> None:
    walk, paper = signed(account)
    text, person = f"{WORDS} NOMOR {paper.number}", actor(Role.PENGELOLA)
    false = Verdict(CopyState.TEKS_BERBEDA, "Orang Lain", walk.now, difference="pada PDF “tidak”")
    attach_signed_copy(paper.id, SHA, Returned(text, verdict=false), person, walk.tick())
    attach_signed_copy(paper.id, OTHER, Returned(text, "", "Salah unggah", false), person, walk.tick())
    with database.atomic():
        take_out(walk.case, walk.tick())
    asked = {row.sha256 for row in FileRemoval.select()}
    assert {SHA, OTHER} <= asked
    old, left = ReplacedCopy.get(), Document.get_by_id(paper.id)
    assert (old.sha256, old.signer, old.reason) == ("", "", "")
    assert (left.signed_copy, left.signed_copy_signer, left.signed_copy_difference) == (None, "", "")
