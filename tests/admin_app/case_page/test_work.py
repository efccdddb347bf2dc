"""What may be done where: the whole product of role and stage, against the rules themselves."""

from itertools import product

import pytest

from admin_app.case_page.work import ELSEWHERE, Paper, Person, Work, work_on
from admin_app.forms.fields import OUTPUT_FIELDS, TO_READ, TOLD_FIELDS, WORDING_FIELDS, move_fields
from admin_app.replies.on_its_way import ON_ITS_WAY
from models.actions.core.write_output import story_columns
from models.actions.papers.draft_document import WORDING
from models.rules.cases.left_papers import LeftPaper
from models.rules.cases.outputs import WRITTEN_OUTPUTS, may_write
from models.rules.cases.sop import MOVES, STAGES, Output, Stage, Step
from models.rules.cases.workflow import CaseFacts, moves_open_to
from models.rules.papers.documents import DOCUMENTS, DocumentState, signer_of
from models.rules.replies.delivery import PURPOSES, Purpose, ReplyState
from models.rules.staff.roles import ROLES, Role, Section

SECTION = Section.LALINTALKIM


def work(role: Role, stage: Stage, *outputs: Output, papers: tuple[Paper, ...] = (), replies=(), **facts) -> Work:  # type: ignore[no-untyped-def]
    """Return the work of a role on a case of Lalintalkim."""
    case = CaseFacts(stage, SECTION, frozenset({Output.SEKSI_TUJUAN, *outputs}), **facts)
    signers = {code: signer_of(row, stage, SECTION) for code, row in DOCUMENTS.items()}
    person = Person(role, SECTION if role is Role.PETUGAS_SEKSI else ROLES[role].section)
    return work_on(person, case, papers, replies, signers)


@pytest.mark.parametrize(("role", "stage"), product(Role, Stage))
def test_forms_are_drawn_for_exactly_what_the_rules_allow(role: Role, stage: Stage) -> None:
    found = work(role, stage)
    own = SECTION if role is Role.PETUGAS_SEKSI else ROLES[role].section
    written = {task.output for task in found.tasks if task.kind == "isian"}
    assert written == {output for output in WRITTEN_OUTPUTS if may_write(output, role, own, stage, SECTION)}
    buttons = {move.row.move for move in (*found.forward, *found.back)}
    allowed = {row.move for row in moves_open_to(role, CaseFacts(stage, SECTION)) if not row.by_delivery}
    assert buttons == allowed
    papers = {task.paper.code for task in found.tasks if task.paper}
    assert papers <= {code for code, row in DOCUMENTS.items() if stage in row.stages}
    assert {task.purpose for task in found.tasks if task.purpose} <= {
        p for p, row in PURPOSES.items() if row.stage is stage
    }


def test_from_step_5_until_the_answer_is_out_every_desk_reads_first_what_others_wrote() -> None:
    after_others = {stage for stage, row in STAGES.items() if Step.ANALISA <= row.step <= Step.MENYAMPAIKAN}
    assert set(TO_READ) == after_others


def test_every_written_output_has_its_fields_and_every_field_a_label() -> None:
    assert set(OUTPUT_FIELDS) == set(WRITTEN_OUTPUTS)
    fields = [field for row in OUTPUT_FIELDS.values() for field in row]
    fields += [field for row in MOVES.values() for field in move_fields(row)]
    assert all(field.label and field.name for field in fields)


def test_step_2_asks_for_every_column_with_the_complainants_account() -> None:
    asked = {field.name for field in OUTPUT_FIELDS[Output.IDENTIFIKASI]}
    assert {field.name for field in TOLD_FIELDS} | {"subject"} == story_columns() <= asked


def test_every_word_of_a_draft_that_an_officer_may_change_has_its_field() -> None:
    assert sorted(field.name for field in WORDING_FIELDS) == sorted(WORDING)


@pytest.mark.parametrize("move", MOVES.values(), ids=lambda row: row.move)
def test_a_move_asks_for_the_reason_and_the_section_it_needs(move) -> None:  # type: ignore[no-untyped-def]
    assert {field.name for field in move_fields(move)} == {
        name for name, wanted in (("reason", move.reason), ("section", move.section)) if wanted
    }


