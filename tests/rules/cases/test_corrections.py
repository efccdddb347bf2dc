"""Who may put right what, over every pair of roles, and what a correction may not do."""

from itertools import product

import pytest

from models.rules.cases.corrections import (
    CORRECTABLE,
    PUT_RIGHT_ELSEWHERE,
    CorrectionRefused,
    check_correctable,
    check_lane,
    check_note,
    head_above,
    may_correct,
    who_may,
)
from models.rules.cases.outputs import WRITTEN_OUTPUTS
from models.rules.cases.sop import MOVES, STAGES, Output, Stage
from models.rules.core.errors import MoveNotAllowed
from models.rules.papers.documents import DOCUMENTS
from models.rules.replies.delivery import DELIVERED, PURPOSES
from models.rules.staff.roles import Role, Section

HEADS = {
    Role.PENGELOLA: Role.KASUBSI_INFOKIM,
    Role.KASUBSI_INFOKIM: Role.KASI_TIKKIM,
    Role.KASI_TIKKIM: Role.KEPALA_KANTOR,
    Role.KASI_LALINTALKIM: Role.KEPALA_KANTOR,
    Role.KASI_INTELDAKIM: Role.KEPALA_KANTOR,
    Role.PETUGAS_SEKSI: Role.KASI_INTELDAKIM,
}


def test_everything_written_by_hand_can_be_put_right_but_the_section() -> None:
    by_hand = {*WRITTEN_OUTPUTS, *(row.makes for row in MOVES.values() if row.makes), *DELIVERED}
    assert by_hand - set(CORRECTABLE) == {Output.SEKSI_TUJUAN, Output.JAWABAN_TERTULIS}


def test_of_every_other_output_it_is_said_what_is_done_instead() -> None:
    assert sorted([*CORRECTABLE, *PUT_RIGHT_ELSEWHERE]) == sorted(Output)
    papers = {row.output for row in DOCUMENTS.values() if row.output is not None}
    assert papers <= PUT_RIGHT_ELSEWHERE.keys()
    # The one delivery among them closes the case at once.
    closing = {PURPOSES[purpose].move for purpose in PURPOSES if PURPOSES[purpose].output is Output.JAWABAN_TERTULIS}
    assert all(move is not None and not STAGES[MOVES[move].target].open for move in closing)


def test_of_a_delivery_only_what_an_officer_noted_is_put_right() -> None:
    check_note(Output.TANGGAPAN_AWAL, recorded=True)
    with pytest.raises(CorrectionRefused, match="ralat"):
        check_note(Output.TANGGAPAN_AWAL, recorded=False)


def test_the_writer_and_the_head_next_above_him_may_and_nobody_else() -> None:
    for role, writer, mine in product(Role, Role, (False, True)):
        section = Section.INTELDAKIM if writer is Role.PETUGAS_SEKSI else None
        allowed = may_correct({role}, mine, writer, section)
        assert allowed is (mine or role is HEADS.get(writer)), (role, writer)
    assert may_correct({Role.PENGELOLA, Role.KASUBSI_INFOKIM}, False, Role.PENGELOLA)  # as his Plh.
    assert not may_correct(set(Role), False, None)


def test_a_head_whom_the_case_names_is_passed_over() -> None:
    named = {Role.KASUBSI_INFOKIM}
    assert not may_correct({Role.KASUBSI_INFOKIM}, False, Role.PENGELOLA, None, named)
    assert may_correct({Role.KASI_TIKKIM}, False, Role.PENGELOLA, None, named)


@pytest.mark.parametrize("stage", [stage for stage, row in STAGES.items() if row.open])
def test_at_every_open_stage_what_is_there_can_be_put_right(stage: Stage) -> None:
    for output in CORRECTABLE:
        check_correctable(output, stage, {output}, False)
        with pytest.raises(CorrectionRefused, match="belum ada"):
            check_correctable(output, stage, set(), False)


@pytest.mark.parametrize(
    ("output", "stage", "outputs", "on_its_way"),
    [
        (Output.SEKSI_TUJUAN, Stage.PENELITIAN, {Output.SEKSI_TUJUAN}, False),
        (Output.LAPORAN, Stage.SELESAI, {Output.LAPORAN}, False),
        (Output.NASKAH_JAWABAN, Stage.DOKUMENTASI, {Output.NASKAH_JAWABAN, Output.JAWABAN}, False),
        (Output.NASKAH_JAWABAN, Stage.PENYAMPAIAN, {Output.NASKAH_JAWABAN}, True),
    ],
)
def test_what_comes_too_late_or_is_no_wording_is_refused(
    output: Output, stage: Stage, outputs: set[Output], on_its_way: bool
) -> None:
    with pytest.raises(CorrectionRefused):
        check_correctable(output, stage, outputs, on_its_way)


def test_no_correction_changes_the_lane() -> None:
    check_lane(False, False)
    check_lane(True, True)
    for before in (False, True):
        with pytest.raises(MoveNotAllowed, match="jalur lain"):
            check_lane(before, not before)


def test_the_refusal_names_who_may() -> None:
    assert who_may(Role.PENGELOLA, None) == "penulisnya atau Kasubsi Infokim"
    assert who_may(Role.KEPALA_KANTOR, None) == "penulisnya"
    assert head_above(Role.PETUGAS_SEKSI) is None
