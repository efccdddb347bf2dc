"""Copies a SQLite database by its own backup interface while others read and write it, never the file itself."""

from pathlib import Path
from typing import Any

import peewee

from models.tables import database

_sqlite: Any = vars(peewee)["sqlite3"]  # the library peewee works with: pysqlite3 where it is installed


def copy_out(target: Path) -> None:
    """Copy the open database to a file of its own. Raises peewee.DatabaseError when the copy is not whole."""
    copy = _sqlite.connect(target)
    try:
        database.connection().backup(copy)
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
    """Return the rows of a query on a database file. Raises peewee.DatabaseError where it is none of ours."""
    connection = _sqlite.connect(path)
    try:
        return list(connection.execute(sql))
    except _sqlite.DatabaseError as err:
        raise peewee.DatabaseError(f"file is not a database of Aduan: {err}") from err
    finally:
        connection.close()


def copy_in(source: Path) -> None:
    """Replace the content of the open database by a file's, in one transaction that other connections can see."""
    connection = _sqlite.connect(source)
    try:
        connection.backup(database.connection())
    finally:
        connection.close()
