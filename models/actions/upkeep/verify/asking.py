"""Reads rows by plain SQL that both databases understand, a few thousand at a time; and as of one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from models.tables import database
from models.tables.core.database import ONE_MOMENT, is_sqlite

_AT_ONCE = 5000


@contextmanager
def one_view() -> Iterator[None]:
    """Read as of one moment while others write: what changes in between would look like a fault.

    Inside a transaction that is open already, nothing is changed: whoever opened it chose what it sees.
    """
    if database.in_transaction():
        yield
        return
    with database.atomic("DEFERRED" if is_sqlite() else ONE_MOMENT):
        yield


def rows(sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query without holding them all."""
    cursor = database.execute_sql(sql.replace("?", database.param), values)
    while chunk := cursor.fetchmany(_AT_ONCE):
        yield from chunk
