"""The disposition sheet's rows: every disposition of Kepala Kantor means instructions of the form."""

from models.rules.cases.dispositions import INSTRUCTIONS, MOVE_INSTRUCTIONS
from models.rules.cases.sop import MOVES, Output


def test_every_disposing_move_has_instructions_and_all_are_on_the_form() -> None:
    assert set(MOVE_INSTRUCTIONS) == {move for move, row in MOVES.items() if row.makes is Output.DISPOSISI}
    assert all(chosen and set(chosen) <= set(INSTRUCTIONS) for chosen in MOVE_INSTRUCTIONS.values())
