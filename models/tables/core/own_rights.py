"""Access rights of the data on a disk: their owner's alone, mended where wider. Windows has lists of its own."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from models.tables.core.durable import write_first

_OTHERS = 0o077


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
