"""A row, a module, a line: what must come together does, and the missing one is named."""

import ast
import importlib.metadata
from pathlib import Path

import pytest

from models.rules.channels.channels import CHANNELS
from models.rules.papers.documents import DOCUMENTS as DOCUMENT_ROWS
from models.rules.staff.permissions import PERMISSIONS, Permission
from models.rules.staff.roles import ROLES, SECTION_HEADS, SECTION_LABELS, Role, Section
from models.tables.core.database import SAFE_SQLITE, sqlite_version
from tests.tools import ROOT

# Versions below these carry known faults that concern us.
FLOORS = {
    "Werkzeug": (3, 1, 6),
    "Jinja2": (3, 1, 6),
    "waitress": (3, 0, 1),
    "Flask-Admin": (2, 2, 1),
    "python-docx": (1, 2),
    "lxml": (6,),
    "pysqlite3": (0, 6, 1),
    "peewee": (4, 5, 3),
}


def folders(path: Path) -> set[str]:
    """Name the folders directly under a path."""
    return {entry.name for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith("__")}


def test_every_channel_has_a_connector_a_folder_and_recorded_payloads() -> None:
    from sync_agent.connectors import CONNECTORS

    assert set(CONNECTORS) == set(CHANNELS)
    assert folders(ROOT / "sync_agent" / "connectors") == set(CHANNELS)
    assert folders(ROOT / "tests" / "connectors" / "payloads") == {
        kind for kind, row in CHANNELS.items() if row.needs_agent
    }


@pytest.mark.parametrize("kind", CHANNELS)
def test_a_connector_folder_holds_the_three_files_every_one_has(kind: str) -> None:
    names = {path.stem for path in (ROOT / "sync_agent" / "connectors" / kind).glob("*.py")}
    # A channel officers fill themselves has no platform whose answers or errors could be read.
    wanted = {"payloads", "error_codes"} if CHANNELS[kind].needs_agent else set()
    assert {"__init__", "connector"} | wanted <= names


@pytest.mark.parametrize("paper", ["README.md", "docs/panduan/kanal.md"])
def test_every_channel_an_agent_serves_stands_in_the_papers(paper: str) -> None:
    words = (ROOT / paper).read_text("utf-8")
    assert [row.label for row in CHANNELS.values() if row.needs_agent and row.label.split(" (")[0] not in words] == []


def test_every_document_row_has_its_fields_a_template_and_an_expected_text() -> None:
    from docgen.documents import DOCUMENTS

    assert set(DOCUMENTS) == set(DOCUMENT_ROWS)
    expected = [
        path.stem.upper().replace("_", "-") for path in (ROOT / "tests" / "docgen" / "expected").glob("*.txt")
    ]
    templates = [path.stem.upper().replace("_", "-") for path in (ROOT / "docgen" / "templates").glob("*.docx")]
    assert [code for code in DOCUMENTS if not [name for name in expected if name.startswith(code)]] == []
    assert [code for code in DOCUMENTS if code not in templates] == []


def test_what_an_officer_may_word_on_a_draft_is_asked_for_on_the_forms() -> None:
    from admin_app.forms.fields import WORDING_FIELDS
    from models.actions.papers.draft_document import WORDING

    assert sorted(WORDING) == sorted(field.name for field in WORDING_FIELDS)


def test_every_role_section_and_permission_has_its_row() -> None:
    assert set(ROLES) == set(Role)
    assert set(PERMISSIONS) == set(Permission)
    assert set(SECTION_LABELS) == set(SECTION_HEADS) == set(Section)
    assert all(roles <= set(Role) and roles for roles in PERMISSIONS.values())


def acts(path: Path) -> bool:
    """Whether a module does something of its own: shapes and names alone need no twin."""
    body = ast.parse(path.read_text("utf-8")).body
    return any(isinstance(node, ast.FunctionDef) and not node.name.startswith("_") for node in body)


@pytest.mark.parametrize("room", ["rules", "actions"])
def test_every_rule_and_action_has_its_twin_among_the_tests(room: str) -> None:
    home, tests = ROOT / "models" / room, ROOT / "tests" / room
    twins = {path.stem.removeprefix("test_") for path in tests.rglob("test_*.py")}
    lonely = []
    for path in sorted(home.rglob("*.py")):
        package = path.parent.name if path.parent != home else path.stem
        if path.stem != "__init__" and acts(path) and not {path.stem, package} & twins:
            lonely.append(path.relative_to(ROOT).as_posix())
    assert lonely == []


@pytest.mark.parametrize("room", ["rules", "actions", "tables"])
def test_a_test_lies_in_the_folder_of_what_it_tests(room: str) -> None:
    home, astray = ROOT / "models" / room, []
    where: dict[str, set[Path]] = {}
    for path in home.rglob("*"):
        own = path.relative_to(home)
        where.setdefault(path.stem, set()).add(own if path.is_dir() else own.parent)
    for path in (ROOT / "tests" / room).rglob("test_*.py"):
        stem, folder = path.stem.removeprefix("test_"), path.parent.relative_to(ROOT / "tests" / room)
        if stem in where and folder not in where[stem]:
            astray.append(path.relative_to(ROOT).as_posix())
    assert astray == []


def test_no_test_is_the_twin_of_nothing() -> None:
    orphans = []
    for room in ("rules", "actions", "tables"):
        known = {path.stem for path in (ROOT / "models" / room).rglob("*")} | {"__init__"}
        twins = (ROOT / "tests" / room).rglob("test_*.py")
        orphans += [path.name for path in twins if not any(path.stem.startswith(f"test_{name}") for name in known)]
    assert orphans == []


@pytest.mark.parametrize("package", FLOORS)
def test_no_library_is_older_than_its_known_faults(package: str) -> None:
    parts = importlib.metadata.version(package).split(".")[: len(FLOORS[package])]
    assert tuple(int(part) for part in parts) >= FLOORS[package]


def test_the_sqlite_in_use_has_no_wal_reset_bug() -> None:
    assert sqlite_version() >= SAFE_SQLITE >= (3, 51, 3)
