"""A step ends with its paper issued, a memo follows what it encloses, a case is put away with nothing unfinished."""

from typing import Any

import pytest

from models.actions.cases.hand_in_report import hand_in_report
from models.actions.core.case import facts_of
from models.actions.core.case_papers import count_issued
from models.actions.core.move_complaint import move_complaint
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.discard_draft import discard_draft
from models.actions.papers.draft_document import draft_document
from models.actions.papers.paper_rights import signing_role
from models.actions.papers.sign_document import sign_document
from models.actions.papers.signed.attach_signed_copy import Returned, attach_signed_copy
from models.rules.cases.sop import Move, Output, Stage
from models.rules.core.errors import DocumentNotAllowed, OutputMissing, ReasonMissing
from models.rules.papers import unfinished
from models.rules.papers.unfinished import IssuedBy, WayOfSigning
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Audit, Document, History, StepOutput
from tests.actions.drafting import set_office
from tests.actions.walking import Walk
from tests.office import actor

REASON = "Mesin pindai rusak."


def at_the_end(account: Any) -> Walk:
    """Return a case whose answer arrived and whose sheet is signed."""
    walk = Walk(account).with_answer().handed_back()
    walk.answer(Purpose.JAWABAN)
    walk.paper("LEMBAR")
    return walk


def unissued(walk: Walk) -> Document:
    """Make of a case one that an older version let past step 6: its report is a draft."""
    StepOutput.delete().where(StepOutput.kind == str(Output.LAPORAN_TERBIT)).execute()
    empty = {"state": "konsep", "signed_by": None, "signed_at": None, "date": None}
    Document.update(empty).where(Document.type == "LAPORAN").execute()
    return Document.get((Document.complaint == walk.id) & (Document.type == "LAPORAN"))


def test_a_draft_keeps_the_case_open_until_it_is_issued_or_discarded(account: Any) -> None:
    walk = at_the_end(account)
    draft = draft_document(walk.id, "SURAT", actor(Role.PENGELOLA), walk.tick())
    with pytest.raises(OutputMissing, match=r"konsep Surat Jawaban \(Kepala Kantor\)"):
        walk.move(Move.ARSIPKAN)
    discard_draft(draft.id, "Pelapor tidak meminta surat.", actor(Role.PENGELOLA), walk.tick())
    walk.move(Move.ARSIPKAN)


def test_an_older_case_ends_when_its_section_issues_the_report(account: Any) -> None:
    walk = at_the_end(account)
    paper = unissued(walk)
    with pytest.raises(OutputMissing, match=r"konsep Laporan Hasil Penelitian Lapangan \(Kasi Lalintalkim\)"):
        walk.move(Move.ARSIPKAN)
    discard_draft(paper.id, "Isinya salah.", actor(Role.KASI_LALINTALKIM), walk.tick())
    with pytest.raises(OutputMissing, match=r"Laporan Hasil Penelitian Lapangan yang terbit \(Kasi Lalintalkim\)"):
        walk.move(Move.ARSIPKAN)
    kasi = actor(Role.KASI_LALINTALKIM)
    sign_document(draft_document(walk.id, "LAPORAN", kasi, walk.tick()).id, kasi, walk.tick())
    walk.move(Move.ARSIPKAN)
    assert walk.stage is Stage.SELESAI


def test_a_missing_scan_asks_for_a_reason_kept_with_the_move_and_traced(account: Any) -> None:
    walk = at_the_end(account)
    with pytest.raises(ReasonMissing, match="Salinan bertanda tangan belum ada: Nota Dinas Pengoordinasian"):
        move_complaint(walk.id, Move.ARSIPKAN, actor(Role.PENGELOLA), walk.tick())
    walk.move(Move.ARSIPKAN, REASON)
    assert History.get(History.move == str(Move.ARSIPKAN)).reason == REASON
    traced = Audit.get(Audit.event == "tanpa_pindaian")
    assert (traced.after, "Lembar Pengaduan Masyarakat" in traced.before) == ("", True)


