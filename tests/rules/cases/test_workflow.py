"""The whole product Role × Stage × Move: every move is in the table or refused with an Indonesian sentence."""

from itertools import product
from typing import Any

import pytest

from models.rules.cases.sop import MOVES, STAGES, Move, MoveRow, Output, Stage, Step, When
from models.rules.cases.workflow import (
    CaseFacts,
    check_move,
    closer_of,
    desk_of,
    holder_of,
    maker_of,
    may_answer,
    missing,
    moves_open_to,
)
from models.rules.core.errors import MoveNotAllowed, OutputMissing, ReasonMissing
from models.rules.staff.roles import Role, Section

ALL = frozenset(Output)
_TWO = ((False, True), (False, True))
# From where a case was sent, or closed.
PLACES = (Stage.PENERUSAN_KASUBSI, Stage.ANALISA_SEKSI, Stage.DISPOSISI)
# Cases that differ in everything a move may depend on.
CASES = [
    {
        "section": section,
        "head_answered": head,
        "referred": referred,
        "reopen_days_left": days,
        "misconduct": conduct,
        "closed_from": place,
        "sent_from": place,
        "invited_in_vain": vain,
    }
    for section, head, referred, days, conduct, place, vain in (
        *product((None, *Section), *_TWO, (0, 5), (False, True), (None, *PLACES), (False,)),
        *product((None, *Section), (False,), (False,), (0,), (False, True), (None,), (True,)),
    )
]
TRUE_WHEN = {
    When.ALWAYS: lambda case: True,
    When.TO_SECTION: lambda case: case["section"] in (Section.TIKKIM, Section.LALINTALKIM, Section.INTELDAKIM),
    When.TO_HEAD: lambda case: case["section"] is Section.KEPALA_KANTOR,
    When.SECTION_IS_TIKKIM: lambda case: case["section"] is Section.TIKKIM,
    When.SECTION_IS_OTHER: lambda case: case["section"] is not Section.TIKKIM,
    When.SECTION_ANSWERED: lambda case: not case["head_answered"],
    When.HEAD_ANSWERED: lambda case: case["head_answered"],
    When.NOT_REFERRED: lambda case: not case["referred"],
    When.REOPEN_DAYS_LEFT: lambda case: case["reopen_days_left"] > 0,
    When.HEAD_DECIDES: lambda case: True,
    When.HEAD_GIVES_AWAY: lambda case: not case["misconduct"],
    When.INVITED_IN_VAIN: lambda case: case["invited_in_vain"],
    When.REFERRED: lambda case: case["referred"],
    When.SENT_BY_KASUBSI: lambda case: case["sent_from"] is Stage.PENERUSAN_KASUBSI,
    When.SENT_BY_SECTION: lambda case: case["sent_from"] is Stage.ANALISA_SEKSI,
    When.SENT_BY_HEAD: lambda case: case["sent_from"] is Stage.DISPOSISI,
    When.CLOSED_AT_STEP_2: lambda case: case["closed_from"] is None,
    When.CLOSED_LATER: lambda case: case["closed_from"] is not None,
}


def maker_written_down_again(row: MoveRow, stage: Stage, case: dict[str, Any]) -> Role:
    """Whoever has the desk, but what closes a case at any step is Kasubsi Infokim's, or Kepala Kantor's."""
    if not row.by_closer:
        return holder_of(stage, case["section"])
    reached = STAGES[case["closed_from"] or stage].step >= Step.ANALISA
    return Role.KEPALA_KANTOR if case["misconduct"] and reached else Role.KASUBSI_INFOKIM


def open_to(role: Role, stage: Stage, case: dict[str, Any]) -> dict[Move, Stage]:
    """Return where each move leads that this role may make, read from the table once more."""
    return {
        move: case["closed_from"] if row.resumes else row.target
        for move, row in MOVES.items()
        if stage in row.origins
        and row.by_hand  # not: a signer's, with his memo (tests/rules/papers); news of an answer
        and role is maker_written_down_again(row, stage, case)
        and TRUE_WHEN[row.when](case)
    }


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("stage", Stage)
def test_each_role_at_each_stage_may_make_exactly_the_moves_of_the_table(role: Role, stage: Stage) -> None:
    for case in CASES:
        facts, expected = CaseFacts(stage=stage, outputs=ALL, **case), open_to(role, stage, case)
        assert {row.move: row.target for row in moves_open_to(role, facts)} == expected
        for move, target in expected.items():
            made = check_move(role, facts, move, "alasan", Section.INTELDAKIM)
            assert (made.move, made.origin, made.target) == (move, stage, target)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("stage", Stage)
