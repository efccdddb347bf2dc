"""The same code is tried by the same examples, whatever ran before in the process."""

import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers

from tests.sizes import LONG


def drawn() -> list[int]:
    """Return what one test draws when it is run."""
    found: list[int] = []

    @settings(max_examples=60, phases=[Phase.generate], database=None)
    @given(st.integers())
    def some_test(number: int) -> None:
        found.append(number)

    some_test()
    return found


@pytest.mark.skipif(LONG, reason="the long run tries new examples each time")
def test_a_module_loaded_in_between_changes_no_example(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = drawn()
    assert len(set(before)) > 10
    late = ModuleType("late")
    late.__file__ = str(tmp_path / "late.py")
    (tmp_path / "late.py").write_text("\n".join(f"x = {7_654_321 + number}" for number in range(200)), "utf-8")
    monkeypatch.setattr(providers, "is_local_module_file", lambda _path: True)
    monkeypatch.setitem(sys.modules, "late", late)
    known = len(providers._local_constants)
    assert drawn() == before
    assert len(providers._local_constants) == known
