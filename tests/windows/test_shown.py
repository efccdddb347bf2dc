"""That docs/windows.md claims what the rig walks and nothing beyond it; this needs no wine."""

import ast

from tests.tools import ROOT
from tests.windows.shown import SHOWN, seen, table

_WALKS = ROOT / "tests" / "windows" / "test_every_command.py"


def test_the_page_has_the_rows_of_the_rig_and_no_other() -> None:
    page = (ROOT / "docs" / "windows.md").read_text()
    assert table() in page
    assert [line for line in page.splitlines() if line.startswith("|")] == table().splitlines()


def test_each_row_is_one_test_of_the_rig_and_each_test_a_row() -> None:
    tests = [node.name for node in ast.parse(_WALKS.read_text()).body if isinstance(node, ast.FunctionDef)]
    assert [name for name in tests if name.startswith("test_")] == list(SHOWN)


def test_a_command_that_failed_once_is_not_told_as_shown() -> None:
    migrate, doctor = "test_the_commands_that_make_an_office_go_through", "test_doctor_says_what_is_safe"
    told = seen([(migrate, True), (migrate, False), (migrate, True), (doctor, True)])
    assert told == [(SHOWN[migrate][0], "did NOT work"), SHOWN[doctor]]


def test_what_did_not_run_is_not_told() -> None:
    assert seen([]) == []
