"""Every planted fault can be planted: its old text stands exactly once in the program, and the new one is Python."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.mutations.planted import Fault, faults, place_of, texts_of
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


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_lies_in_the_room_it_names(fault: Fault, texts: dict[Path, str]) -> None:
    where = place_of(fault, texts).path.relative_to(ROOT).as_posix()
    assert where.startswith(f"{fault.room}/")


def test_sixty_faults_lie_over_all_rooms_each_with_a_name_of_its_own() -> None:
    rooms = Counter(fault.room.split("/")[0] for fault in FAULTS)
    assert len({fault.id for fault in FAULTS}) == len(FAULTS) == 60
    assert set(rooms) == {"models", "admin_app", "sync_agent", "docgen"}


def test_the_tests_a_fault_names_are_there() -> None:
    there = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
    assert {name for fault in FAULTS for name in fault.tests} <= there
