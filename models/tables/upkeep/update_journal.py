"""The file that says how far an update came, and the lock of who is at it; both lie in the data folder."""

import json
import os
from pathlib import Path
from typing import IO

from models.rules.upkeep.updates import Journal, journal_of
from models.tables.core.durable import give_to_folders_owner, sync_folder, write_durably
from models.tables.core.file_lock import taken

NAME, LOCK = "update.json", "update.lock"


class JournalBroken(Exception):
    """What is written down of an update cannot be read; the sentence names the file."""


def note(data_dir: Path, journal: Journal) -> None:
    """Write down how far an update came, before it goes on."""
    path = data_dir / NAME
    write_durably(path, json.dumps(journal.values(), indent=1).encode())
    give_to_folders_owner(path)


def found(data_dir: Path) -> Journal | None:
    """Return the update that is under way or broke off; None where there is none. Raises JournalBroken."""
    path = data_dir / NAME
    try:
        return journal_of(json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as err:
        raise JournalBroken(f"{path} cannot be read ({type(err).__name__}): it says how far an update came.") from err


def forget(data_dir: Path) -> None:
    """Say that the update is over."""
    (data_dir / NAME).unlink(missing_ok=True)
    sync_folder(data_dir)


def lock(data_dir: Path) -> IO[bytes] | None:
    """Return the lock of an update, held until it is closed also by programs it is handed on to; None: another's."""
    file = taken(data_dir / LOCK)
    if file is not None:
        give_to_folders_owner(data_dir / LOCK)
        os.set_inheritable(file.fileno(), True)
    return file
