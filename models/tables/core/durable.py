"""Writing to a disk so that a power cut leaves the old or the new: temp file, fsync, rename, fsync of the folder."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Wait until a folder's list of files is on the disk."""
    if os.name != "posix":
        return  # Windows has no handle on folders; its rename is durable with the file's own flush
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def give_to_folders_owner(path: Path) -> None:
    """Give a file that root wrote to the account whose folder it lies in: a program of that account must read it."""
    if os.name == "posix" and os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


# Where a file that is open keeps all its names, a second name could not be taken back while somebody reads.
_OPEN_FILES_KEEP_NAMES = os.name == "nt"


def write_first(path: Path, content: bytes) -> None:
    """Write a file where none is, whole or not at all; of two at once the first one's stays. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")  # readable by its owner only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            _name_first(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
    sync_folder(path.parent)


def _name_first(name: str, path: Path) -> None:
    """Give a whole file its name. Raises FileExistsError where another has it: Windows renames nothing onto it."""
    if _OPEN_FILES_KEEP_NAMES:
        os.rename(name, path)  # noqa: PTH104 - Path.rename says nothing of what Windows does
    else:
        os.link(name, path)


def write_durably(path: Path, content: bytes) -> None:
    """Write a file in the place of the one there; killed at any moment, one of the two is whole."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    sync_folder(path.parent)