def test_with_every_scan_kept_nothing_is_asked_or_traced(account: Any) -> None:
    walk = at_the_end(account)
    for place, paper in enumerate(Document.select()):
        Document.update(signed_copy=f"{place:064}").where(Document.id == paper.id).execute()
    move_complaint(walk.id, Move.ARSIPKAN, actor(Role.PENGELOLA), walk.tick())
    assert not Audit.select().where(Audit.event == "tanpa_pindaian").exists()


def test_papers_are_read_only_where_a_move_puts_the_case_away(account: Any) -> None:
    walk = Walk(account).at_section()
    draft_document(walk.id, "ND-ESKAL", walk.holder(), walk.tick())
    assert (facts_of(walk.case, walk.now).left, facts_of(walk.case, walk.now).unscanned) == ((), ())
    assert signing_role(walk.case, "LAPORAN", {}) is Role.KASI_LALINTALKIM


def researched(account: Any) -> Walk:
    """Return a case with report text and answer, whose report nobody issued."""
    walk = Walk(account).at_fieldwork()
    walk.write(Output.LAPORAN, "Sudah dicek.")
    walk.write(Output.NASKAH_JAWABAN, "Besok.")
    return walk


def is_out(walk: Walk) -> bool:
    """Whether the report counts as issued."""
    return Output.LAPORAN_TERBIT in facts_of(walk.case, walk.now).outputs


def test_step_6_does_not_end_with_a_draft_of_its_report(account: Any) -> None:
    walk = researched(account)
    draft_document(walk.id, "LAPORAN", actor(Role.PETUGAS_SEKSI), walk.tick())
    with pytest.raises(OutputMissing, match="Laporan hasil penelitian lapangan terbit"):
        walk.move(Move.TETAPKAN_JAWABAN)
    walk.paper("LAPORAN")
    walk.move(Move.TETAPKAN_JAWABAN)


def test_a_report_worded_anew_or_given_back_has_to_be_issued_anew(account: Any) -> None:
    walk = researched(account)
    walk.paper("LAPORAN")
    hand_in_report(walk.id, "Dicek sekali lagi.", actor(Role.PETUGAS_SEKSI), walk.tick())
    assert not is_out(walk)
    walk.paper("LAPORAN")
    assert is_out(walk)


def test_a_memo_is_not_signed_while_what_it_encloses_is_not_issued(account: Any) -> None:
    walk = Walk(account).with_answer()
    unissued(walk)
    memo = draft_document(walk.id, "ND-JAWAB", walk.holder(), walk.tick())
    with pytest.raises(
        DocumentNotAllowed, match=r"Laporan Hasil Penelitian Lapangan, yang belum terbit\. Kasi Lalint"
    ):
        sign_document(memo.id, walk.holder(), walk.tick())
    walk.paper("LAPORAN")
    sign_document(memo.id, walk.holder(), walk.tick())


def test_what_a_signed_memo_encloses_is_cancelled_only_after_the_memo(account: Any) -> None:
    walk = Walk(account).with_answer()
    memo, report = walk.paper("ND-JAWAB"), Document.get(Document.type == "LAPORAN")
    with pytest.raises(DocumentNotAllowed, match="Batalkan dahulu Nota Dinas Jawaban"):
        cancel_document(report.id, "Salah", walk.holder(), walk.tick())
    cancel_document(memo.id, "Salah", walk.holder(), walk.tick())
    cancel_document(report.id, "Salah", walk.holder(), walk.tick())
    assert not is_out(walk)


def test_by_a_later_way_of_signing_the_kept_pdf_issues_the_paper_and_counts_once(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(unfinished.WAYS_OF_SIGNING, "elektronik", WayOfSigning(IssuedBy.KEPT_COPY, scanned=False))
    walk = researched(account)
    set_office("mode_ttd", "elektronik")
    signed = walk.paper("LAPORAN")
    assert not is_out(walk)
    with pytest.raises(OutputMissing):
        walk.move(Move.TETAPKAN_JAWABAN)
    attach_signed_copy(signed.id, "a" * 64, Returned("", walk.case.number), walk.holder(), walk.tick())
    count_issued(walk.case, signed.id, walk.holder(), walk.tick())
    assert StepOutput.select().where(StepOutput.kind == str(Output.LAPORAN_TERBIT)).count() == 1
    walk.move(Move.TETAPKAN_JAWABAN)
