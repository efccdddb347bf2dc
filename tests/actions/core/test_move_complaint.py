"""Every branch of the SOP by the real actions: step records, clocks, outputs, history, and nothing on a refusal."""

from typing import Any

import pytest

from models.actions.core.move_complaint import move_complaint
from models.actions.core.write_output import write_output
from models.rules.cases.sop import Move, Output, Stage
from models.rules.core.errors import AlreadyDone, MoveNotAllowed, NotVisible, OutputMissing, ReasonMissing, StaleCase
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Complaint, History, OpenThread, StepOutput, StepRecord
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, take_in


def records(walk: Walk) -> list[tuple[int, int, str]]:
    rows = StepRecord.select().where(StepRecord.complaint == walk.id).order_by(StepRecord.id)
    return [(row.step, row.round, row.outcome) for row in rows]


@pytest.mark.parametrize("section", [Section.LALINTALKIM, Section.INTELDAKIM, Section.TIKKIM])
def test_branch_5b_walks_all_nine_steps_and_each_has_its_output_and_minutes(account: Any, section: Section) -> None:
    walk = Walk(account, section).with_answer().handed_back().finished()
    assert walk.stage is Stage.SELESAI
    assert records(walk) == [(step, 1, "selesai") for step in range(1, 10)]
    for row in StepRecord.select().where(StepRecord.complaint == walk.id):
        assert row.output_id is not None, row.step
        assert 0 <= row.net_minutes <= row.gross_minutes
        assert row.late == (row.finished_at > row.due_at)
    assert (walk.case.open, walk.case.due_at) == (False, None)
    assert OpenThread.select().count() == 0


def test_branch_5a_kepala_kantor_decides_the_answer_himself(account: Any) -> None:
    walk = Walk(account).at_section()
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.TIDAK_DAPAT_DITANGANI)
    assert walk.holder().role is Role.KEPALA_KANTOR
    walk.write(Output.NASKAH_JAWABAN, "Jawaban Kepala Kantor.")
    walk.move(Move.DISPOSISI_JAWAB, "Saya jawab sendiri.")
    walk.handed_back().finished()
    assert [step for step, _, _ in records(walk)] == [1, 2, 3, 4, 5, 5, 7, 8, 9]


@pytest.mark.parametrize(
    ("move", "stage"),
    [(Move.DISPOSISI_ANALISA, Stage.ANALISA_SEKSI), (Move.DISPOSISI_PENELITIAN, Stage.PENELITIAN)],
)
def test_branch_5a_disposisi_sends_it_to_another_section(account: Any, move: Move, stage: Stage) -> None:
    walk = Walk(account).at_section()
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.TIDAK_DAPAT_DITANGANI)
    walk.move(move, "Tangani segera.", Section.INTELDAKIM)
    assert (walk.stage, walk.case.section) == (stage, Section.INTELDAKIM)
    assert walk.holder().role is Role.KASI_INTELDAKIM
    last = StepRecord.select().where(StepRecord.outcome == "selesai").order_by(StepRecord.id.desc()).first()
    assert (last.output.kind, last.output.text) == (str(Output.DISPOSISI), "Tangani segera.")
    with pytest.raises(NotVisible):
        move_complaint(walk.id, Move.DAPAT_DITANGANI, actor(Role.KASI_LALINTALKIM), walk.tick())


def test_branch_5a_refers_outside_the_office_straight_to_step_8(account: Any) -> None:
    walk = Walk(account, Section.KEPALA_KANTOR).at_section()
    walk.write(Output.NASKAH_JAWABAN, "Silakan ke Dinas Kependudukan.")
    walk.move(Move.DISPOSISI_RUJUK, "Bukan wewenang kantor ini.")
    assert (walk.stage, walk.case.referred) == (Stage.PENYAMPAIAN, True)
    with pytest.raises(MoveNotAllowed):
        walk.move(Move.KEMBALIKAN_KE_KASUBSI)
    walk.finished()
    assert [step for step, _, _ in records(walk)] == [1, 2, 3, 4, 5, 8, 9]


def test_a_section_returns_what_is_not_its_own_and_the_new_section_needs_a_new_memo(account: Any) -> None:
    walk = Walk(account).at_section()
    walk.move(Move.BUKAN_SEKSI_INI, "Ini urusan Inteldakim.")
    assert (walk.stage, walk.case.forwarded) == (Stage.PENERUSAN_KASUBSI, False)
    assert records(walk)[-2:] == [(5, 1, "dikembalikan"), (4, 2, "")]
    with pytest.raises(OutputMissing):
        walk.move(Move.TERUSKAN_KE_SEKSI)
    assert History.select().where(History.reason == "Ini urusan Inteldakim.").count() == 1


def test_an_answer_goes_back_one_hand_over_with_its_reason_and_never_gets_lost(account: Any) -> None:
    walk = Walk(account).with_answer()
    walk.paper("ND-JAWAB")
    walk.move(Move.SERAHKAN_KE_KASI_TIKKIM)
    walk.move(Move.KEMBALIKAN_KE_SEKSI, "Dasar hukum keliru.")
    assert walk.stage is Stage.JAWABAN_SEKSI
    with pytest.raises(OutputMissing):
        walk.move(Move.SERAHKAN_KE_KASI_TIKKIM)
    walk.move(Move.TELITI_ULANG, "Cek lagi.")
    walk.fieldwork_done()
    walk.handed_back()
    walk.move(Move.KEMBALIKAN_KE_KASUBSI, "Kalimat belum jelas.")
    walk.move(Move.KEMBALIKAN_KE_KASI_TIKKIM, "Perbaiki.")
    walk.move(Move.TERUSKAN_JAWABAN_KE_KASUBSI)
    walk.move(Move.TERUSKAN_JAWABAN_KE_PENGELOLA)
    walk.finished()
    texts = StepOutput.select().where(StepOutput.kind == str(Output.NASKAH_JAWABAN)).count()
    assert texts == 2
    assert [row for row in records(walk) if row[2] == "dikembalikan"] == [
        (7, 1, "dikembalikan"),
        (8, 1, "dikembalikan"),
    ]


