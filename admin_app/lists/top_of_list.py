"""Reads a page from the newest rows of a list where they fill it, so that no long list is sorted whole."""

from collections.abc import Callable
from typing import Any


def page_of(query: Any, order: tuple[Any, ...], size: int, head: int, rows: Callable[[Any], list[Any]]) -> list[Any]:
    """Return the rows of a page: from the first `head` rows of the list where they fill it, else from all.

    Both give the same rows, since both are in the same unique order. Without `head` all are asked at once.
    """
    if head:
        key = query.model._meta.primary_key
        first = query.model.select(key).order_by(*order).limit(head)
        found = rows(query.where(key.in_(first)))
        if len(found) == size:
            return found
    return rows(query)
