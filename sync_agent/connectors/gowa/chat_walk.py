"""How far all chats were read: a walk over the list of chats and over the messages of each."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from models.rules.core.moments import to_unix

# A gateway whose stored times carry several zones orders its lists by their text: at most so much out of order.
ZONES = 86_400
# While a walk goes on, chats jump to the list's front and push others past us: look at the front again, so often.
_PASSES = 3
_LATEST = 7 * 86_400  # seconds a message may come late
_CLOCKS_APART = 120  # seconds between the gateway's clock and ours


@dataclass(frozen=True)
class ChatWalk:
    """`seen`: newest second consumed by earlier walks; the rest belongs to the present one. Times: unix seconds.

    `start`: messages from here on are wanted; `floor`: chats that moved since are due in this pass; `every`: all are;
    `offset`: the page of chats; `chat`, `since`, `moved`, `place`, `mark`: the chat being read.
    """

    seen: int = 0
    start: int | None = None
    began: int = 0
    floor: int = 0
    every: bool = False
    passes: int = 1
    listings: int = 0
    offset: int = 0
    reached: int = 0
    chat: str = ""
    since: int = 0
    moved: int = 0
    place: int = 0
    mark: int = 0

    @property
    def under_way(self) -> bool:
        """Whether a walk has begun and not ended."""
        return self.start is not None

    def begin(self, overlap: timedelta, since: datetime | None, now: int) -> "ChatWalk":
        """Return the start of a walk: an overlap before what was seen, else over every chat from `since` on (R5)."""
        first = to_unix(since) if since else 0
        start = max(self.seen - ceil(overlap.total_seconds()), 0) if self.seen else max(first, 0)
        return ChatWalk(self.seen, start, now, start, not self.seen)

    def enter(self, chat: str, moved: int | None) -> "ChatWalk":
        """Begin a chat; one whose time moved back got an older message late, and is read from there."""
        start = self.start or 0
        is_late = moved is not None and not self.every
        since = max(min(start, moved or 0), start - _LATEST) if is_late else start
        return replace(self, chat=chat, since=max(since, 0), moved=moved or 0, place=0, mark=0)

    def further(self, rows: int, mark: int) -> "ChatWalk":
        """Go `rows` messages on in the chat; `mark` is a checksum of the page just read."""
        return replace(self, place=self.place + rows, mark=mark)

    def met(self, newest: int) -> "ChatWalk":
        """Note the newest message read; one from the future must not hide the next ones."""
        return replace(self, reached=max(self.reached, min(newest, self.began)))

    def leave(self) -> "ChatWalk":
        """End the chat."""
        return replace(self, chat="", since=0, moved=0, place=0, mark=0)

    def listed(self) -> "ChatWalk":
        """Count a requested page of chats."""
        return replace(self, listings=self.listings + 1)

    def next_page(self, rows: int) -> "ChatWalk":
        """Go `rows` chats on in their list."""
        return replace(self, offset=self.offset + rows)

    def end(self) -> "ChatWalk":
        """End the pass. The walk is over if it took one fetch, or if the list was read often enough."""
        if self.listings > 1 and self.passes < _PASSES:
            floor = self.began - _CLOCKS_APART
            return replace(self, floor=floor, every=False, passes=self.passes + 1, listings=0, offset=0)
        return ChatWalk(max(self.seen, self.reached))

    def write(self) -> str:
        """Return the walk as a cursor."""
        values = asdict(self) if self.under_way else {"seen": self.seen}
        return json.dumps(values, separators=(",", ":"))


_PLAIN = ChatWalk(start=0)


def read_walk(cursor: str | None) -> ChatWalk:
    """Return the walk of a cursor; a foreign or damaged one starts again, and all is read again (F16)."""
    try:
        walk = ChatWalk(**(json.loads(cursor) if cursor else {}))
    except (ValueError, TypeError):
        return ChatWalk()
    values, plain = asdict(replace(walk, start=walk.start or 0)), asdict(_PLAIN)
    sound = all(type(values[name]) is type(plain[name]) for name in plain)
    return walk if sound and all(value >= 0 for value in values.values() if type(value) is int) else ChatWalk()
