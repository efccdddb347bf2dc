"""Moves the files of this machine from one store to the other: all are copied and compared before the first goes."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from models.actions.upkeep.diagnose.agents import fresh_agents
from models.tables import FilePlace
from models.tables.core.files.database_store import DatabaseStore
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.files.places import place_of
from models.tables.core.files.store import DATABASE, FileStore
from models.tables.core.settings import Settings

DAMAGED = "files-damaged"  # beside the data: what was not whole, as far as it can be read


class MoveRefused(Exception):
    """Files cannot be moved now; the English sentence tells the operator why. Nothing was changed."""


@dataclass
class Moved:
    """What a move did: files copied, files that were there already, bytes copied, and those set aside, not whole."""

    copied: int = 0
    there: int = 0
    size: int = 0
    damaged: list[str] = field(default_factory=list)


def move_files(settings: Settings, to: str, now: datetime, tell: Callable[[str], None] = lambda _: None) -> Moved:
    """Move every file of this machine to the store of this kind. Raises MoveRefused.

    Killed anywhere, the next one goes on: what was copied is compared and left, and nothing goes before all is there.
    """
    agents = fresh_agents(now, settings.lease_seconds + 10)
    if agents:
        raise MoveRefused(f"The agent {agents[0]} is running. Stop both programs on every machine first.")
    folder, shared = FolderStore(settings.files_dir), DatabaseStore()
    source, target = (folder, shared) if to == DATABASE else (shared, folder)
    moved = Moved()
    target.make_ready()
    while names := list(source.names()):  # again for what a program that still ran kept meanwhile
        whole = [name for name in names if _copied(source, target, name, moved)]
        tell(f"{len(whole)} files are in {target.place} and whole; now they leave {source.place}.")
        for name in names:
            if name not in moved.damaged or _set_aside(source, name, settings.data_dir / DAMAGED):
                source.remove(name, now + timedelta(days=36500))
    _leave(folder, now) if source is folder else None
    return moved


def _copied(source: FileStore, target: FileStore, sha256: str, moved: Moved) -> bool:
    """Whether a file is whole in the target now."""
    if target.touch(sha256):
        moved.there += 1
        return True
    try:
        done = target.keep_as(sha256, source.pieces(sha256))
    except FileNotFoundError:
        done = False
    if not done:
        moved.damaged.append(sha256)
        return False
    moved.copied += 1
    moved.size += target.size(sha256)
    return True


def _set_aside(source: FileStore, sha256: str, folder: Path) -> bool:
    """Keep what can be read of a damaged file for whoever looks into it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / sha256).open("wb") as file:
        try:
            for piece in source.pieces(sha256):
                file.write(piece)
        except FileNotFoundError:
            pass  # the rest of it is missing
    return True


def _leave(folder: FolderStore, now: datetime) -> None:
    """Forget a folder that is empty now: nothing of this office lies there any more."""
    folder.clear_leftovers(now + timedelta(days=36500))
    mine = place_of(folder)
    if mine is not None:
        FilePlace.delete().where(FilePlace.id == mine.id).execute()
    shutil.rmtree(folder.root, ignore_errors=True)
