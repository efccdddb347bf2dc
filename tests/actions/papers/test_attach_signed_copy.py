"""The signed PDF comes back once, to the paper whose number it shows, from who has to do with it; both databases."""

from typing import Any

import pytest

from models.actions.papers.attach_signed_copy import attach_signed_copy, check_signed_copy, marks_of
from models.actions.papers.draft_document import draft_document
from models.actions.papers.keep_pdf import remember_pdf
from models.rules.cases.sop import Move, Output
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NotVisible
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Audit, Document
from tests.actions.walking import Walk
from tests.office import actor

SHA, OTHER = "a" * 64, "b" * 64
WORDS = "Sehubungan dengan pengaduan masyarakat"


def signed(account: Any) -> tuple[Walk, Document]:
    walk = Walk(account).at_section()
    return walk, Document.get(Document.type == "ND-TERUS")


def test_it_is_filed_with_who_and_when_and_traced(account: Any) -> None:
    walk, paper = signed(account)
    text, now = f"{WORDS} NOMOR {paper.number}", walk.tick()
    check_signed_copy(paper.id, text, "", actor(Role.PENGELOLA), now)
    filed = attach_signed_copy(paper.id, SHA, text, "", actor(Role.PENGELOLA), now)
    assert (filed.signed_copy, filed.signed_copy_at) == (SHA, now)
    assert filed.signed_copy_by_id == actor(Role.PENGELOLA).staff_id
    assert Audit.select().where((Audit.event == "salinan_ttd") & (Audit.after == SHA)).count() == 1
    with pytest.raises(AlreadyDone):
        attach_signed_copy(paper.id, OTHER, text, "", actor(Role.PENGELOLA), now)


def test_another_papers_pdf_a_strangers_submission_and_a_draft_are_refused(account: Any) -> None:
    walk, paper = signed(account)
    with pytest.raises(DocumentNotAllowed, match="tidak memuat"):
        attach_signed_copy(paper.id, SHA, WORDS, "", actor(Role.PENGELOLA), walk.tick())
    for role in (Role.KASI_LALINTALKIM, Role.KEPALA_KANTOR, Role.ADMINISTRATOR):
        with pytest.raises((DocumentNotAllowed, NotVisible)):
            attach_signed_copy(paper.id, SHA, "", paper.number, actor(role), walk.tick())
    draft = draft_document(walk.id, "ND-ESKAL", walk.holder(), walk.tick())
    with pytest.raises(DocumentNotAllowed, match="sudah ditandatangani"):
        attach_signed_copy(draft.id, SHA, "", "x", walk.holder(), walk.tick())
    with pytest.raises(NotVisible):
        attach_signed_copy(99_999, SHA, "", "x", walk.holder(), walk.tick())
    assert Document.select().where(Document.signed_copy.is_null(False)).count() == 0


def test_one_pdf_belongs_to_one_paper(account: Any) -> None:
    walk, first = signed(account)
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    walk.fieldwork_done()
    second = walk.paper("ND-JAWAB")
    attach_signed_copy(first.id, SHA, "", first.number, actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(DocumentNotAllowed, match=f"sudah menjadi salinan naskah {first.number}"):
        attach_signed_copy(second.id, SHA, "", second.number, walk.holder(), walk.tick())


def test_a_sheet_without_a_number_is_known_by_its_case(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    sheet = Document.get(Document.type == "LEMBAR")
    assert marks_of(sheet, walk.case) == (walk.case.number,)
    text = f"{WORDS} {walk.case.number}"
    assert attach_signed_copy(sheet.id, SHA, text, "", actor(Role.PENGELOLA), walk.tick()).signed_copy == SHA


def test_who_puts_the_case_away_files_the_scans_of_all_its_papers_before_and_after(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    report, memo = (Document.get(Document.type == code) for code in ("LAPORAN", "ND-JAWAB"))
    with pytest.raises(DocumentNotAllowed, match="yang mengarsipkan"):
        attach_signed_copy(report.id, SHA, "", walk.case.number, actor(Role.PENGELOLA), walk.tick())
    walk.answer(Purpose.JAWABAN)
    attach_signed_copy(report.id, SHA, "", walk.case.number, actor(Role.PENGELOLA), walk.tick())
    walk.paper("LEMBAR")
    walk.move(Move.ARSIPKAN)
    attach_signed_copy(memo.id, OTHER, "", memo.number, actor(Role.PENGELOLA), walk.tick())


def test_the_pdf_that_the_program_made_itself_is_no_signed_copy(account: Any) -> None:
    walk, paper = signed(account)
    remember_pdf("c" * 64, SHA, walk.now)
    text = f"{WORDS} NOMOR {paper.number}"
    with pytest.raises(DocumentNotAllowed, match="belum ditandatangani siapa pun"):
        attach_signed_copy(paper.id, SHA, text, "", actor(Role.PENGELOLA), walk.tick())
    assert attach_signed_copy(paper.id, OTHER, text, "", actor(Role.PENGELOLA), walk.tick()).signed_copy == OTHER
