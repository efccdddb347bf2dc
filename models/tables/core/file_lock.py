"""A lock on an open file that the system lets go when the process ends in any way."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if os.name == "nt":
    import msvcrt

    def take(file: IO[bytes]) -> None:
        """Lock an open file until it is closed. Raises OSError where another has it."""
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
else:
    import fcntl

    def take(file: IO[bytes]) -> None:
        """Lock an open file until it is closed. Raises OSError where another has it."""
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


_EVERY_SECONDS = 0.05


def taken(path: Path) -> IO[bytes] | None:
    """Return the file of a lock, locked until it is closed; None where another has it. Raises OSError of the disk."""
    file = path.open("ab")
    try:
        take(file)
    except OSError:
        file.close()
        return None
    return file


def is_taken(path: Path) -> bool:
    """Whether somebody has the lock of a file; one that nobody made yet is free."""
    if not path.exists():
        return False
    file = taken(path)
    if file is None:
        return True
    file.close()
    return False


@contextmanager
def in_turn(path: Path) -> Iterator[None]:
    """Hold the lock of a file, after whoever has it. Raises OSError where the file cannot be made."""
    file = taken(path)
    while file is None:
        time.sleep(_EVERY_SECONDS)
        file = taken(path)
    with file:
        yield
