"""The lock of a data folder's one watcher: two would speak for one another, and none means that nobody looks."""

from pathlib import Path
from typing import IO

from sync_agent.locks import alone

NAME = "watcher.lock"


def only_watcher(data_dir: Path) -> IO[bytes] | None:
    """Return the lock of this folder's one watcher, None where another lives. Raises OSError where none can be."""
    return alone(data_dir / NAME)


def is_watched(data_dir: Path) -> bool:
    """Whether a watcher of this folder lives; where its lock cannot be asked, none is taken to."""
    try:
        mine = only_watcher(data_dir)
    except OSError:
        return False
    if mine is not None:
        mine.close()
    return mine is None
