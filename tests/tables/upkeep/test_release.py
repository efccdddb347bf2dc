"""Which version runs here, said once and the same in every place."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from models.tables.upkeep.release import VERSION, Release, schema_number, this_release
from tests.tables.upkeep.going_back import NAMES
from tests.tools import ROOT


def test_the_number_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert ("version" in project, project["dynamic"]) == (False, ["version"])
    named = [path for path in (ROOT / "models").rglob("*.py") if f'"{VERSION}"' in path.read_text("utf-8")]
    assert [path.name for path in named] == ["release.py"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


def test_the_history_has_what_this_version_changes() -> None:
    assert f"\n## {VERSION}\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_schema_is_that_of_the_newest_migration(tmp_path: Path) -> None:
    assert this_release().schema == schema_number() == NAMES[-1][:4]
    for name in ("0009_one.py", "0123_two.py", "0027_text.sql", "notes.py"):
        (tmp_path / name).touch()
    assert schema_number(tmp_path) == "0123"


@pytest.mark.parametrize("note", [None, "", "{", "[]", '"1.0.0"', "{}"], ids=str)
def test_a_copy_of_the_sources_names_no_commit(tmp_path: Path, note: str | None) -> None:
    if note is not None:
        (tmp_path / "release.json").write_text(note)
    found = this_release(tmp_path / "release.json")
    assert found == Release(VERSION, schema_number())
    assert found.told == f"Aduan {VERSION}, schema {schema_number()}"


def test_what_was_installed_from_an_archive_names_its_commit(tmp_path: Path) -> None:
    note = tmp_path / "release.json"
    note.write_text(json.dumps({"commit": "0123456789abcdef0123456789abcdef01234567"}))
    assert this_release(note).told.endswith(", commit 0123456789")
