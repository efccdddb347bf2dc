"""Writes that may be lost: they wait neither for the disk nor for whoever holds the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import peewee

from models.rules.upkeep.conditions.row import Sign
from models.tables.core.database import database, is_sqlite
from models.tables.core.trouble import trouble_of

_PATIENCE = 50  # milliseconds for who holds the row or the file
_REFUSED = frozenset({Sign.LOCKED, Sign.ONLY_READ, Sign.UNWRITABLE, Sign.DISK_FULL})


def write_in_passing(write: Callable[[], object]) -> None:
    """Write something that tells of this moment alone; where the database takes no write now, nothing is written.

    Raises what Peewee raises where the database does not answer. Needs a connection with no transaction open.
    """
    try:
        with _unsynced_file() if is_sqlite() else _unsynced_server():
            write()
    except peewee.DatabaseError as problem:
        if trouble_of(problem) not in _REFUSED:
            raise


@contextmanager
def _unsynced_server() -> Iterator[None]:
    with database.atomic():
        asked = f"set_config('synchronous_commit', 'off', true), set_config('lock_timeout', '{_PATIENCE}ms', true)"
        database.execute_sql(f"SELECT {asked}")
        yield


@contextmanager
def _unsynced_file() -> Iterator[None]:
    """Let this connection write without waiting; a later commit that waits for the disk takes this one along."""
    before = [_pragma("busy_timeout"), _pragma("synchronous")]
    try:
        database.execute_sql(f"PRAGMA busy_timeout = {_PATIENCE}")
        database.execute_sql("PRAGMA synchronous = 1")
        with database.atomic():
            yield
    finally:
        for name, value in zip(("busy_timeout", "synchronous"), before, strict=True):
            database.execute_sql(f"PRAGMA {name} = {int(value)}")


def _pragma(name: str) -> Any:
    return database.execute_sql(f"PRAGMA {name}").fetchone()[0]
