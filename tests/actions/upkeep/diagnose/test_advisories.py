"""doctor on libraries: the list's day is always told, and "no fault" never of an old list or an unlisted library."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from models.actions.upkeep.diagnose.advisories import LISTED, installed, look_at_libraries
from models.actions.upkeep.diagnose.findings import Level
from models.rules.upkeep.advisories import MOST_DAYS
from tests.rules.upkeep.test_advisories import DAY, fault
from tests.rules.upkeep.test_advisories import listed as made_of

GOOD = {"pillow": "12.0"}


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    found = tmp_path / "advisories.json"
    found.write_text(json.dumps(made_of(fault(("0", "10.0.0")))), "utf-8")
    return found


def test_no_fault_is_said_with_the_day_and_age_of_the_list(listed: Path) -> None:
    said = look_at_libraries(DAY + timedelta(days=MOST_DAYS), GOOD, listed)
    assert (said.level, said.sentence) == (
        Level.OK, "No fault of the 1 libraries is in the list of 2026-12-01, 60 days old."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "found", "word"),
    [
        (MOST_DAYS + 1, GOOD, "61 days ago"),
        (-1, GOOD, "still to come"),
        (1, {"pillow": "9.0"}, "pillow 9.0: PYSEC-1"),
        (1, GOOD | {"other": "1"}, "not made of other"),
        (1, {}, "not made of anything"),
    ],
)
def test_nothing_else_is_called_well(listed: Path, days: int, found: dict[str, str], word: str) -> None:
    said = look_at_libraries(DAY + timedelta(days=days), found, listed)
    assert said.level is Level.WARNING
    assert word in said.sentence and "No fault" not in said.sentence


def test_a_list_that_is_gone_or_broken_is_told(tmp_path: Path) -> None:
    for content in (None, "{", "{}"):
        file = tmp_path / "list.json"
        if content is not None:
            file.write_text(content, "utf-8")
        said = look_at_libraries(DAY, GOOD, file)
        assert (said.level, "cannot be read" in said.sentence) == (Level.WARNING, True)


def test_no_library_of_this_python_has_a_fault_in_the_list_at_hand() -> None:
    day = look_at_libraries(DAY, installed())
    assert "Known faults" not in day.sentence
    assert json.loads(LISTED.read_text("utf-8"))["as_of"] in day.sentence
