"""Reads the rows of a table in the order of their ids, a thousand at a time, each in a query of its own.

No transaction stays open in between, so a long export never blocks the agent; rows added meanwhile come last.
"""

from collections.abc import Iterator
from typing import TypeVar

from peewee import ModelSelect

from models.tables import BaseTable

_AT_ONCE = 1000
Row = TypeVar("Row", bound=BaseTable)


def chunks(table: type[BaseTable], query: "ModelSelect[Row]") -> Iterator[list[Row]]:
    """Yield the rows of a query on that table."""
    after = 0
    while found := list(query.where(table.id > after).order_by(table.id).limit(_AT_ONCE)):
        yield found
        after = found[-1].id
