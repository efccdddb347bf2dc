"""Which programs of this machine are alive: each holds a file lock as long as its process lives."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from models.tables.core.file_lock import take


class AgentLock:
    """This agent's lock; the system releases it when the process ends in any way."""

    def __init__(self, folder: Path, owner: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"{owner}.lock"
        if os.name == "nt":
            self._file = self._path.open("wb")  # Windows renames no open file
            take(self._file)
            return
        # Locked before it is seen under its name: nobody can find it unlocked and call us dead.
        hidden = self._path.with_suffix(".new")
        self._file = hidden.open("wb")
        take(self._file)
        hidden.rename(self._path)

    def end(self) -> None:
        """Release the lock and remove its file."""
        self._file.close()
        self._path.unlink(missing_ok=True)


def dead_owners(folder: Path) -> Iterator[str]:
    """Return the agents of this machine that died, each once; their lock files are removed."""
    for path in sorted(folder.glob("*.lock")):
        try:
            with path.open("r+b") as file:
                take(file)
        except FileNotFoundError:
            continue
        except OSError:
            continue  # locked: alive
        path.unlink(missing_ok=True)
        yield path.stem


def alone(path: Path) -> IO[bytes] | None:
    """Return the lock of the one program of a kind, None where another lives. Raises OSError where none can be."""
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    try:
        take(file)
    except OSError:
        file.close()
        return None
    return file
