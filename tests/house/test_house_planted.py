"""The contract in .importlinter bites: each violation planted in a copy of the program breaks the wall named."""

import configparser
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.house.test_house import ROOMS
from tests.tools import ROOT

Planted = tuple[str, str, str]
CIRCLES = "no import circles"
# file the line is planted in, the line, the wall that must break
PLANTED: list[Planted] = [
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
    ("docgen/dossier.py", "import pypdf", "only six modules of docgen touch pypdf"),
    ("docgen/render.py", "import pyhanko", "only docgen.returned touches pyHanko"),
    ("sync_agent/delivering.py", "import flask", "neither web pages"),
    ("sync_agent/receiving.py", "import docgen", "neither web pages"),
    ("sync_agent/receiving.py", "import requests", "only connector_kit.http"),
    ("sync_agent/connectors/waha/payloads.py", "import models.tables", "connectors and their kit"),
    ("sync_agent/connector_kit/errors.py", "import sync_agent.receiving", "connectors and their kit"),
    ("sync_agent/connectors/telegram/__init__.py", "import sync_agent.connectors.waha", "connectors are independent"),
    ("sync_agent/simulator/__init__.py", "import models.actions", "the simulator knows only"),
    ("sync_agent/delivering.py", "import sync_agent.simulator", "only the agent's command line"),
    ("docgen/cleaning.py", "import docgen.word", CIRCLES),
    (
        "sync_agent/simulator/control.py",
        "import typing\nif typing.TYPE_CHECKING:\n    import sync_agent.simulator.app",
        CIRCLES,
    ),
    ("models/rules/core/texts.py", "import models.rules.cases.sop", "subjects of the rules"),
    ("models/rules/weather/__init__.py", "", "subjects of the rules"),
    ("models/tables/core/bulk.py", "import models.tables.cases.complaint", "subjects of the tables"),
    ("models/actions/core/actor.py", "import models.actions.cases.desk", "subjects of the actions"),
    ("admin_app/shell/icons.py", "import admin_app.papers.papers", "subjects of the back office"),
    ("releases/packing.py", "import models.rules", "releases knows nothing"),
    ("docgen/cleaning.py", "import releases.packing", "the program knows nothing"),
    ("releases/installer/ed25519.py", "import cryptography", "the standard library alone"),
]


def test_every_wall_has_a_violation_planted() -> None:
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", "utf-8")
    names = [contract[part]["name"] for part in contract.sections() if part.startswith("importlinter:contract:")]
    assert [name for name in names if not any(wall in name for _, _, wall in PLANTED)] == []


def in_rounds(planted: Sequence[Planted]) -> list[list[Planted]]:
    """Return what is planted together: in each round another wall and another file."""
    rounds: list[list[Planted]] = []
    for one in planted:
        room = [each for each in rounds if not any(one[0] == file or one[2] == wall for file, _, wall in each)]
        if room:
            room[0].append(one)
        else:
            rounds.append([one])
    return rounds


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program's rooms and its contract, to plant in."""
    folder = tmp_path_factory.mktemp("copy")
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__", "*.docx"))
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def said_with(copy: Path, planted: Sequence[Planted]) -> str:
    """Return what the contract says where these lines are planted."""
    paths = [copy / file for file, _, _ in planted]
    before = [path.read_text("utf-8") if path.exists() else None for path in paths]
    for path, (_, line, _) in zip(paths, planted, strict=True):
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    try:
        code = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
        return subprocess.run([sys.executable, "-c", code], cwd=copy, capture_output=True, text=True).stdout
    finally:
        for path, words in zip(paths, before, strict=True):
            path.unlink() if words is None else path.write_text(words, "utf-8")


def said_of(wall: str, said: str) -> str:
    """Return what is said of a broken wall in particular, in one line; empty where it stands."""
    broken = said.partition("Broken contracts")[2]
    headed = re.split(r"^(.+)\n-{5,}$", broken, flags=re.M)
    return next(
        (" ".join(part.split()) for name, part in zip(headed[1::2], headed[2::2], strict=True) if wall in name), ""
    )


def trace(file: str, line: str, wall: str) -> str:
    """Return what is said of the wall because of this line and of no other."""
    module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    if wall == CIRCLES:
        return f"No cycles are allowed in {module.rpartition('.')[0]}."
    return f"{module} -> {line.rpartition('import ')[2]} (l." if line else f"not listed as layers: - {module}"


@pytest.mark.parametrize("planted", in_rounds(PLANTED))
def test_planted_violations_are_caught(copy: Path, planted: list[Planted]) -> None:
    said = said_with(copy, planted)
    for file, line, wall in planted:
        assert trace(file, line, wall) in said_of(wall, said), (file, line, wall, said)
