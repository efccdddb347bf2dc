"""How far a time-ordered list was read: a walk from an overlap before the newest consumed item to the end."""

import json
import math
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from models.rules.core.moments import to_unix


@dataclass(frozen=True)
class Walk:
    """`seen`: newest second ever consumed; the rest: where the present walk began, its offset, what it reached.

    `mark` is a checksum of the last page: a server that ignores the offset returns the same page for ever.
    """

    seen: int = 0
    start: int | None = None
    offset: int = 0
    reached: int = 0
    empties: int = 0
    mark: int = 0

    @property
    def under_way(self) -> bool:
        """Whether a walk has begun and not ended."""
        return self.start is not None

    def begin(self, overlap: timedelta, since: datetime | None) -> "Walk":
        """Return the start of a walk: an overlap before what was seen, or `since` where nothing was (R5)."""
        first = to_unix(since) if since else 0
        start = max(self.seen - math.ceil(overlap.total_seconds()), 0) if self.seen else first
        return Walk(self.seen, start, 0, start)

    def forward(self, rows: int, newest: int | None, latest_possible: int, mark: int = 0) -> "Walk":
        """Return the walk `rows` places on; the newest item of these is from `newest` (unix seconds).

        A moment after `latest_possible` does not count: an item from the future must not hide the next ones.
        """
        bounded = min(newest, latest_possible) if newest is not None else 0
        return replace(
            self,
            seen=max(self.seen, bounded),
            offset=self.offset + rows,
            reached=max(self.reached, newest or 0),
            empties=self.empties + 1 if newest is None else 0,
            mark=mark,
        )

    def end(self) -> "Walk":
        """Return the closed walk; the next one begins before what was seen."""
        return Walk(self.seen)

    def write(self) -> str:
        """Return the walk as a cursor."""
        values = asdict(self) if self.under_way else {"seen": self.seen}
        return json.dumps(values, separators=(",", ":"))


def read_walk(cursor: str | None) -> Walk:
    """Return the walk of a cursor; a foreign or damaged one starts again, and all is read again (F16)."""
    try:
        values = json.loads(cursor) if cursor else {}
        walk = Walk(**values)
    except (ValueError, TypeError):
        return Walk()
    fields = (walk.seen, walk.offset, walk.reached, walk.empties, walk.mark, walk.start or 0)
    return walk if all(type(value) is int and value >= 0 for value in fields) else Walk()
