"""What the back office keeps in memory so as not to make it again: each row says what, how much, how long.

A function that gives the same for ever needs no row: `functools.cache` stands on it.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar, cast

from cachetools import LRUCache
from flask import Flask, current_app, request

from admin_app.shell.access import now
from admin_app.shell.maintenance import ALWAYS
from models.actions.retention.erasure.ask_erasure import newest_order
from models.tables.core.prepared import forget_shapes

Value = TypeVar("Value")
_EXTENSION, _LOOKED_EVERY = "heeded_destructions", timedelta(seconds=5)


@dataclass(frozen=True)
class Row:
    """One cache: what it keeps, at most how much of it, and for how long."""

    keeps: str
    most: int
    long: timedelta


# Beside each row what empties it before its time; where there is no more room the one asked for longest ago goes.
REPORTS = Row("figures of a period", 32, timedelta(minutes=5))  # that period's: who asks to have them counted anew
MONTHS = Row("figures of an open month", 32, timedelta(minutes=5))  # nothing; a closed month is never kept
CHARTS = Row("drawings", 96, timedelta.max)  # nothing: other figures are another drawing
OVERVIEWS = Row("how the office stands", 64, timedelta(seconds=20))  # nothing; who sees less has one of his own
HEADER = Row("the channels in the header", 1, timedelta(seconds=3))  # whatever anybody does
DEAF = Row("which channels are deaf", 256, timedelta(minutes=1))  # a message that comes in
PICTURES = Row("pictures of drafts' pages", 64, timedelta(minutes=10))  # nothing: another wording is another PDF
BACKUPS = Row("hashes of backup files", 10, timedelta(days=1))  # another size, time or place of the file
MADE = Row("hashes of drafts that could be made", 1_000, timedelta.max)  # nothing: another wording is another hash
# In octets, kept by the queue of a data folder: finished PDFs nobody fetched yet, and drafts looked at last.
PDFS = Row("PDFs", 64_000_000, timedelta.max)  # nothing: another content is another PDF


class Cache:
    """What one row keeps, in this program. One value is made at a time: who wants the same gets the same."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self._made: LRUCache[Hashable, tuple[datetime, object]] = LRUCache(row.most)
        self._turn = threading.Lock()

    def take(
        self,
        key: Hashable,
        now: datetime,
        make: Callable[[], Value],
        fits: Callable[[Value, timedelta], bool] = lambda value, age: True,
    ) -> Value:
        """Return what is kept under a key if it is not too old and fits, by value and age; else make and keep it."""
        with self._turn:
            made = self._made.get(key)
            if made is not None and timedelta() <= (age := now - made[0]) < self._row.long:
                value = cast(Value, made[1])
                if fits(value, age):
                    return value
            value = make()
            self._made[key] = (now, value)
            return value

    def empty(self) -> None:
        """Make everything anew from now on."""
        with self._turn:
            self._made.clear()


def cache_of(row: Row) -> Cache:
    """Return the cache of a row in the application that runs."""
    caches: dict[Row, Cache] = current_app.extensions.setdefault("caches", {})
    return caches.setdefault(row, Cache(row))


def time_passed(_value: object, age: timedelta) -> bool:
    """Whether any time passed since it was made: a clock that stands still measures nothing."""
    return age > timedelta()


def register(app: Flask) -> None:
    """Look with a request, at most once in a few seconds, whether contents were destroyed by another program."""
    app.extensions[_EXTENSION] = _Heeded()
    app.before_request(_heed)


@dataclass
class _Heeded:
    """The newest order to erase that this program knows of, and when it looked."""

    at: datetime | None = None
    order: object = None


def _heed() -> None:
    heeded, moment = cast(_Heeded, current_app.extensions[_EXTENSION]), now()
    first = heeded.at is None
    if request.endpoint in ALWAYS or (heeded.at and timedelta() <= moment - heeded.at < _LOOKED_EVERY):
        return
    heeded.at = moment
    order = newest_order()
    if order != heeded.order and not first:
        forget_contents()
    heeded.order = order


def forget_contents() -> None:
    """Keep nothing in memory any longer that may be of a case whose contents were destroyed."""
    caches: dict[Row, Cache] = current_app.extensions.get("caches", {})
    for cache in list(caches.values()):
        cache.empty()
    forget_shapes()
    for forget in current_app.extensions.get("forgetting", ()):
        forget()
