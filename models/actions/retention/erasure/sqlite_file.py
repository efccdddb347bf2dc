"""Rewrites the file of SQLite: VACUUM, then the log beside it emptied. Locks writers meanwhile.

`secure_delete` alone is not enough: cells that moved within a page leave copies in its gap (8 of 500, measured).
"""

import os
import tempfile
from pathlib import Path
from typing import Any

import peewee

from models.rules.retention.erasing import CannotErase
from models.tables.core.database import database, sqlite_path
from models.tables.core.disk_room import free_bytes

_sqlite: Any = vars(peewee)["sqlite3"]
_PATIENCE = 10.0  # seconds for another writer to end


def rewrite() -> str:
    """Write the file anew without what was emptied or deleted. Raises CannotErase where room or the lock lacks."""
    path = sqlite_path()
    _demand_room(path)
    # A connection of its own: those of the program keep temporary tables in memory, where a whole office has no room.
    connection = _sqlite.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        for pragma in ("temp_store = 1", "synchronous = 2", "secure_delete = 1"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("VACUUM")
    except _sqlite.OperationalError as err:
        raise CannotErase(_why(str(err))) from err
    finally:
        connection.close()
    return ""


def settle(_log_end: str) -> None:
    """Empty the log (`-wal`), which still holds the former pages. Raises CannotErase while somebody reads from it."""
    busy, _pages, _moved = database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise CannotErase("Berkas -wal masih dibaca program lain, misalnya cadangan yang sedang dibuat.")


def _demand_room(path: Path) -> None:
    """Raise CannotErase unless copy and log fit: twice the file beside it, and once where SQLite makes its copy."""
    size = path.stat().st_size
    for folder, needed in ((path.parent, 2 * size), (_where_copied(), size)):
        free = free_bytes(folder)
        if free is not None and free < needed + 10_000_000:
            raise CannotErase(
                f"Ruang disk kurang di {folder}: perlu {_mega(needed)} MB kosong, ada {_mega(free)} MB. "
                "Kosongkan ruang; program mencoba lagi sendiri."
            )


def _where_copied() -> Path:
    """Return the folder in which SQLite makes its copy: on Unix it prefers /var/tmp, where Python prefers /tmp."""
    if os.name != "posix":
        return Path(tempfile.gettempdir())
    named = (os.environ.get("SQLITE_TMPDIR"), os.environ.get("TMPDIR"), "/var/tmp", "/usr/tmp", "/tmp", ".")  # noqa: S108
    usable = (Path(name) for name in named if name and Path(name).is_dir() and os.access(name, os.W_OK | os.X_OK))
    return next(usable, Path())


def _why(said: str) -> str:
    if "full" in said:
        return "Disk penuh ketika berkas ditulis ulang. Kosongkan ruang; program mencoba lagi sendiri."
    return "Basis data sedang ditulis program lain; program mencoba lagi sendiri."


def _mega(size: int) -> int:
    return size // 1_000_000 + 1