@pytest.mark.parametrize(
    ("move", "kind"),
    [(Move.TUTUP_APRESIASI, "apresiasi"), (Move.TUTUP_BUKAN_PENGADUAN, "bukan-pengaduan")],
)
def test_step_2_closes_what_is_no_complaint_and_can_be_undone(account: Any, move: Move, kind: str) -> None:
    walk = Walk(account)
    walk.move(move, "Salah sambung.")
    assert (walk.stage, walk.case.kind, walk.case.open) == (Stage.DITUTUP, kind, False)
    walk.move(Move.BATAL_TUTUP, "Ternyata keluhan.")
    assert (walk.stage, walk.case.open, walk.case.round) == (Stage.IDENTIFIKASI, True, 2)
    assert OpenThread.get().complaint_id == walk.id


def test_a_question_closes_by_its_delivered_answer(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(OutputMissing):
        walk.move(Move.TUTUP_PERTANYAAN)
    walk.answer(Purpose.PERTANYAAN, "Syaratnya KTP dan KK.")
    assert (walk.stage, walk.case.kind) == (Stage.DITUTUP, "pertanyaan")


def test_an_archived_case_reopens_within_the_settable_days_only(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    pengelola = actor(Role.PENGELOLA)
    late = walk.now.replace(year=2027)
    with pytest.raises(MoveNotAllowed):
        move_complaint(walk.id, Move.BUKA_KEMBALI, pengelola, late, reason="Belum selesai")
    move_complaint(walk.id, Move.BUKA_KEMBALI, pengelola, walk.tick(), reason="Belum selesai")
    assert (walk.stage, walk.case.open) == (Stage.IDENTIFIKASI, True)
    with pytest.raises(OutputMissing):
        walk.move(Move.IDENTIFIKASI_SELESAI)


def test_reopening_is_refused_while_a_newer_complaint_of_the_citizen_is_open(account: Any) -> None:
    walk = Walk(account)
    walk.move(Move.TUTUP_APRESIASI)
    take_in(account, citizen_message("ada masalah lagi"))
    with pytest.raises(MoveNotAllowed, match="pengaduan baru"):
        walk.move(Move.BATAL_TUTUP, "Salah tutup")


def snapshot() -> tuple[Any, ...]:
    tables = (Complaint, StepRecord, StepOutput, History, Audit)
    return tuple(tuple(sorted(map(str, table.select().tuples()))) for table in tables)


@pytest.mark.parametrize(
    ("role", "move", "reason", "error"),
    [
        (Role.KASUBSI_INFOKIM, Move.IDENTIFIKASI_SELESAI, "", MoveNotAllowed),
        (Role.PENGELOLA, Move.ARSIPKAN, "", MoveNotAllowed),
        (Role.PENGELOLA, Move.IDENTIFIKASI_SELESAI, "", OutputMissing),
        (Role.PENGELOLA, Move.TUTUP_BUKAN_PENGADUAN, " ", ReasonMissing),
        (Role.KASI_LALINTALKIM, Move.IDENTIFIKASI_SELESAI, "", NotVisible),
        (Role.ADMINISTRATOR, Move.IDENTIFIKASI_SELESAI, "", NotVisible),
    ],
)
def test_a_refused_move_changes_nothing(account: Any, role: Role, move: Move, reason: str, error: type) -> None:
    walk = Walk(account)
    before = snapshot()
    with pytest.raises(error):
        move_complaint(walk.id, move, actor(role), NOW, reason=reason, form_key="sekali")
    assert snapshot() == before
    assert (
        move_complaint(walk.id, Move.TUTUP_APRESIASI, actor(Role.PENGELOLA), NOW, form_key="sekali").stage
        == "ditutup"
    )


def test_two_officers_pressing_the_same_button_have_one_effect(account: Any) -> None:
    walk = Walk(account)
    version = walk.case.version
    pengelola = actor(Role.PENGELOLA)
    move_complaint(walk.id, Move.TUTUP_APRESIASI, pengelola, NOW, version=version, form_key="a")
    with pytest.raises(StaleCase):
        move_complaint(walk.id, Move.TUTUP_APRESIASI, pengelola, NOW, version=version, form_key="b")
    with pytest.raises(AlreadyDone):
        move_complaint(walk.id, Move.TUTUP_APRESIASI, pengelola, NOW, version=version, form_key="a")
    assert History.select().where(History.move == str(Move.TUTUP_APRESIASI)).count() == 1


def test_a_section_officer_writes_the_report_of_his_own_section_only(account: Any) -> None:
    walk = Walk(account).at_fieldwork()
    write_output(walk.id, Output.LAPORAN, "Di lokasi pukul 10.", actor(Role.PETUGAS_SEKSI), walk.tick())
    with pytest.raises(MoveNotAllowed):
        move_complaint(walk.id, Move.TETAPKAN_JAWABAN, actor(Role.PETUGAS_SEKSI), walk.tick())
    other = Walk(account, Section.INTELDAKIM)
    take_in(account, citizen_message(who="628119999999"))
    other.id = Complaint.select().order_by(Complaint.id.desc()).get().id
    other.at_fieldwork()
    with pytest.raises(NotVisible):
        write_output(other.id, Output.LAPORAN, "x", actor(Role.PETUGAS_SEKSI), other.tick())
