"""The SOP's table: rows for every member, and the steps in the SOP's own order."""

from models.rules.cases.sop import MOVES, STAGES, Move, Output, Stage, Step, When
from models.tables import Complaint


def test_every_stage_and_move_has_its_row() -> None:
    assert set(STAGES) == set(Stage)
    assert set(MOVES) == set(Move)
    assert {row.step for row in STAGES.values()} | {Step.MENERIMA} == set(Step)


def test_every_stage_fits_its_column() -> None:
    assert max(map(len, Stage)) <= Complaint.stage.max_length


def test_no_two_moves_of_one_stage_look_alike() -> None:
    for stage in Stage:
        labels = [row.label for row in MOVES.values() if row.origin is stage]
        assert len(labels) == len(set(labels)), stage


def test_where_a_complaint_about_an_officer_closes_a_way_the_thing_to_do_says_another() -> None:
    closed = {row.origin for row in MOVES.values() if row.when is When.HEAD_GIVES_AWAY}
    assert {stage for stage, row in STAGES.items() if row.to_do_alone} == closed


def test_reopening_makes_every_earlier_output_count_no_more() -> None:
    assert set(MOVES[Move.BUKA_KEMBALI].undoes) == set(Output)
