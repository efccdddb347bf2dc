"""Where the tests keep what they make: in memory, where this machine has room for it."""

import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 - every run makes folders of its own in it
_ROOM = 2_000_000_000  # bytes; less than a tenth of it is in use at a time


def keep_in_memory() -> None:
    """Let this run and every program it starts make temporary folders in memory: a commit waits for no disk there."""
    if "TMPDIR" not in os.environ and _has_room():
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None  # to be looked for anew


def _has_room() -> bool:
    if not _MEMORY.is_dir() or not os.access(_MEMORY, os.W_OK):
        return False
    runs_programs = not os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC  # some tests lay a program into their folder
    return runs_programs and shutil.disk_usage(_MEMORY).free > _ROOM
