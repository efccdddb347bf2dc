"""The SOP's table: rows for every member, and the steps in the SOP's own order."""

from models.rules.sop import MOVES, STAGES, Move, Output, Stage, Step


def test_every_stage_and_move_has_its_row() -> None:
    assert set(STAGES) == set(Stage)
    assert set(MOVES) == set(Move)
    assert {row.step for row in STAGES.values()} | {Step.MENERIMA} == set(Step)


def test_no_two_moves_of_one_stage_look_alike() -> None:
    for stage in Stage:
        labels = [row.label for row in MOVES.values() if row.origin is stage]
        assert len(labels) == len(set(labels)), stage


def test_reopening_makes_every_earlier_output_count_no_more() -> None:
    assert set(MOVES[Move.BUKA_KEMBALI].undoes) == set(Output)
