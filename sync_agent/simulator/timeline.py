"""Items in the order of platform time, paged without walking through all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from math import inf
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Something with a place in time: seconds, then order of arrival."""

    @property
    def place(self) -> tuple[float, int]:
        """Return the place in time."""
        ...


Row = TypeVar("Row", bound=Placed)


class Timeline(Generic[Row]):
    """A list kept sorted by (timestamp, order of arrival)."""

    def __init__(self) -> None:
        """Start empty."""
        self._places: list[tuple[float, float]] = []
        self._rows: list[Row] = []

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._rows)

    @property
    def rows(self) -> list[Row]:
        """Return the rows, oldest first."""
        return self._rows

    def add(self, row: Row) -> None:
        """Put one row at its place."""
        at = bisect_right(self._places, row.place)
        self._places.insert(at, row.place)
        self._rows.insert(at, row)

    def extend(self, rows: Iterable[Row]) -> None:
        """Put many rows at their places with one sort."""
        self._rows.extend(rows)
        self._rows.sort(key=lambda row: row.place)
        self._places = [row.place for row in self._rows]

    def remove(self, row: Row) -> None:
        """Take one row out; one that is not here is let be."""
        at = bisect_left(self._places, row.place)
        if at < len(self._rows) and self._rows[at] is row:
            del self._rows[at], self._places[at]

    def between(self, earliest: float | None, latest: float | None) -> range:
        """Return the positions whose timestamp lies in the span, both ends included."""
        low = 0 if earliest is None else bisect_left(self._places, (earliest, -inf))
        high = len(self._rows) if latest is None else bisect_right(self._places, (latest, inf))
        return range(low, max(low, high))

    def page(self, span: range, offset: int, limit: int, descending: bool) -> list[Row]:
        """Return one page of a span."""
        ordered = span[::-1] if descending else span
        return [self._rows[position] for position in ordered[offset : offset + limit]]