def test_the_next_thing_is_the_first_output_the_usual_way_lacks() -> None:
    head = Role.KASI_LALINTALKIM
    assert work(head, Stage.PENELITIAN).next_task.output is Output.LAPORAN  # type: ignore[union-attr]
    assert work(head, Stage.PENELITIAN, Output.LAPORAN).next_task.output is Output.NASKAH_JAWABAN  # type: ignore[union-attr]
    written = work(head, Stage.PENELITIAN, Output.LAPORAN, Output.NASKAH_JAWABAN)
    assert written.next_task.output is Output.LAPORAN_TERBIT  # type: ignore[union-attr]
    done = work(head, Stage.PENELITIAN, Output.LAPORAN, Output.NASKAH_JAWABAN, Output.LAPORAN_TERBIT)
    assert done.next_task is None
    assert done.forward[0].ready


def test_saving_can_go_on_at_once_only_where_nothing_else_is_lacking() -> None:
    head = Role.KASI_LALINTALKIM
    assert work(head, Stage.PENELITIAN).onward_after(Output.LAPORAN) is None
    assert work(head, Stage.PENELITIAN, Output.LAPORAN).onward_after(Output.NASKAH_JAWABAN) is None
    issued = work(head, Stage.PENELITIAN, Output.LAPORAN, Output.LAPORAN_TERBIT)
    onward = issued.onward_after(Output.NASKAH_JAWABAN)
    assert onward is not None
    assert onward.row.move == "tetapkan_jawaban"
    assert work(Role.KEPALA_KANTOR, Stage.DISPOSISI).onward_after(Output.NASKAH_JAWABAN) is None


def test_an_answer_on_its_way_is_waited_for_and_not_asked_for_again() -> None:
    sent = [(Purpose.TANGGAPAN_AWAL, ReplyState.HOLD)]
    found = work(Role.PENGELOLA, Stage.TANGGAPAN_AWAL, replies=sent)
    assert found.next_task is None
    assert found.waiting_for_channel is not None
    assert found.waiting_for_channel.on_its_way is ON_ITS_WAY[ReplyState.HOLD]
    refused = work(Role.PENGELOLA, Stage.TANGGAPAN_AWAL, replies=[(Purpose.TANGGAPAN_AWAL, ReplyState.REFUSED)])
    assert refused.next_task is not None


def test_answering_a_question_is_offered_at_step_2_but_is_not_the_usual_way() -> None:
    found = work(Role.PENGELOLA, Stage.IDENTIFIKASI)
    assert found.purposes == (Purpose.PERTANYAAN, Purpose.LAIN, Purpose.UNDANGAN)
    assert found.next_task.output is Output.IDENTIFIKASI  # type: ignore[union-attr]


def test_a_delivered_answer_whose_case_did_not_move_leaves_the_move_as_a_button() -> None:
    found = work(Role.PENGELOLA, Stage.PENYAMPAIAN, Output.JAWABAN)
    assert [move.row.move for move in found.forward] == ["jawaban_selesai"]


def test_a_paper_is_the_drafters_work_until_it_is_drafted_and_the_signers_until_it_is_signed() -> None:
    draft = (Paper(1, "ND-TERUS", DocumentState.KONSEP),)
    assert work(Role.PENGELOLA, Stage.PENERUSAN_PENGELOLA).next_task.kind == "naskah"  # type: ignore[union-attr]
    assert work(Role.PENGELOLA, Stage.PENERUSAN_PENGELOLA, papers=draft).next_task is None
    signing = work(Role.KASUBSI_INFOKIM, Stage.PENERUSAN_KASUBSI, papers=draft).next_task
    assert signing is not None
    assert signing.may_sign
    assert work(Role.KASUBSI_INFOKIM, Stage.PENERUSAN_KASUBSI, Output.NOTA_DINAS_TERUS).next_task is None


