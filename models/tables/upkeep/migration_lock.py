"""One migration at a time: whoever comes second waits, and then finds the schema as the first one left it.

On PostgreSQL the server holds the lock for the connection, on SQLite the system for the process: one that is killed
has let go of it.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from peewee import InterfaceError, OperationalError

from models.tables.core.database import database, is_sqlite, sqlite_path
from models.tables.core.durable import begin_private
from models.tables.core.file_lock import take

_KEY = "hashtext('peningkatan basis data')"
_EVERY_SECONDS = 0.2

Waits = Callable[[], object]


@contextmanager
def one_at_a_time(waits: Waits) -> Iterator[None]:
    """Hold the lock of the open database's migrations; `waits` is called once where another has it."""
    with _of_file(waits) if is_sqlite() else _of_server(waits):
        yield


@contextmanager
def _of_file(waits: Waits) -> Iterator[None]:
    place = sqlite_path()
    lock = place.with_name(f"{place.name}.migrating")
    begin_private(lock)
    with lock.open("ab") as file:
        _try_until(lambda: _taken(lambda: take(file)), waits)
        yield


@contextmanager
def _of_server(waits: Waits) -> Iterator[None]:
    _try_until(_server_gives, waits)
    try:
        yield
    finally:
        with suppress(OperationalError, InterfaceError):  # a connection that broke has let go of it
            database.execute_sql(f"SELECT pg_advisory_unlock({_KEY})")


def _server_gives() -> bool:
    (given,) = database.execute_sql(f"SELECT pg_try_advisory_lock({_KEY})").fetchone()
    return bool(given)


def _taken(take_it: Callable[[], None]) -> bool:
    try:
        take_it()
    except OSError:
        return False
    return True


def _try_until(takes: Callable[[], bool], waits: Waits) -> None:
    if takes():
        return
    waits()
    while not takes():
        time.sleep(_EVERY_SECONDS)
