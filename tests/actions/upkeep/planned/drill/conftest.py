"""An office with a plan of backups and one copy that it made, on both databases."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from models.actions.upkeep.planned.drill.drill import drill
from models.tables import TABLES, BackupCopy, RestoreDrill, database
from models.tables.core.database import is_sqlite
from models.tables.core.settings import Settings
from tests.actions.upkeep.planned.conftest import Turn, place, settings, turn
from tests.office import NOW

__all__ = ["Forge", "Tried", "copy", "forge", "place", "settings", "tried", "turn"]
Tried = Callable[..., RestoreDrill]
Forge = Callable[..., None]


@pytest.fixture
def copy(turn: Turn) -> BackupCopy:
    """The copy that the plan made, and no drill of it yet."""
    turn()
    return BackupCopy.get()


@pytest.fixture
def tried(settings: Settings, copy: BackupCopy) -> Tried:
    """Return what makes a drill now; its clock ticks two seconds each time it is asked."""
    ticks = iter(range(0, 1000, 2))

    def try_now(now: datetime = NOW, *, second: bool = False) -> RestoreDrill:
        return drill(settings, lambda: now, lambda: float(next(ticks)), second=second)

    return try_now


@pytest.fixture
def forge(copy: BackupCopy) -> Forge:
    """Return what changes members and manifest of the copy, as if it had been made so: its row knows the new file."""

    def change(members: Callable[[dict[str, bytes], dict[str, object]], None]) -> None:
        path = Path(copy.path)
        with zipfile.ZipFile(path) as zipped:
            there = {name: zipped.read(name) for name in zipped.namelist()}
        manifest = json.loads(there.pop("manifest.json"))
        members(there, manifest)
        with zipfile.ZipFile(path, "w") as zipped:
            for name, content in there.items():
                zipped.writestr(name, content)
            zipped.writestr("manifest.json", json.dumps(manifest))
        know_again(path)

    return change


def know_again(path: Path) -> None:
    """Let the row of the copy know the file that lies there now."""
    content = path.read_bytes()
    known = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    BackupCopy.update(known).where(BackupCopy.path == str(path)).execute()


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the office but those that a drill writes."""
    kept = [table for table in TABLES if table.__name__ not in ("RestoreDrill", "Audit")]
    return {table.__name__: list(table.select().order_by(table.id).tuples()) for table in kept}


def scraps(settings: Settings) -> list[str]:
    """Return what is left of scratch places: folders beside the data, databases on the server."""
    left = [path.name for path in settings.data_dir.glob(".restore*")]
    if not is_sqlite():
        found = database.execute_sql("SELECT datname FROM pg_database WHERE datname LIKE '%%\\_drill\\_%%'")
        left += [name for (name,) in found.fetchall()]
    return left
