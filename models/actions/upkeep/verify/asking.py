"""Reads rows by plain SQL that both databases understand, a few thousand at a time."""

from collections.abc import Iterator
from typing import Any

from models.tables import database

_AT_ONCE = 5000


def rows(sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query without holding them all."""
    cursor = database.execute_sql(sql.replace("?", database.param), values)
    while chunk := cursor.fetchmany(_AT_ONCE):
        yield from chunk
