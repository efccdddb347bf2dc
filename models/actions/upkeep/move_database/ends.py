"""The two databases of a move: the old one held so that nobody writes in it, the new one empty, marked, filled."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import peewee

from models.actions.upkeep.backup.postgres_copy import HISTORY, count_on
from models.actions.upkeep.move_database.rows import Row
from models.tables import FILE_TABLES, TABLES, BaseTable, database
from models.tables.core.database import EXCEPTIONS, close_database, is_sqlite, open_database, told
from models.tables.search import search_words
from models.tables.upkeep import half_moved

_EVERY = [table._meta.table_name for table in (*TABLES, *FILE_TABLES)]
_OTHERS = """SELECT COALESCE(NULLIF(application_name, ''), usename::TEXT) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL"""
_TRIES = 30  # a tenth of a second each: a connection that was closed ends a moment later


class NotMoved(Exception):
    """The office was not moved, and works on in the old database; the English sentence tells the operator why."""


@contextmanager
def on(one: Any) -> Iterator[None]:
    """Let the handle be this database for the moment."""
    before = database.obj
    database.initialize(one)
    try:
        yield
    finally:
        database.initialize(before)


@contextmanager
def taken(url: str) -> Iterator[Any]:
    """Connect to a database and, with SQLite, keep everybody else out of its file. Raises NotMoved."""
    try:
        open_database(url, alone=True)
    except ValueError as err:
        raise NotMoved(f"--to cannot be used: {err}") from err
    mine = database.obj
    try:
        _take(url)
        yield mine
    finally:
        with on(mine):
            close_database()


def _take(url: str) -> None:
    try:
        database.connect()
        if is_sqlite():
            database.execute_sql("BEGIN EXCLUSIVE")
            database.execute_sql("COMMIT")  # the lock stays with the connection
    except peewee.OperationalError as err:
        if "locked" not in str(err):
            raise
        raise NotMoved(f"Another program has {told(url)} open: stop back office and agent first.") from err


@contextmanager
def held(source: Any) -> Iterator[None]:
    """See the old database as of one moment, in which nobody writes until the end. Raises NotMoved."""
    with on(source):
        if is_sqlite():
            yield  # its file is taken
            return
        _refuse_others(source)
        with source.atomic():
            source.execute_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            source.execute_sql(f"LOCK TABLE {', '.join(_EVERY)} IN SHARE MODE")
            _refuse_others(source)  # who came meanwhile
            yield


def _refuse_others(source: Any) -> None:
    """Raise NotMoved where others are connected: a program that goes on would write on in the old database."""
    others: set[str] = set()
    for _ in range(_TRIES):
        others = {name for (name,) in source.execute_sql(_OTHERS).fetchall()}
        if not others:
            return
        source.execute_sql("SELECT pg_sleep(0.1)")
    raise NotMoved(
        f"Others are connected to the old database ({', '.join(sorted(others))}): stop back office and agent on every"
        " machine, and close whatever else is open there."
    )


def make_room(url: str) -> None:
    """Mark the open database as half moved and leave nothing else in it. Raises NotMoved where it is not empty.

    What an earlier move left half is thrown away: the mark says that nobody worked there.
    """
    there = set(database.get_tables())
    if half_moved.MARK not in there:
        if there:
            raise NotMoved(f"{told(url)} holds tables already ({min(there)}): name an empty database.")
        half_moved.mark()
        return
    if is_sqlite():
        database.execute_sql("PRAGMA foreign_keys = 0")
        search_words.drop_index()
    for name in (*reversed(_EVERY), HISTORY):
        database.execute_sql(f'DROP TABLE IF EXISTS "{name}"' + ("" if is_sqlite() else " CASCADE"))
    left = set(database.get_tables()) - {half_moved.MARK}
    if left:
        raise NotMoved(f"{told(url)} holds a table that is none of ours ({min(left)}): name an empty database.")


def put(target: Any, table: type[BaseTable], rows: Iterable[Row]) -> None:
    """Write rows into a table of the new database, all or none; the next row gets the id after the highest."""
    fields = table._meta.sorted_fields
    name, columns = table._meta.table_name, ", ".join(f'"{field.column_name}"' for field in fields)
    with on(target), target.atomic(), EXCEPTIONS:
        connection = target.connection()
        if is_sqlite():
            values = ([field.db_value(value) for field, value in zip(fields, row, strict=True)] for row in rows)
            places = ", ".join("?" * len(fields))
            connection.executemany(f'INSERT INTO "{name}" ({columns}) VALUES ({places})', values)  # noqa: S608
            return
        with connection.cursor() as cursor, cursor.copy(f'COPY "{name}" ({columns}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        count_on(name)


def without_keys() -> None:
    """Let rows of the open database come before those they name; PostgreSQL looks at the end of each table."""
    if is_sqlite():
        database.execute_sql("PRAGMA foreign_keys = 0")


def keys_hold() -> None:
    """Raise NotMoved where a row of the open database names one that is not there."""
    if is_sqlite():
        broken = database.execute_sql("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise NotMoved(f"{broken[0]} {broken[1]} names a row of {broken[2]} that is not there.")
        database.execute_sql("PRAGMA foreign_keys = 1")
