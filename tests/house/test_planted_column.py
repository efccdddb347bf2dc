"""A column planted in a copy of the program: declared, every reader takes it; undeclared, the suite is red.

The copy runs the suite's own tests of declared columns, which meet the planted one among all others.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import ROOT

ROOMS = ("models", "admin_app", "docgen", "sync_agent", "tests")
BESIDE = "    incident_place = "
IMPORTED = "from models.tables.core.declaring import "
MIGRATION = """from peewee import *


def up(migrator, db):
    migrator.migrate(migrator.add_column("complaint", "travel_document", TextField(default="")))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("complaint", "travel_document"))
"""
DECLARED = 'identity(TextField(default=""), left_out={Reader.REGISTER: "the book has no column for it"})'
# The tests that walk over every declared column: in which file, and what of their name says so.
READERS = {
    "tests/tables/core/test_declaring.py": "Complaint.travel_document",
    "tests/admin_app/shell/test_masking.py": "Complaint.travel_document",
    "tests/actions/retention/destruction/test_destruction_declared.py": "every_column_declared",
    "tests/actions/core/test_identities.py": "Complaint.travel_document",
    "tests/actions/privacy/test_person_facts.py": "Complaint.travel_document",
    "tests/actions/upkeep/export/test_export.py": "Complaint.travel_document",
    "tests/actions/search/test_search.py": "Complaint.travel_document",
    "tests/actions/figures/test_register_lines.py": "declared_for_the_register",
    "tests/actions/cases/test_run_macro.py": "what_the_case_says_stays",
}
WORDS = "travel_document or every_column_declared or declared_for_the_register or what_the_case_says_stays"


def copied(place: Path) -> Path:
    """Copy the program and its tests, to plant in."""
    for room in ROOMS:
        shutil.copytree(
            ROOT / room, place / room, ignore=shutil.ignore_patterns("__pycache__", "screenshots", "*.png")
        )
    shutil.copy(ROOT / "pyproject.toml", place)
    return place


def plant(copy: Path, column: str) -> None:
    """Write the column into the table of complaints, and the migration that makes it."""
    path = copy / "models/tables/cases/complaint.py"
    text = path.read_text("utf-8")
    assert BESIDE in text
    text = text.replace(BESIDE, f"    travel_document = {column}\n{BESIDE}", 1)
    path.write_text(text.replace(IMPORTED, f"{IMPORTED}identity, ", 1), "utf-8")
    (copy / "models/tables/migrations/9999_planted.py").write_text(MIGRATION, "utf-8")


def run(copy: Path, words: str, *files: str) -> subprocess.CompletedProcess[str]:
    """Run some tests of the copy."""
    command = [sys.executable, "-m", "pytest", *files, "-k", f"({words}) and not postgresql", "-rA"]
    env = {**os.environ, "PYTHONPATH": str(copy)}
    return subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True)


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """The tests of every reader, run in a copy in which the column is declared."""
    copy = copied(tmp_path_factory.mktemp("declared"))
    plant(copy, DECLARED)
    return run(copy, WORDS, *READERS)


@pytest.mark.parametrize("file", READERS)
def test_a_declared_column_is_read_as_it_says(file: str, declared: subprocess.CompletedProcess[str]) -> None:
    assert declared.returncode == 0, declared.stdout + declared.stderr
    passed = [line for line in declared.stdout.splitlines() if line.startswith(f"PASSED {file}")]
    assert [line for line in passed if READERS[file] in line]


def test_an_undeclared_column_makes_the_suite_red(tmp_path: Path) -> None:
    plant(copied(tmp_path), 'TextField(default="")')
    done = run(tmp_path, "says_what_it_holds", "tests/tables/core/test_declaring.py")
    assert done.returncode == 1
    assert "Complaint.travel_document" in done.stdout


def test_what_the_register_does_not_print_has_to_say_so(tmp_path: Path) -> None:
    plant(copied(tmp_path), 'identity(TextField(default=""))')
    done = run(tmp_path, "declared_for_the_register", "tests/actions/figures/test_register_lines.py")
    assert done.returncode == 1
    assert "travel_document" in done.stdout
