"""How far a stream's lists were read: each by a walk from the newest item back to an overlap before the last walk."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from models.rules.core.moments import to_unix

# X's ids: milliseconds since its own epoch, then 22 bits that tell apart what happened in one.
_EPOCH_MS, _SHIFT = 1_288_834_974_657, 22


@dataclass(frozen=True)
class Reading:
    """`seen`: newest millisecond consumed of each list; the rest: the present walk, its list, and back to when."""

    seen: tuple[int, ...]
    at: int = -1
    edge: int = 0
    token: str = ""
    newest: int = 0
    rows: int = 0

    @property
    def under_way(self) -> bool:
        """Whether a walk has begun and not ended."""
        return self.at >= 0

    def begin(self, at: int, overlap: timedelta, since: datetime | None) -> "Reading":
        """Begin a list: back to an overlap before what was seen, or to `since` where nothing was (R5)."""
        first = to_unix(since) * 1000 if since else 0
        seen = self.seen[at]
        edge = max(seen - int(overlap.total_seconds() * 1000), 0) if seen else first
        return Reading(self.seen, at, edge)

    def forward(self, token: str, rows: int, newest: int) -> "Reading":
        """Go on to the next page of the list."""
        return replace(self, token=token, rows=self.rows + rows, newest=max(self.newest, newest))

    def end(self) -> "Reading":
        """End the list; only now the newest item of the walk counts as seen."""
        seen = list(self.seen)
        seen[self.at] = max(seen[self.at], self.newest)
        return Reading(tuple(seen))

    def write(self) -> str:
        """Return it as a cursor."""
        return json.dumps(asdict(self) if self.under_way else {"seen": self.seen}, separators=(",", ":"))


def read_cursor(cursor: str | None, lists: int) -> Reading:
    """Return the reading of a cursor; a foreign one starts again, and all is read again (F16)."""
    try:
        values = json.loads(cursor) if cursor else {"seen": [0] * lists}
        found = Reading(**{**values, "seen": tuple(values["seen"])})
    except (ValueError, TypeError, KeyError):
        return Reading((0,) * lists)
    numbers = (*found.seen, found.edge, found.newest, found.rows)
    sound = all(type(one) is int and one >= 0 for one in numbers) and isinstance(found.token, str)
    fits = len(found.seen) == lists and type(found.at) is int and -1 <= found.at < lists
    return found if sound and fits else Reading((0,) * lists)


def since_id(milliseconds: int) -> str | None:
    """Return the id below all ids of that millisecond and later; None for a time before X's first."""
    number = (milliseconds - _EPOCH_MS) << _SHIFT
    return str(number - 1) if number > 1 else None
