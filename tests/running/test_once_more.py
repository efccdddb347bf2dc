"""What is left out is said by another test that runs; what is there for its setting, and what has no other, stays."""

import ast
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.running import once_more as once_more_module
from tests.running.once_more import BOTH, FEW, SAYS, SETTINGS, _defined, once_more, said_by, tries_both
from tests.running.walks import WALKS, is_left
from tests.tools import ROOT

FILE = "tests/actions/channels/test_keep_channel.py"
POSTGRESQL = {"database_url": "postgresql"}


def item(name: str, marks: tuple[str, ...] = (), **settings: str) -> Any:
    """A test as pytest gives it."""
    return SimpleNamespace(
        nodeid=f"{FILE}::{name}",
        callspec=SimpleNamespace(params=settings),
        iter_markers=lambda: [SimpleNamespace(name=mark) for mark in marks],
    )


def test_a_test_is_left_out_where_the_same_one_runs_in_the_cheaper_setting() -> None:
    cheaper = item("test_a[sqlite-x]", database_url="sqlite")
    dearer = item("test_a[postgresql-x]", database_url="postgresql")
    assert once_more([cheaper, dearer]) == [dearer]


@pytest.mark.parametrize("marks", [("skip",), ("skipif", "slow"), ("xfail",)])
def test_what_nobody_else_says_stays(marks: tuple[str, ...]) -> None:
    dearer = item("test_a[postgresql-x]", database_url="postgresql")
    assert once_more([dearer]) == []
    assert once_more([dearer, item("test_a[sqlite-y]", database_url="sqlite")]) == []
    assert once_more([dearer, item("test_b[sqlite-x]", database_url="sqlite")]) == []
    assert once_more([dearer, item("test_a[sqlite-x]", marks, database_url="sqlite")]) == []


def test_only_a_setting_of_a_fixture_counts_not_a_word_in_a_name() -> None:
    assert said_by(f"{FILE}::test_a[postgresql-x]", {"kind": "postgresql"}) is None
    assert said_by(f"{FILE}::test_a[postgresql-x]", POSTGRESQL) == f"{FILE}::test_a[sqlite-x]"


@pytest.mark.parametrize(
    "file, test",
    [
        ("tests/tables/core/test_database.py", "test_of_any_name"),  # its place
        (
            "tests/actions/upkeep/sample_data/test_sample_data.py",
            "test_practice_goes_whole_though_the_agent_takes_a_message_in_meanwhile",
        ),
        (
            "tests/actions/clocks/test_give_warnings.py",
            "test_a_complaint_left_alone_warns_and_escalates_exactly_as_the_table_says",
        ),  # two at once
        ("tests/actions/cases/test_take_case.py", "test_of_any_name"),  # its module asks
        ("tests/actions/clocks/test_count_in_parts.py", "test_two_agents_count_each_part_once"),  # one of few
        # The only one that finds a series without its lock.
        (
            "tests/actions/core/test_give_number.py",
            "test_programs_killed_while_taking_numbers_leave_no_gap_and_no_double",
        ),
    ],
)
def test_what_is_there_for_the_database_tries_both(file: str, test: str) -> None:
    assert test == "test_of_any_name" or f"def {test}(" in (ROOT / file).read_text("utf-8")
    assert tries_both(file, test)
    assert said_by(f"{file}::{test}[postgresql]", POSTGRESQL) is None


@pytest.mark.parametrize("file", FEW)
def test_of_a_file_that_asks_in_passing_only_the_named_ones_try_both(file: str) -> None:
    tests = [name for name in _defined(file) if name.startswith("test_")]
    named = [name for name in tests if tries_both(file, name)]
    assert len(named) < len(tests)
    assert all(any(word in name for name in named) for word in FEW[file])


def test_what_a_test_calls_in_its_file_counts_and_what_stands_beside_it_does_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    defined = ("_two():\n threading", "both():\n _two()", "test_a(both):\n 1", "test_b():\n 1")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_new.py").write_text("".join(f"def {each}\n" for each in defined))
    monkeypatch.setattr(once_more_module, "ROOT", tmp_path)
    assert tries_both("tests/test_new.py", "test_a")
    assert not tries_both("tests/test_new.py", "test_b")


def test_a_place_is_no_beginning_of_a_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "tables_new.py").touch()
    monkeypatch.setattr(once_more_module, "ROOT", tmp_path)
    assert not tries_both("tests/tables_new.py", "test_a")


def test_each_walk_is_asked_of_some_and_leaves_some_to_all() -> None:
    files = sorted({row.test.partition("::")[0] for row in WALKS})
    command = [sys.executable, "-m", "pytest", "--collect-only", "-o", "addopts=-q", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    for row in WALKS:
        values = [name for name in done.stdout.splitlines() if name.startswith((f"{row.test}[", f"{row.test}::"))]
        values = [name for name in values if "[" in name]
        left = [name for name in values if is_left(name, row)]
        assert 0 < len(left) < len(values), row.test
        assert all(any(word in name for name in values) for word in row.asked) and row.why, row.test


def test_every_place_is_there_with_its_reason() -> None:
    assert [place for place, why in BOTH.items() if not (ROOT / place).exists() or not why] == []


@pytest.mark.parametrize("row", SETTINGS)
def test_a_setting_is_one_of_two_of_a_fixture_that_gives_both_to_whoever_asks(row: Any) -> None:
    tree = ast.parse((ROOT / row.declared).read_text("utf-8"))
    (fixture,) = (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name == row.fixture)
    (call,) = (one for one in fixture.decorator_list if isinstance(one, ast.Call))
    assert {word.arg: ast.literal_eval(word.value) for word in call.keywords} == {"params": [row.cheaper, row.dearer]}
    assert not [other for other in SETTINGS if other.fixture == row.fixture and other is not row]


def test_nothing_else_leaves_tests_out() -> None:
    """No second way may be made, in a conftest or in the words pytest is always given."""
    ways = ("pytest_deselected", "collect_ignore", "pytest_ignore_collect", "option.once", "items[:]")
    told = {
        (path.relative_to(ROOT).as_posix(), way): path.read_text("utf-8").count(way)
        for path in (ROOT / "tests").rglob("*.py")
        for way in ways
        if path.name != "test_once_more.py" and way in path.read_text("utf-8")
    }
    here = "tests/conftest.py"
    assert told == {(here, "pytest_deselected"): 1, (here, "option.once"): 1, (here, "items[:]"): 2}
    assert 'addopts = "-q --strict-markers -p no:cacheprovider"' in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("words", [(), ("-n", "1")], ids=["alone", "in processes"])
def test_the_last_line_says_how_many_were_left_out(words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "pytest", "--once", *words, "tests/actions/cases/test_look_at_case.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == f"1 {SAYS}", done.stdout + done.stderr
