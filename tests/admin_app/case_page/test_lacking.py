"""What the running step lacks leads to the field or form that brings it; what is another's to do is only named."""

from admin_app.case_page.lacking import Lack, lacks_of
from admin_app.case_page.work import Person, work_on
from models.rules.cases.left_papers import LeftPaper
from models.rules.cases.sop import Output, Stage
from models.rules.cases.workflow import CaseFacts
from models.rules.papers.documents import DOCUMENTS
from models.rules.staff.roles import Role, Section

SIGNERS = dict.fromkeys(DOCUMENTS, Role.KASI_TIKKIM)
BEGUN = CaseFacts(Stage.IDENTIFIKASI, outputs=frozenset({Output.PESAN}))


def lacks(role: Role, facts: CaseFacts, shown: object = "") -> tuple[Lack, ...]:
    """What this role is told."""
    return lacks_of(facts, work_on(Person(role), facts, (), (), SIGNERS), lambda output, name: shown)


def test_empty_fields_are_named_each_with_its_place() -> None:
    assert lacks(Role.PENGELOLA, BEGUN) == (
        Lack("Kategori", "isian-identifikasi-category"),
        Lack("Urgensi", "isian-identifikasi-urgency"),
        Lack("Pokok aduan", "isian-identifikasi-subject"),
    )


def test_filled_fields_that_are_not_saved_lead_to_their_form() -> None:
    assert lacks(Role.PENGELOLA, BEGUN, "paspor") == (Lack("Identifikasi permasalahan", "isian-identifikasi"),)


def test_an_answer_leads_to_the_writing_box() -> None:
    facts = CaseFacts(Stage.TANGGAPAN_AWAL, outputs=BEGUN.outputs | {Output.IDENTIFIKASI})
    assert [lack.place for lack in lacks(Role.PENGELOLA, facts)] == ["tulis"]


def test_what_another_must_do_is_only_named() -> None:
    assert lacks(Role.KASI_TIKKIM, BEGUN) == (Lack("Identifikasi permasalahan"),)


def test_nothing_is_missing_where_a_case_is_closed_or_its_step_is_whole() -> None:
    assert lacks(Role.PENGELOLA, CaseFacts(Stage.DITUTUP, Section.LALINTALKIM)) == ()
    assert lacks(Role.PENGELOLA, CaseFacts(Stage.IDENTIFIKASI, outputs=frozenset({Output.IDENTIFIKASI}))) == ()


def test_an_unfinished_paper_leads_to_the_list_of_papers_with_who_issues_it() -> None:
    left = (LeftPaper("konsep Surat Jawaban", Role.KEPALA_KANTOR, 5),)
    facts = CaseFacts(Stage.DOKUMENTASI, outputs=frozenset({Output.DOKUMENTASI, Output.JAWABAN_GABUNGAN}), left=left)
    assert lacks(Role.PENGELOLA, facts) == (Lack("konsep Surat Jawaban (Kepala Kantor)", "naskah"),)
