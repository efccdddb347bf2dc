"""A lock for work of which one goes at a time in an office, whichever machine does it; it is tried, not waited for.

On PostgreSQL the server holds it for the connection, on SQLite the system for the process: one that is killed has let
go of it. No transaction is open meanwhile.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from peewee import InterfaceError, OperationalError

from models.tables.core.database import database, is_sqlite, sqlite_path
from models.tables.core.file_lock import take

BACKING_UP = "backing-up"  # a planned backup, a restore drill, a restore: whichever is at work
_KEEPALIVE = {"tcp_keepalives_idle": 30, "tcp_keepalives_interval": 10, "tcp_keepalives_count": 3}


@contextmanager
def alone(work: str) -> Iterator[bool]:
    """Yield whether this program has the lock of some work, a word like `backing-up`, until the block ends."""
    with _of_file(work) if is_sqlite() else _of_server(work) as mine:
        yield mine


@contextmanager
def _of_file(work: str) -> Iterator[bool]:
    place = sqlite_path()
    with place.with_name(f"{place.name}.{work}").open("ab") as file:
        try:
            take(file)
        except OSError:
            yield False
            return
        yield True


@contextmanager
def _of_server(work: str) -> Iterator[bool]:
    for name, seconds in _KEEPALIVE.items():  # or a server would keep it for hours for a machine that lost its power
        database.execute_sql(f"SET {name} = {seconds}")
    (given,) = database.execute_sql("SELECT pg_try_advisory_lock(hashtext(%s))", (f"aduan {work}",)).fetchone()
    if not given:
        yield False
        return
    try:
        yield True
    finally:
        with suppress(OperationalError, InterfaceError):  # a connection that broke has let go of it
            database.execute_sql("SELECT pg_advisory_unlock(hashtext(%s))", (f"aduan {work}",))