def test_every_move_that_is_not_open_is_refused_by_its_name(role: Role, stage: Stage) -> None:
    for case in CASES[::23]:  # which moves are open is asked of every case above
        facts, allowed = CaseFacts(stage=stage, outputs=ALL, **case), open_to(role, stage, case)
        for move in set(Move) - set(allowed):
            with pytest.raises(MoveNotAllowed) as refused:
                check_move(role, facts, move, "alasan", Section.INTELDAKIM)
            assert MOVES[move].label in refused.value.sentence


@pytest.mark.parametrize("move", [move for move in Move if MOVES[move].needs and MOVES[move].by_hand])
def test_no_move_is_made_while_an_output_it_needs_is_missing(move: Move) -> None:
    row = MOVES[move]
    section = Section.KEPALA_KANTOR if row.when is When.TO_HEAD else Section.LALINTALKIM
    role = holder_of(row.origin, section)
    section = Section.TIKKIM if row.when is When.SECTION_IS_TIKKIM else section
    role = holder_of(row.origin, section)
    for output in row.needs:
        facts = CaseFacts(stage=row.origin, section=section, outputs=ALL - {output})
        assert missing(row, facts) == [output]
        with pytest.raises(OutputMissing) as refused:
            check_move(role, facts, move, "alasan", Section.INTELDAKIM)
        assert output in refused.value.sentence


def test_every_step_ends_with_an_output_unless_it_is_given_back() -> None:
    for row in MOVES.values():
        if row.ends_step and not row.back:
            assert row.output is not None, row.move


SENT = {
    When.SENT_BY_KASUBSI: Stage.PENERUSAN_KASUBSI,
    When.SENT_BY_SECTION: Stage.ANALISA_SEKSI,
    When.SENT_BY_HEAD: Stage.DISPOSISI,
}


def test_every_hand_over_has_a_neutral_return_to_whoever_sent_it() -> None:
    for row in MOVES.values():
        handed = STAGES[row.origin].holder is not STAGES[row.target].holder
        if row.back or (not row.ends_step and not handed) or not STAGES[row.target].open:
            continue
        if row.target in (Stage.TANGGAPAN_AWAL, Stage.PENERUSAN_PENGELOLA):
            continue  # the front desk's own, before anybody else had the case
        case = CaseFacts(
            *(row.target, Section.LALINTALKIM, ALL, row.origin is Stage.JAWABAN_KEPALA),
            sent_from=row.origin,
            referred=row.move is Move.DISPOSISI_RUJUK,
        )
        over = {
            Stage.JAWABAN_KASUBSI: Stage.JAWABAN_KASI_TIKKIM,  # a TIKKIM answer goes back through its Kasi
        }.get(row.target, row.origin)
        back = [one.target for one in moves_open_to(desk_of(case), case) if one.back and STAGES[one.target].open]
        assert over in back, row.move


def test_a_return_asks_for_its_reason() -> None:
    for row in MOVES.values():
        if row.back:
            assert row.reason, row.move
        if row.back and row.by_hand:
            with pytest.raises(ReasonMissing):
                case = CaseFacts(
                    *(row.origin, Section.LALINTALKIM, ALL, row.when is When.HEAD_ANSWERED),
                    reopen_days_left=1,
                    closed_from=Stage.PENELITIAN if row.resumes else None,
                    referred=row.when is When.REFERRED,
                    sent_from=SENT.get(row.when),
                )
                check_move(maker_of(row, case), case, row.move, "   ")


def test_a_disposisi_to_a_section_names_the_section() -> None:
    for move in (Move.DISPOSISI_ANALISA, Move.DISPOSISI_PENELITIAN):
        for section in (None, Section.KEPALA_KANTOR):
            with pytest.raises(ReasonMissing):
                check_move(Role.KEPALA_KANTOR, CaseFacts(Stage.DISPOSISI), move, "tangani", section)


def test_every_stage_can_be_reached_and_every_open_one_left() -> None:
    reached, edge = {Stage.IDENTIFIKASI}, {Stage.IDENTIFIKASI}
    while edge:
        edge = {row.target for row in MOVES.values() if row.origin in edge} - reached
        reached |= edge
    assert reached == set(Stage) - {Stage.DIGABUNG}  # no move of the SOP: models/rules/cases/links.py
    for stage, row in STAGES.items():
        if row.open:
            assert any(move.origin is stage for move in MOVES.values())


