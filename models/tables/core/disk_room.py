"""How much room a disk has left, asked before something large is written there."""

import errno
import shutil
from pathlib import Path


def free_bytes(folder: Path) -> int | None:
    """Return the free bytes of the disk a folder is on; None where it tells zeros, as some mounts do."""
    told = shutil.disk_usage(folder)
    return told.free if told.total else None


def demand_room(folder: Path, needed: int) -> None:
    """Raise OSError where a disk says that it has not so many bytes left."""
    free = free_bytes(folder)
    if free is not None and free < needed:
        raise OSError(errno.ENOSPC, f"{needed // 1_000_000 + 1} MB of free space are needed", str(folder))
