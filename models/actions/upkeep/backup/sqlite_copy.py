"""Copies a SQLite database while others use it, never by copying the file."""

from pathlib import Path
from typing import Any

import peewee

from models.tables import TABLES, database
from models.tables.core.durable import begin_private

_sqlite: Any = vars(peewee)["sqlite3"]  # the library peewee works with: pysqlite3 where it is installed


def copy_out(target: Path) -> None:
    """Copy the open database to a file. Raises peewee.DatabaseError when the copy is damaged.

    Row by row, not page by page: pages still hold what was emptied in them, until the file is rewritten.
    """
    begin_private(target)
    database.execute_sql("VACUUM INTO ?", (str(target),))
    copy = _sqlite.connect(target)
    try:
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, no -wal beside it
    finally:
        copy.close()
    check_whole(target)


def check_whole(path: Path) -> None:
    """Raise peewee.DatabaseError where a database file is damaged."""
    connection = _sqlite.connect(path)
    try:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except _sqlite.DatabaseError as err:
        raise peewee.DatabaseError("database disk image is malformed") from err
    finally:
        connection.close()
    if said != "ok":
        raise peewee.DatabaseError("database disk image is malformed")


def ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query on a database file. Raises peewee.DatabaseError where it is no database of ours."""
    connection = _sqlite.connect(path)
    try:
        return list(connection.execute(sql))
    except _sqlite.DatabaseError as err:
        raise peewee.DatabaseError(f"file is not a database of Aduan: {err}") from err
    finally:
        connection.close()


def counts(path: Path) -> dict[str, int]:
    """Return how many rows each of our tables has in a database file."""
    there = {name for (name,) in ask(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    names = [table._meta.table_name for table in TABLES if table._meta.table_name in there]
    # One question: each would read the whole schema of the file again.
    counted = ", ".join(f'(SELECT COUNT(*) FROM "{name}")' for name in names)  # noqa: S608 - our own names
    return dict(zip(names, ask(path, f"SELECT {counted}")[0], strict=True)) if names else {}


def copy_in(source: Path) -> None:
    """Replace the open database's content by a file's, in one transaction that other connections see."""
    connection = _sqlite.connect(source)
    try:
        connection.backup(database.connection())
    finally:
        connection.close()
