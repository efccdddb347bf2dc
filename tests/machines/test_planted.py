"""Every fault planted for the machine can be planted: it stands exactly once, and what it becomes is Python."""

import ast
from pathlib import Path

import pytest

from tests.machines.planting import faults
from tests.mutations.planted import Fault, place_of, texts_of
from tests.tools import ROOT

FAULTS = faults()


@pytest.fixture(scope="module")
def texts() -> dict[Path, str]:
    """The text of every source file, read once."""
    return texts_of(ROOT)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_stands_once_and_parses_when_planted(fault: Fault, texts: dict[Path, str]) -> None:
    place = place_of(fault, texts)
    planted = place.text.replace(fault.old, fault.new)
    assert ast.dump(ast.parse(planted)) != ast.dump(ast.parse(place.text)), "the program would stay the same"


def test_each_fault_has_a_name_of_its_own_and_says_what_it_breaks() -> None:
    assert len({fault.id for fault in FAULTS}) == len(FAULTS) >= 10
    assert all(fault.breaks for fault in FAULTS)
