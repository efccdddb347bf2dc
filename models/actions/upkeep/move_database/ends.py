"""The two databases of a move: the old one held so that nobody writes in it, the new one empty, marked, filled."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import peewee

from models.actions.upkeep.backup.postgres_copy import count_on
from models.actions.upkeep.move_database.rows import Row
from models.tables import FILE_TABLES, TABLES, BaseTable, database
from models.tables.core.database import EXCEPTIONS, close_database, is_sqlite, open_database
from models.tables.core.fence import HISTORY
from models.tables.search import search_words
from models.tables.upkeep import half_moved, moved_away

_EVERY = [table._meta.table_name for table in (*TABLES, *FILE_TABLES)]
_OTHERS = """SELECT COALESCE(NULLIF(application_name, ''), usename::TEXT) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL"""
_MINE = "SELECT pg_try_advisory_lock(hashtext('pindah database'))"  # stays with the connection
_TRIES = 30  # a tenth of a second each: a connection that was closed ends a moment later


class NotMoved(Exception):
    """The office was not moved, and works on in the old database; the English sentence tells the operator why."""


def told(url: str) -> str:
    """Return a database's address without the password; only its kind where it cannot be read for certain."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return url
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # an unwritten / # ? of the password ends the part before it
        return f"{parts.scheme}://…"
    who = f"{parts.username}@" if parts.username else ""
    return f"{parts.scheme}://{who}{parts.hostname}{port}{parts.path}"


def first_line(err: Exception) -> str:
    """Return what the database says, without the line that quotes the row."""
    return str(err).partition("\n")[0]


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
    """Connect to a database and keep other moves out, with SQLite everybody. Raises NotMoved."""
    try:
        _ = urlsplit(url).port
    except ValueError:  # its words hold what stands before the port: the password
        raise NotMoved("--to cannot be read: no / # ? may stand in its password, and its port is a number.") from None
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
        elif not database.execute_sql(_MINE).fetchone()[0]:
            raise NotMoved(f"Another move has {told(url)} open: let it end first.")
    except peewee.DatabaseError as err:
        if isinstance(err, peewee.OperationalError) and "locked" in str(err):
            raise NotMoved(f"Another program has {told(url)} open: stop back office and agent first.") from err
        raise NotMoved(f"{told(url)} cannot be opened: {first_line(err)}") from err


@contextmanager
def held(source: Any) -> Iterator[None]:
    """See the old database as of one moment, in which nobody writes until the end. Raises NotMoved."""
    with on(source):
        if is_sqlite():  # its file is taken
            with source.atomic():
                yield
            return
        _refuse_others(source)
        with source.atomic():
            source.execute_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            source.execute_sql("SET LOCAL idle_in_transaction_session_timeout = 0")  # it idles while the other works
            source.execute_sql(f"LOCK TABLE {', '.join(_EVERY)} IN SHARE MODE")
            _refuse_others(source)  # who came meanwhile
            yield


def leave(source: Any, to: str) -> None:
    """Mark the old database as left, where it is still held and nobody came meanwhile; it stands when `held` ends.

    Who asks from now on what it is waits for that. Raises NotMoved.
    """
    try:
        with on(source):
            if not is_sqlite():
                source.execute_sql(f'LOCK TABLE "{HISTORY}" IN ACCESS EXCLUSIVE MODE')
                _refuse_others(source)
            moved_away.mark(told(to))
    except (peewee.OperationalError, peewee.InterfaceError) as err:
        raise NotMoved("The old database was let go, or takes no mark: nothing was moved. Begin anew.") from err


def _refuse_others(source: Any) -> None:
    """Raise NotMoved where others are connected: a program that goes on would write on in the old database."""
    others: set[str] = set()
    for _ in range(_TRIES):
        source.execute_sql("SELECT pg_stat_clear_snapshot()")  # a transaction goes on seeing who was there at first
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
        _begin(url)
        return
    if is_sqlite():
        database.execute_sql("PRAGMA foreign_keys = 0")
        search_words.drop_index()
    for name in (*reversed(_EVERY), HISTORY):
        database.execute_sql(f'DROP TABLE IF EXISTS "{name}"' + ("" if is_sqlite() else " CASCADE"))
    left = set(database.get_tables()) - {half_moved.MARK}
    if left:
        raise NotMoved(f"{told(url)} holds a table that is none of ours ({min(left)}): name an empty database.")


def _begin(url: str) -> None:
    if not is_sqlite() and database.execute_sql("SHOW server_encoding").fetchone()[0] != "UTF8":
        raise NotMoved(f"{told(url)} cannot hold every letter: make it with ENCODING 'UTF8'.")
    try:
        half_moved.mark()
    except peewee.DatabaseError as err:
        raise NotMoved(
            f"{told(url)} takes no table ({first_line(err)}): let it belong to the role that the address names."
        ) from err


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