def test_a_cancelled_draft_is_no_draft() -> None:
    gone = (Paper(1, "ND-TERUS", DocumentState.BATAL),)
    assert work(Role.PENGELOLA, Stage.PENERUSAN_PENGELOLA, papers=gone).next_task is not None


def test_a_section_officers_report_waits_for_him_and_he_makes_no_move() -> None:
    found = work(Role.PETUGAS_SEKSI, Stage.PENELITIAN)
    assert found.next_task.output is Output.LAPORAN  # type: ignore[union-attr]
    assert (found.forward, found.back, found.on_desk) == ((), (), False)
    assert work(Role.PETUGAS_SEKSI, Stage.JAWABAN_SEKSI).next_task is None


def test_every_lacking_output_leads_to_the_form_that_brings_it() -> None:
    lost = set()
    for role, stage in product(Role, Stage):
        found = work(role, stage)
        for output in {output for move in found.forward for output in move.lacking}:
            form = found.form_for(output)
            led = form in ("tulis", *ELSEWHERE.values()) or form in found.form_ids
            lost |= set() if led else {(stage, output)}
    # A nota dinas cancelled on its way back cannot be made there: the case is returned for it.
    assert lost == {(Stage.JAWABAN_KASUBSI, Output.NOTA_DINAS_JAWAB)}


def test_a_memo_waits_for_what_it_encloses_and_the_report_is_the_next_thing() -> None:
    written = (Output.LAPORAN, Output.NASKAH_JAWABAN)
    memo, report = Paper(1, "ND-JAWAB", DocumentState.KONSEP), Paper(2, "LAPORAN", DocumentState.KONSEP)
    held = work(Role.KASI_LALINTALKIM, Stage.JAWABAN_SEKSI, *written, papers=(memo, report))
    assert held.next_task.paper is DOCUMENTS["LAPORAN"]  # type: ignore[union-attr]
    waiting = next(task for task in held.tasks if task.paper is DOCUMENTS["ND-JAWAB"])
    assert [paper.words for paper in waiting.held_up_by] == ["Laporan Hasil Penelitian Lapangan (Kasi Lalintalkim)"]
    assert held.onward_with(waiting) is None
    free = work(Role.KASI_LALINTALKIM, Stage.JAWABAN_SEKSI, *written, Output.LAPORAN_TERBIT, papers=(memo,))
    assert free.onward_with(free.next_task) is not None  # type: ignore[arg-type]


def test_a_report_missed_in_an_older_case_waits_for_its_section_until_the_archive_and_after() -> None:
    for stage in (stage for stage in Stage if stage in DOCUMENTS["LAPORAN"].late):
        task = work(Role.KASI_LALINTALKIM, stage, Output.LAPORAN).next_task
        assert task is not None, stage
        assert task.paper is DOCUMENTS["LAPORAN"], stage
        issued = work(Role.KASI_LALINTALKIM, stage, Output.LAPORAN, Output.LAPORAN_TERBIT)
        assert stage is Stage.JAWABAN_SEKSI or all(task.paper is not DOCUMENTS["LAPORAN"] for task in issued.tasks)


def test_a_case_is_put_away_with_its_sheet_only_where_no_other_paper_is_left() -> None:
    sheet = Paper(4, "LEMBAR", DocumentState.KONSEP)
    own = LeftPaper("konsep Lembar", Role.PENGELOLA, 4, Output.DOKUMENTASI)
    other = LeftPaper("konsep Surat Jawaban", Role.KEPALA_KANTOR, 5)
    answered = (Output.JAWABAN_GABUNGAN, Output.NASKAH_JAWABAN)
    alone = work(Role.PENGELOLA, Stage.DOKUMENTASI, *answered, papers=(sheet,), left=(own,))
    assert alone.onward_with(alone.next_task) is not None  # type: ignore[arg-type]
    both = work(Role.PENGELOLA, Stage.DOKUMENTASI, *answered, papers=(sheet,), left=(own, other))
    assert both.onward_with(both.next_task) is None  # type: ignore[arg-type]
    assert [(move.left, move.ready) for move in both.forward] == [((other,), False)]
