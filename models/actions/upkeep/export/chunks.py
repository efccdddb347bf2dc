"""Gives the rows of a table in the order of their ids, a thousand at a time, each in a short reading of its own.

No transaction stays open between, so a long export never holds up the agent; rows added meanwhile come at the end.
"""

from collections.abc import Iterator
from typing import Any

from models.tables import BaseTable

_AT_ONCE = 1000


def chunks(table: type[BaseTable], query: Any) -> Iterator[list[Any]]:
    """Yield the rows of a query on that table."""
    after = 0
    key: Any = table._meta.primary_key
    while found := list(query.where(key > after).order_by(key).limit(_AT_ONCE)):
        yield found
        after = found[-1].id
