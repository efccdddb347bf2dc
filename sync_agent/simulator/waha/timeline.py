"""Messages in the order of platform time, paged without walking through all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from math import inf

from sync_agent.simulator.waha.messages import Message


class Timeline:
    """A list kept sorted by (timestamp, order of arrival)."""

    def __init__(self) -> None:
        """Start empty."""
        self._places: list[tuple[float, float]] = []
        self._rows: list[Message] = []

    def __len__(self) -> int:
        """Count the messages."""
        return len(self._rows)

    @property
    def rows(self) -> list[Message]:
        """Give the messages, oldest first."""
        return self._rows

    def add(self, message: Message) -> None:
        """Put one message at its place."""
        at = bisect_right(self._places, message.place)
        self._places.insert(at, message.place)
        self._rows.insert(at, message)

    def extend(self, messages: Iterable[Message]) -> None:
        """Put many messages at their places with one sort."""
        self._rows.extend(messages)
        self._rows.sort(key=lambda row: row.place)
        self._places = [row.place for row in self._rows]

    def remove(self, message: Message) -> None:
        """Take one message out; one that is not here is let be."""
        at = bisect_left(self._places, message.place)
        if at < len(self._rows) and self._rows[at] is message:
            del self._rows[at], self._places[at]

    def between(self, earliest: float | None, latest: float | None) -> range:
        """Give the positions whose timestamp lies in the span, both ends included."""
        low = 0 if earliest is None else bisect_left(self._places, (earliest, -inf))
        high = len(self._rows) if latest is None else bisect_right(self._places, (latest, inf))
        return range(low, max(low, high))

    def page(self, span: range, offset: int, limit: int, descending: bool) -> list[Message]:
        """Give one page of a span."""
        ordered = span[::-1] if descending else span
        return [self._rows[position] for position in ordered[offset : offset + limit]]
