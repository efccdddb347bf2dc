"""The contract in .importlinter bites: each violation planted in a copy of the program breaks the wall named."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.test_house import ROOMS
from tests.tools import ROOT

# file the line is planted in, the line, the wall that must break
PLANTED = [
    ("models/rules/cases/workflow.py", "import models.tables", "actions over tables over rules"),
    ("models/rules/cases/workflow.py", "import time", "rules import only"),
    ("models/rules/cases/sop.py", "import peewee", "rules import only"),
    ("models/tables/cases/complaint.py", "import models.actions", "actions over tables"),
    ("models/tables/cases/complaint.py", "import flask", "models know neither"),
    ("models/actions/__init__.py", "import admin_app", "Faces over docgen"),
    ("models/shortcuts.py", "", "actions over tables over rules"),
    ("admin_app/__init__.py", "import sync_agent", "Faces over docgen"),
    ("admin_app/__init__.py", "import docx", "only docgen.word"),
    ("admin_app/__init__.py", "import requests", "only connector_kit.http"),
    ("docgen/wording.py", "import models.tables", "docgen reads no database"),
    ("docgen/wording.py", "import docxtpl", "only docgen.word"),
    ("docgen/dossier.py", "import pypdf", "only docgen.pdf_pages"),
    ("sync_agent/delivering.py", "import flask", "neither web pages"),
    ("sync_agent/receiving.py", "import docgen", "neither web pages"),
    ("sync_agent/receiving.py", "import requests", "only connector_kit.http"),
    ("sync_agent/connectors/waha/payloads.py", "import models.tables", "connectors and their kit"),
    ("sync_agent/connector_kit/errors.py", "import sync_agent.receiving", "connectors and their kit"),
    ("sync_agent/connectors/telegram/__init__.py", "import sync_agent.connectors.waha", "connectors are independent"),
    ("sync_agent/simulator/__init__.py", "import models.actions", "the simulator knows only"),
    ("sync_agent/delivering.py", "import sync_agent.simulator", "only the agent's command line"),
    ("docgen/cleaning.py", "import docgen.word", "no import circles"),
    (
        "sync_agent/simulator/control.py",
        "import typing\nif typing.TYPE_CHECKING:\n    import sync_agent.simulator.app",
        "no import circles",
    ),
    ("models/rules/core/texts.py", "import models.rules.cases.sop", "subjects of the rules"),
    ("models/rules/weather/__init__.py", "", "subjects of the rules"),
    ("models/tables/core/bulk.py", "import models.tables.cases.complaint", "subjects of the tables"),
    ("models/actions/core/actor.py", "import models.actions.cases.desk", "subjects of the actions"),
    ("admin_app/shell/icons.py", "import admin_app.papers.papers", "subjects of the back office"),
]


def test_every_wall_has_a_violation_planted() -> None:
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", "utf-8")
    names = [contract[part]["name"] for part in contract.sections() if part.startswith("importlinter:contract:")]
    assert [name for name in names if not any(wall in name for _, _, wall in PLANTED)] == []


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program's rooms and its contract, to plant in."""
    folder = tmp_path_factory.mktemp("copy")
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__", "*.docx"))
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


@pytest.mark.parametrize(("file", "line", "wall"), PLANTED)
def test_a_planted_violation_is_caught(copy: Path, file: str, line: str, wall: str) -> None:
    path = copy / file
    before = path.read_text("utf-8") if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{before or ''}\n{line}\n", "utf-8")
    try:
        code = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
        done = subprocess.run([sys.executable, "-c", code], cwd=copy, capture_output=True, text=True)
    finally:
        path.unlink() if before is None else path.write_text(before, "utf-8")
    broken = [row for row in done.stdout.splitlines() if " BROKEN" in row]
    assert [row for row in broken if wall in row], done.stdout + done.stderr
