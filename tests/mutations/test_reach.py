"""The tests of a fault are found by its lines, or by what uses its constant; twins run first, slow folders last."""

from dataclasses import replace
from pathlib import Path

import pytest
from coverage import CoverageData

from tests.mutations.planted import Fault, place_of, texts_of
from tests.mutations.reach import Reach, batches, twins

FAULT = Fault("x", "models", "    return LIMIT\n", "    return 0\n", "nothing")
FILES = ["tests/rules/test_limits.py", "tests/rules/test_other.py", "tests/browser/test_wide.py"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A program of one file: a constant, and two functions of which one reads it."""
    (tmp_path / "models/rules").mkdir(parents=True)
    (tmp_path / "models/rules/limits.py").write_text(
        "LIMIT = 3\n\n\ndef limit():\n    return LIMIT\n\n\ndef other():\n    return 1\n"
    )
    return tmp_path


@pytest.fixture
def reach(tree: Path) -> Reach:
    """A map in which three tests run the function that reads the constant, and one the other."""
    data = CoverageData(basename=str(tree / "map"))
    for test, line in [(f"{file}::test_it", 5) for file in FILES] + [(f"{FILES[0]}::test_else", 9)]:
        data.set_context(f"{test}|run")
        data.add_lines({"/elsewhere/models/rules/limits.py": {line}})
    data.write()
    return Reach(tree / "map")


def test_a_fault_in_a_function_is_reached_by_the_tests_that_ran_its_lines(tree: Path, reach: Reach) -> None:
    texts = texts_of(tree)
    assert reach.tests_of(place_of(FAULT, texts), texts, tree) == {f"{file}::test_it" for file in FILES}


def test_a_fault_in_a_constant_is_reached_by_the_tests_that_ran_what_reads_it(tree: Path, reach: Reach) -> None:
    texts = texts_of(tree)
    constant = replace(FAULT, old="LIMIT = 3", new="LIMIT = 4")
    assert reach.tests_of(place_of(constant, texts), texts, tree) == {f"{file}::test_it" for file in FILES}


def test_twins_run_first_and_slow_folders_last(reach: Reach) -> None:
    reached = {f"{file}::test_it" for file in FILES}
    twin, others = batches(FAULT, "models/rules/limits.py", reached, reach, FILES)
    assert (twin, others) == ([f"{FILES[0]}::test_it"], [f"{FILES[1]}::test_it", f"{FILES[2]}::test_it"])


def test_the_twin_of_a_constant_runs_whole_and_so_does_what_a_fault_names(reach: Reach) -> None:
    reached, named = {f"{FILES[0]}::test_it"}, replace(FAULT, tests=("test_other",))
    assert [*batches(named, "models/rules/limits.py", reached, reach, FILES, constant=True)] == [FILES[:2]]


@pytest.mark.parametrize(
    ("source", "first"),
    [
        ("models/actions/core/case.py", "tests/actions/core/test_case.py"),
        ("sync_agent/connectors/waha/connector.py", "tests/test_waha.py"),
    ],
)
def test_a_twin_is_named_after_the_file_or_after_its_package(source: str, first: str) -> None:
    files = [
        "tests/actions/core/test_case.py",
        "tests/actions/privacy/test_case_rules_race.py",
        "tests/test_waha.py",
        "tests/x/test_y.py",
    ]
    assert twins(source, files)[0] == first
