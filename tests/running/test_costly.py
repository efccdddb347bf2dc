"""What waits for --all because of its cost is there, has its reason, and leaves one of each kind to every run."""

import ast

import pytest

from tests.running.costly import BROWSER, COSTLY, IN_A_BROWSER, Costly, is_costly
from tests.tools import ROOT


def _begins_something(begins: str) -> bool:
    """Whether tests are there whose names begin so."""
    place, _, test = begins.partition("::")
    if not test:
        return (ROOT / place).exists()
    tree = ast.parse((ROOT / place).read_text("utf-8"))
    name = test.partition("[")[0]
    defined = [one.name for one in tree.body if isinstance(one, ast.FunctionDef)]
    return name in defined if "[" in test else any(each.startswith(name) for each in defined)


@pytest.mark.parametrize("row", COSTLY, ids=lambda row: row.begins)
def test_every_row_is_there_with_its_reason(row: Costly) -> None:
    assert _begins_something(row.begins)
    assert row.why
    assert [other for other in COSTLY if row.begins.startswith(other.begins)] == [row]


@pytest.mark.parametrize("begins", IN_A_BROWSER)
def test_what_is_asked_in_a_browser_is_there_with_its_reason(begins: str) -> None:
    assert _begins_something(begins)
    assert IN_A_BROWSER[begins]
    assert not is_costly(begins, [BROWSER])


def test_whatever_else_is_seen_in_a_browser_waits() -> None:
    assert is_costly("tests/browser/test_new.py::test_a", ["request", BROWSER])
    assert not is_costly("tests/browser/test_new.py::test_a", ["request"])


def test_a_row_leaves_what_it_asks_and_no_test_beside_it() -> None:
    assert is_costly("tests/kills/test_points.py::test_F5_killed[sqlite]", [])
    assert not is_costly("tests/kills/test_points.py::test_F4_killed", [])
    assert not is_costly("tests/docgen/test_pages.py::test_pitfall_17", [])
