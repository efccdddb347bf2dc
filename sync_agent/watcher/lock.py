"""The lock of a data folder's one watcher: two would speak for one another, and none means that nobody looks."""

import time
from pathlib import Path
from typing import IO

from models.tables.upkeep.watcher_letters import LOCK
from sync_agent.locks import alone

NAME = LOCK
_TRIES, _MOMENT = 5, 0.05  # who asks whether a watcher lives (a screen, a command) has it for a moment


def only_watcher(data_dir: Path) -> IO[bytes] | None:
    """Return the lock of this folder's one watcher, None where another lives. Raises OSError where none can be."""
    mine = alone(data_dir / NAME)
    for _ in range(_TRIES):
        if mine is not None:
            break
        time.sleep(_MOMENT)
        mine = alone(data_dir / NAME)
    return mine


def is_watched(data_dir: Path) -> bool:
    """Whether a watcher of this folder lives; where its lock cannot be asked, none is taken to."""
    try:
        mine = alone(data_dir / NAME)
    except OSError:
        return False
    if mine is not None:
        mine.close()
    return mine is None
