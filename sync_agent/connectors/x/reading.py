"""How far a stream's lists were read: each by a walk from the newest item back to an overlap before the last walk.

X charges again for what is read again on another day of UTC. So what earlier days brought is read again only within
ten minutes of the newest item, and not at all once a walk ten minutes later went over these.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from models.rules.core.moments import to_unix

# X's ids: milliseconds since its own epoch, then 22 bits that tell apart what happened in one.
_EPOCH_MS, _SHIFT = 1_288_834_974_657, 22
_DAY_MS = 86_400_000
# X writes whole seconds: the id of what it dates 03:04:05 is of some moment until 03:04:06.
_SECOND_MS = 1000
# So near the newest item another one may still appear under an older time.
_LATE_MS = 600_000
# Rows asked for at first, where known ones are expected at once: a page of three ends a walk only by two that are
# known (`lies_before`). Then as many as were read so far, up to two dozen: so many known ones are paid again at most.
# What has brought that much is a backlog, for which calls are the scarcer thing (15 in a quarter of an hour).
_FIRST, _SOME, _BACKLOG, _MOST = 3, 24, 60, 100


@dataclass(frozen=True)
class Reading:
    """`seen`: newest millisecond consumed of each list; the rest: the present walk, its list, and back to when.

    `calm`: the `seen` of each list whose last ten minutes a walk went over when ten more had passed. `began`: the
    millisecond in which the present walk began.
    """

    seen: tuple[int, ...]
    at: int = -1
    edge: int = 0
    token: str = ""
    newest: int = 0
    rows: int = 0
    calm: tuple[int, ...] = ()
    began: int = 0

    @property
    def under_way(self) -> bool:
        """Whether a walk has begun and not ended."""
        return self.at >= 0

    @property
    def size(self) -> int:
        """Return how many rows to ask for where each known one is paid again; a first walk wants all there are."""
        return min(self.rows + _FIRST, _SOME) if self.edge and self.rows < _BACKLOG else _MOST

    def begin(self, at: int, overlap: timedelta, since: datetime | None, now_ms: int) -> "Reading":
        """Begin a list: back to an overlap before what was seen, or to `since` where nothing was (R5).

        A wide overlap reaches back to the present day of UTC, or as far as something late may still appear.
        """
        first = to_unix(since) * 1000 if since else 0
        seen = self.seen[at]
        back, today = seen - int(overlap.total_seconds() * 1000), now_ms - now_ms % _DAY_MS
        if self._is_calm(at):
            after = (seen // _SECOND_MS + 1) * _SECOND_MS
            back = after if seen - back <= _LATE_MS else max(back, min(today, after))
        else:
            back = max(back, min(today, seen - _LATE_MS), 0)
        return Reading(self.seen, at, back if seen else first, calm=self.calm, began=now_ms)

    def forward(self, token: str, rows: int, newest: int) -> "Reading":
        """Go on to the next page of the list."""
        return replace(self, token=token, rows=self.rows + rows, newest=max(self.newest, newest))

    def end(self) -> "Reading":
        """End the list; only now the newest item of the walk counts as seen."""
        seen, calm = list(self.seen), list(self.calm or (0,) * len(self.seen))
        newest = max(seen[self.at], self.newest)
        was_calm, seen[self.at] = self._is_calm(self.at) and newest == seen[self.at], newest
        around = newest - self.edge >= _LATE_MS and self.began - newest >= _LATE_MS
        calm[self.at] = newest if newest and (was_calm or around) else 0
        return Reading(tuple(seen), calm=tuple(calm) if any(calm) else ())

    def _is_calm(self, at: int) -> bool:
        return bool(self.calm) and self.calm[at] == self.seen[at] > 0

    def write(self) -> str:
        """Return it as a cursor."""
        ended = {"seen": self.seen} | ({"calm": self.calm} if self.calm else {})
        return json.dumps(asdict(self) if self.under_way else ended, separators=(",", ":"))


def read_cursor(cursor: str | None, lists: int) -> Reading:
    """Return the reading of a cursor; a foreign one starts again, and all is read again (F16)."""
    try:
        values = json.loads(cursor) if cursor else {"seen": [0] * lists}
        found = Reading(**{**values, "seen": tuple(values["seen"]), "calm": tuple(values.get("calm", ()))})
    except (ValueError, TypeError, KeyError):
        return Reading((0,) * lists)
    numbers = (*found.seen, *found.calm, found.edge, found.newest, found.rows, found.began)
    sound = all(type(one) is int and one >= 0 for one in numbers) and isinstance(found.token, str)
    fits = (
        len(found.seen) == lists
        and len(found.calm) in (0, lists)
        and type(found.at) is int
        and -1 <= found.at < lists
    )
    return found if sound and fits else Reading((0,) * lists)


def lies_before(moments: Sequence[int], edge: int) -> bool:
    """Return whether a page has come to what lies before an edge: most of it does, and its end.

    By either alone, messages under an odd time would end a walk above newer ones: the smaller a page, the fewer.
    """
    return bool(moments) and moments[-1] < edge and 2 * sum(moment < edge for moment in moments) > len(moments)


def since_id(milliseconds: int) -> str | None:
    """Return the id below all ids of that millisecond and later; None for a time before X's first."""
    number = (milliseconds - _EPOCH_MS) << _SHIFT
    return str(number - 1) if number > 1 else None
