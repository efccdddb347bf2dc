"""The diagrams in ARCHITECTURE.md are the tables, redrawn: a picture cannot lie."""

import pytest

from models.rules.cases.sop import MOVES
from models.rules.replies.delivery import REPLY_MOVES
from tests.diagrams import DIAGRAMS, PAGE, delivery_diagram, redrawn, sop_diagram


@pytest.mark.parametrize("name", DIAGRAMS)
def test_the_page_has_a_place_for_the_diagram(name: str) -> None:
    assert f"<!-- diagram: {name} -->" in PAGE.read_text("utf-8")


def test_the_diagrams_on_the_page_are_those_of_the_tables() -> None:
    page = PAGE.read_text("utf-8")
    assert redrawn(page) == page, "run: python -m tests.diagrams"


def test_every_move_of_the_sop_and_of_a_reply_is_drawn() -> None:
    assert sop_diagram().count(" --> ") == len(MOVES)
    ends = sum(not targets for targets in REPLY_MOVES.values())
    assert delivery_diagram().count(" --> ") == sum(map(len, REPLY_MOVES.values())) + ends + 1