def test_steps_go_forward_one_by_one_but_for_the_branches_of_the_sop() -> None:
    jumps = {
        row.move
        for row in MOVES.values()
        if not row.back and STAGES[row.target].step - STAGES[row.origin].step not in (0, 1)
    }
    # Kepala Kantor answers himself (5 -> 7) or refers outside the office (5 -> 8).
    assert jumps == {Move.DISPOSISI_JAWAB, Move.DISPOSISI_RUJUK}


def test_the_answer_passes_three_hands_in_the_order_of_step_7() -> None:
    path = [Stage.JAWABAN_SEKSI]
    while path[-1] is not Stage.PENYAMPAIAN:
        facts = CaseFacts(path[-1], Section.INTELDAKIM, ALL)
        holder = holder_of(path[-1], Section.INTELDAKIM)
        path += [row.target for row in moves_open_to(holder, facts) if not row.back]
    holders = [holder_of(stage, Section.INTELDAKIM) for stage in path]
    assert holders == [Role.KASI_INTELDAKIM, Role.KASI_TIKKIM, Role.KASUBSI_INFOKIM, Role.PENGELOLA]


@pytest.mark.parametrize("stage", [stage for stage, row in STAGES.items() if row.open])
def test_at_every_open_stage_somebody_may_close_what_is_no_complaint_and_undo_it_there(stage: Stage) -> None:
    for section, conduct in product((None, *Section), (False, True)):
        case = CaseFacts(stage, section, misconduct=conduct)
        row = check_move(closer_of(case), case, Move.TUTUP_DI_TENGAH, "Iklan.")
        assert (row.target, row.ends_step, row.breaks_off, row.undoes) == (Stage.DITUTUP, True, True, ())
        closed = CaseFacts(row.target, section, misconduct=conduct, closed_from=stage)
        undo = Move.BATAL_TUTUP if stage is Stage.IDENTIFIKASI else Move.LANJUTKAN
        back = [one for role in Role for one in moves_open_to(role, closed)]
        assert [(one.move, one.target) for one in back] == [(undo, stage)]


def test_a_complaint_about_an_officer_that_reached_the_head_is_closed_by_him_and_by_nobody_below() -> None:
    for stage, closer in ((Stage.PENERUSAN_KASUBSI, Role.KASUBSI_INFOKIM), (Stage.DISPOSISI, Role.KEPALA_KANTOR)):
        case = CaseFacts(stage, Section.KEPALA_KANTOR, misconduct=True)
        assert closer_of(case) is closer
    named = CaseFacts(Stage.DISPOSISI, misconduct=True, recused=frozenset({Role.KEPALA_KANTOR}))
    assert closer_of(named) is Role.KASI_TIKKIM


def test_a_case_that_names_the_head_is_kept_by_who_stands_in_and_can_only_be_referred_out() -> None:
    case = CaseFacts(Stage.DISPOSISI, Section.KEPALA_KANTOR, ALL, recused=frozenset({Role.KEPALA_KANTOR}))
    assert moves_open_to(Role.KEPALA_KANTOR, case) == []
    assert [row.move for row in moves_open_to(Role.KASI_TIKKIM, case)] == [Move.DISPOSISI_RUJUK]


def test_a_named_holder_is_passed_over_on_every_desk() -> None:
    for stage, section in product(Stage, (None, *Section)):
        usual = holder_of(stage, section)
        acts = holder_of(stage, section, {usual})
        assert acts is not usual
        assert moves_open_to(usual, CaseFacts(stage, section, ALL, recused=frozenset({usual}))) == []
        assert holder_of(stage, section, set(Role) - {usual}) is usual


def test_who_stands_in_for_pengelola_may_answer_in_this_case_alone() -> None:
    assert [role for role in Role if may_answer(role)] == [Role.PENGELOLA]
    assert may_answer(Role.KASUBSI_INFOKIM, {Role.PENGELOLA})
    assert not may_answer(Role.KASI_TIKKIM, {Role.PENGELOLA})
    assert may_answer(Role.KASI_TIKKIM, {Role.PENGELOLA, Role.KASUBSI_INFOKIM})
