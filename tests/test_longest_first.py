"""Files that run long come first where several processes share the tests, and every one named is there."""

from types import SimpleNamespace

import pytest

from tests.longest_first import LONGEST, put_longest_first
from tests.tools import ROOT

SHORT, LONG, LONGER = (
    "tests/rules/staff/test_roles.py::test_a",
    "tests/kills/test_points.py::test_b",
    f"tests/{LONGEST[0]}::c",
)


def ordered() -> list[str]:
    tests = [SimpleNamespace(nodeid=nodeid) for nodeid in (SHORT, LONG, f"{SHORT}2", LONGER)]
    put_longest_first(tests)  # type: ignore[arg-type]
    return [test.nodeid for test in tests]


def test_the_longest_come_first_and_the_others_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    assert ordered() == [LONGER, LONG, SHORT, f"{SHORT}2"]


def test_a_process_that_works_alone_keeps_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    assert ordered() == [SHORT, LONG, f"{SHORT}2", LONGER]


def test_every_file_named_is_there() -> None:
    assert [name for name in LONGEST if not (ROOT / "tests" / name).exists()] == []
