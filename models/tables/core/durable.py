"""Writing to a disk so that a power cut leaves the old or the new: temp file, fsync, rename, fsync of the folder.

And whose the files are: their owner's alone, mended where they are wider. Windows has access lists of its own.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_OTHERS = 0o077  # rights of other accounts than the owner's


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
    """Give a file that root wrote to the account whose folder it lies in: a program of that account must read it.

    A link that the account laid there is not followed: it would be given what the link names.
    """
    if os.name == "posix" and os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


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


def begin_private(path: Path) -> None:
    """Make an empty file of its owner alone where none is: what SQLite puts beside takes the rights of the database.

    A database that is there is never opened for it: closing it would let go of the locks of this whole program.
    """
    if os.name == "posix" and not path.exists():
        with suppress(OSError):  # a disk that takes no file is told by who writes the database
            write_first(path, b"")


def files_of_database(path: Path) -> list[Path]:
    """Return a SQLite database, what SQLite put beside it, and copies named after it."""
    return [one for one in _within(path.parent) if one.name.startswith(path.name) and one.is_file()]


def wider(folder: Path, closed_anyhow: list[Path]) -> list[Path]:
    """Return what another account of the PC may use: the folder, with it what lies right in it, and these files.

    A folder of its owner alone closes what lies in it; the files named are closed by themselves too.
    """
    if os.name != "posix" or not folder.is_dir():
        return []
    reached = [folder, *_within(folder)] if _open_to_others(folder) else []
    return [path for path in dict.fromkeys((*reached, *closed_anyhow)) if _open_to_others(path)]


def narrow(paths: list[Path]) -> list[Path]:
    """Take from others what they may do with these; return those of another owner, which stay as they are."""
    left = list[Path]()
    for path in paths:
        try:
            path.chmod(path.stat().st_mode & ~_OTHERS & 0o7777)
        except FileNotFoundError:
            continue  # SQLite took it away meanwhile
        except OSError:
            left.append(path)
    return left


def _within(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(path for path in folder.iterdir() if not path.is_symlink())


def _open_to_others(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & _OTHERS)
    except OSError:
        return False  # gone meanwhile
