"""What issues a paper is one row per way of signing; enclosures come first; every draft has somebody to end it."""

from itertools import combinations

import pytest

from models.rules.cases.left_papers import LeftPaper
from models.rules.cases.sop import STAGES, Output, Stage
from models.rules.cases.workflow import holder_of
from models.rules.papers import unfinished
from models.rules.papers.documents import DOCUMENTS, DocumentState, asks_signer, may_draft, may_sign, signer_of
from models.rules.papers.unfinished import (
    CasePaper,
    IssuedBy,
    WayOfSigning,
    enclosed_in,
    is_issued,
    left_papers,
    may_discard,
    missing_enclosures,
    unscanned_papers,
)
from models.rules.staff.roles import Role, Section
from models.rules.staff.standing_in import standing_in

SIGNED, DRAFT = DocumentState.DITANDATANGANI, DocumentState.KONSEP
REPORTED = frozenset({Output.LAPORAN})
ISSUERS = dict.fromkeys(DOCUMENTS, Role.KASI_LALINTALKIM)
OF_CASE = [row for row in DOCUMENTS.values() if row.of_case]


def test_on_paper_the_signing_issues_and_a_later_way_says_otherwise_by_its_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later = WayOfSigning(IssuedBy.KEPT_COPY, scanned=False)
    monkeypatch.setitem(unfinished.WAYS_OF_SIGNING, "elektronik", later)
    assert not is_issued(CasePaper(1, "LAPORAN", DRAFT))
    assert not is_issued(CasePaper(1, "LAPORAN", DocumentState.BATAL, copy_kept=True))
    assert is_issued(CasePaper(1, "LAPORAN", SIGNED))
    assert not is_issued(CasePaper(1, "LAPORAN", SIGNED, "elektronik"))
    assert is_issued(CasePaper(1, "LAPORAN", SIGNED, "elektronik", copy_kept=True))
    # What never came back is not put away in silence either.
    assert unscanned_papers([CasePaper(1, "SURAT", SIGNED, "elektronik")]) == (DOCUMENTS["SURAT"].title,)
    assert unscanned_papers([CasePaper(1, "SURAT", SIGNED, "elektronik", copy_kept=True)]) == ()
    assert unscanned_papers([CasePaper(1, "LAPORAN", SIGNED), CasePaper(2, "LEMBAR", SIGNED, copy_kept=True)]) == (
        DOCUMENTS["LAPORAN"].title,
    )


def test_what_a_paper_encloses_is_a_row_whose_paper_counts_as_an_output() -> None:
    enclosing = [row for row in DOCUMENTS.values() if row.encloses]
    assert [row.code for row in enclosing] == ["ND-JAWAB"]
    for row in enclosing:
        for code in row.encloses:
            assert DOCUMENTS[code].output is not None, code
            assert DOCUMENTS[code].needs is not None, code


def test_an_answer_memo_waits_for_the_report_only_where_the_case_has_one() -> None:
    memo = DOCUMENTS["ND-JAWAB"]
    assert [row.code for row in missing_enclosures(memo, REPORTED)] == ["LAPORAN"]
    assert missing_enclosures(memo, REPORTED | {Output.LAPORAN_TERBIT}) == []
    assert missing_enclosures(memo, frozenset()) == []
    assert enclosed_in("LAPORAN", {Output.NOTA_DINAS_JAWAB}) is memo
    assert enclosed_in("LAPORAN", REPORTED) is None


def test_drafts_and_enclosures_are_left_once_each_with_who_issues_them() -> None:
    sent = REPORTED | {Output.NOTA_DINAS_JAWAB}
    owed = LeftPaper("Laporan Hasil Penelitian Lapangan yang terbit", Role.KASI_LALINTALKIM)
    assert left_papers([], sent, ISSUERS) == (owed,)
    assert owed.words == "Laporan Hasil Penelitian Lapangan yang terbit (Kasi Lalintalkim)"
    drafted = left_papers([CasePaper(7, "LAPORAN", DRAFT), CasePaper(8, "SURAT", SIGNED)], sent, ISSUERS)
    assert [(paper.what, paper.document_id) for paper in drafted] == [("konsep Laporan Hasil Penelitian Lapangan", 7)]
    assert left_papers([], sent | {Output.LAPORAN_TERBIT}, ISSUERS) == ()


@pytest.mark.parametrize("section", list(Section))
def test_at_every_stage_a_draft_of_every_type_is_signed_or_discarded_by_whom_it_can_wait_for(
    section: Section,
) -> None:
    for row in OF_CASE:
        for stage in Stage:
            signer, holder = signer_of(row, stage, section), holder_of(stage, section)
            may = [role for role in Role if may_discard(row, role, stage, signer, holder)]
            assert may, (row.code, stage)
            assert stage in row.stages or holder in may, (row.code, stage)


@pytest.mark.parametrize("recused", list(combinations(Role, 2)))
def test_whoever_has_the_desk_of_a_recused_post_may_discard_what_that_post_may(recused: tuple[Role, Role]) -> None:
    tried = 0
    for row in OF_CASE:
        for stage in row.stages:
            signer, desk = signer_of(row, stage, Section.LALINTALKIM), holder_of(stage, Section.LALINTALKIM)
            if desk in recused and desk in row.drafters:
                now = standing_in(desk, recused)
                assert may_discard(row, now, stage, standing_in(signer, recused), now, recused), (row.code, stage)
                tried += 1
    assert tried or not {Role.PENGELOLA, Role.KASUBSI_INFOKIM} & {*recused}


def test_who_stands_in_for_both_drafters_of_a_paper_is_not_left_with_a_draft_of_its_signer() -> None:
    desk, stage = Role.KASI_TIKKIM, Stage.DOKUMENTASI
    given = (DOCUMENTS["DISPOSISI"], desk, stage, Role.KEPALA_KANTOR, desk)
    assert may_discard(*given, (Role.PENGELOLA, Role.KASUBSI_INFOKIM))
    assert not may_discard(*given, ())


# By the course of the case, not by the row that is tried: emptied, that would try nothing.
AFTER_REPORT = [stage for stage, row in STAGES.items() if row.open and row.step > 6] + [Stage.SELESAI]


@pytest.mark.parametrize("stage", AFTER_REPORT)
def test_a_report_of_an_older_case_is_issued_by_its_section_wherever_the_case_is(stage: Stage) -> None:
    report = DOCUMENTS["LAPORAN"]
    signer = signer_of(report, stage, Section.INTELDAKIM)
    assert signer is Role.KASI_INTELDAKIM
    assert may_draft(report, signer, stage, signer)
    assert may_sign(report, signer, stage, signer)
    assert asks_signer(report, stage, signer, Role.PENGELOLA)
