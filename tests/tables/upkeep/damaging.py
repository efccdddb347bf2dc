"""Damages a SQLite file as a bad disk does: the first page of one table is overwritten, all others stay whole."""

from pathlib import Path

from models.tables.core.database import close_database
from models.tables.core.trouble import _sqlite


def damage(path: Path, table: str) -> None:
    """Overwrite the root page of a table."""
    close_database()
    connection = _sqlite.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xa5" * size)
