"""A lock on an open file that the system lets go when the process ends in any way."""

import os
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
