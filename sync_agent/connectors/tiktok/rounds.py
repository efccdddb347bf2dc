"""How far a round has come, as a cursor: what is left of it, and what earlier rounds have seen."""

import json
import math
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from models.rules.core.moments import to_unix
from sync_agent.connector_kit.contract import FetchRequest

# TikTok may fail at single threads; more of them in one round mean that TikTok itself fails.
SKIPS = 5


@dataclass(frozen=True)
class Round:
    """`seen`: newest moment of ended rounds; the other fields: where the present one began and what is left.

    Moments are unix time in the stream's own unit: seconds for comments, milliseconds for messages. `todo` holds
    videos or conversations, the one being read first; `place` is TikTok's cursor in its list, `last`: that was its
    last page; `below`: comments whose answers are still to be listed, each with its author.
    """

    seen: int = 0
    start: int | None = None
    began: int = 0
    newest: int = 0
    skipped: int = 0
    todo: tuple[str, ...] = ()
    place: int = 0
    last: bool = False
    below: tuple[tuple[str, str], ...] = ()
    below_place: int = 0

    @property
    def under_way(self) -> bool:
        """Whether a round has begun and not ended."""
        return self.start is not None

    @property
    def edge(self) -> int:
        """Return the moment from which on items are wanted."""
        return self.start or 0

    def begin(self, request: FetchRequest, todo: tuple[str, ...], per_second: int = 1) -> "Round":
        """Begin over `todo`, at what `edge_of` says."""
        return Round(self.seen, self.edge_of(request, per_second), in_units(request.now, per_second), todo=todo)

    def edge_of(self, request: FetchRequest, per_second: int = 1) -> int:
        """Return where a round begins: an overlap before what was seen, or `since` where nothing was (R5)."""
        first = in_units(request.since, per_second) if request.since else 0
        overlap = math.ceil(request.overlap.total_seconds() * per_second)
        return max(self.seen - overlap, 0) if self.seen else first

    def met(self, newest: int) -> "Round":
        """Note the newest moment of a page."""
        return replace(self, newest=max(self.newest, newest))

    def skip(self) -> "Round":
        """Skip what TikTok failed over; the next round begins where this one did."""
        left = replace(self, skipped=self.skipped + 1)
        return replace(left, below=left.below[1:], below_place=0) if self.below else left.done()

    def done(self) -> "Round":
        """Go on with the next of `todo`."""
        return replace(self, todo=self.todo[1:], place=0, last=False, below=(), below_place=0)

    def settled(self) -> "Round":
        """Go on once the last page was read and no answers are left below it."""
        return self.done() if self.last and not self.below else self

    def end(self) -> "Round":
        """End the round. What came after its beginning is left to the next one: threads read early may have more."""
        return Round(self.seen if self.skipped else max(self.seen, min(self.newest, self.began)))

    def write(self) -> str:
        """Return the round as a cursor."""
        values = asdict(self) if self.under_way else {"seen": self.seen}
        return json.dumps(values, separators=(",", ":"))


def in_units(moment: datetime, per_second: int) -> int:
    """Return naive UTC as whole seconds or milliseconds of unix time."""
    return to_unix(moment) * per_second + moment.microsecond * per_second // 1_000_000


def read_round(cursor: str | None) -> Round:
    """Return the round of a cursor; a foreign or damaged one starts again, and all is read again (F16)."""
    try:
        values = json.loads(cursor) if cursor else {}
        todo = tuple(str(one) for one in values.pop("todo", ()))
        below = tuple((str(one), str(author)) for one, author in values.pop("below", ()))
        found = Round(**values, todo=todo, below=below)
    except (ValueError, TypeError, AttributeError):
        return Round()
    numbers = (found.seen, found.edge, found.began, found.newest, found.skipped, found.place, found.below_place)
    return found if all(type(number) is int and number >= 0 for number in numbers) else Round()


class Minute:
    """The calls of the last minute at an endpoint, by the requests' own clock; TikTok allows 40 (channels.md §5)."""

    LIMIT = 36  # the look-backs after sending share the forty

    def __init__(self) -> None:
        self._calls: dict[str, list[datetime]] = {}

    def wait(self, path: str, now: datetime) -> float:
        """Return the seconds until a call is allowed; 0 where it is, and then it is counted."""
        span = timedelta(minutes=1)
        # A clock that was set leaves calls of the future behind: they do not count (F40).
        calls = [at for at in self._calls.get(path, ()) if timedelta(0) <= now - at < span]
        full = len(calls) >= self.LIMIT
        self._calls[path] = calls if full else [*calls, now]
        return (span - (now - calls[0])).total_seconds() if full else 0.0
