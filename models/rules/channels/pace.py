"""How far apart answers leave an office's own number, and in which order: like a person's, so that it is not banned.

Decided from what left before. What is a gateway's alone: only a channel whose row says `paced` asks.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from zlib import crc32

from models.rules.core.moments import day_words, to_wib
from models.rules.replies.delivery import Purpose, ReplyState

# A person's pauses are not alike: between these shares of the usual one, each answer has its own.
_SHORTEST, _LONGEST = 0.7, 1.3
# A first response leaves so long before its minute ends, or a little after, if a pass of the agent was slow.
_BEFORE, _AFTER = timedelta(seconds=5), timedelta(seconds=5)
_NEAR = 0.8  # of a limit: so much is worth a warning
# The settings of an account that limit it further.
HOUR_CAP, DAY_CAP = "hour_cap", "day_cap"
# An account's setting: show that somebody types, before a text leaves.
TYPING = "typing"
# What WhatsApp saw, or may have seen; what surely did not leave holds nothing up.
SEEN_OUTSIDE = frozenset(
    {ReplyState.SENDING, ReplyState.SENT, ReplyState.UNKNOWN, ReplyState.HOLD, ReplyState.REFUSED}
)


class Urgency(IntEnum):
    """What goes before what. Within one of these, who has waited longest for his turn."""

    FIRST = 0  # the first response, whose minutes count
    SINGLE = 1
    COPY = 2  # the same words to a further citizen, by one submission
    ASKING = 3  # nobody waits for it


def urgency(purpose: Purpose, copy: bool) -> Urgency:
    """Return how urgent an answer is; `copy`: its words went, by the same submission, to somebody before."""
    if purpose is Purpose.TANGGAPAN_AWAL:
        return Urgency.FIRST
    if purpose is Purpose.SURVEI:
        return Urgency.ASKING
    return Urgency.COPY if copy else Urgency.SINGLE


@dataclass(frozen=True)
class Limits:
    """How fast one number may send: the usual pause in seconds, and how many in an hour and a day; 0: no limit."""

    pace: float = 0.0
    hour: int = 0
    day: int = 0

    @property
    def any(self) -> bool:
        """Whether anything is limited."""
        return bool(self.pace or self.hour or self.day)

    @property
    def caps(self) -> tuple[tuple[int, timedelta, str], ...]:
        """Return the two limits, with the time each counts over and its name."""
        return (self.hour, timedelta(hours=1), "sejam"), (self.day, timedelta(days=1), "sehari")

    @property
    def most(self) -> int:
        """Return how many of the newest that left have to be known."""
        return max(self.hour, self.day, 1)

    @property
    def longest_pause(self) -> timedelta:
        """Return the longest pause there is."""
        return timedelta(seconds=self.pace * _LONGEST)

    def pause_before(self, key: str) -> timedelta:
        """Return the pause before an answer, always the same for the same answer."""
        share = crc32(key.encode()) / 0xFFFFFFFF
        return timedelta(seconds=self.pace * (_SHORTEST + (_LONGEST - _SHORTEST) * share))


UNLIMITED = Limits()


@dataclass(frozen=True)
class Use:
    """How many answers left a number within an hour or a day, and how many may; 0: any number."""

    count: int
    cap: int
    span: str

    @property
    def is_near(self) -> bool:
        """Whether the limit is nearly used up."""
        return _NEAR * self.cap <= self.count < self.cap


@dataclass(frozen=True)
class Turn:
    """One answer that waits to leave; `latest`: when the minute of a first response ends."""

    row: int
    conversation: int
    key: str
    urgency: Urgency
    since: datetime
    free_at: datetime | None = None
    latest: datetime | None = None

    @property
    def order(self) -> tuple[int, datetime, int]:
        """Return its place: the most urgent first, then the oldest."""
        return self.urgency, self.latest or self.since, self.row


@dataclass(frozen=True)
class Full:
    """A limit that is used up, until when."""

    until: datetime
    limit: str


class Road:
    """What left a number lately, and when the next answer may follow."""

    def __init__(
        self, limits: Limits, left: Iterable[datetime], now: datetime, sending: timedelta = timedelta()
    ) -> None:
        """Begin with what left; `sending`: what the agent's pass and the request take on top of each pause."""
        self._limits, self._sending = limits, sending
        # By a clock that was wrong nothing may freeze: what left further ahead than the longest pause tells nothing.
        self._left = sorted(min(one, now) for one in left if one <= now + limits.longest_pause)

    def opens(self, turn: Turn, at: datetime) -> datetime:
        """Return when an answer may leave, looked at from this moment."""
        full = self.full(at)
        return max(self._paced(turn, at), full.until if full else at)

    def full(self, at: datetime) -> Full | None:
        """Return which limit of an hour or a day is used up; of two, the one that lasts longer."""
        used = [
            Full(self._left[-cap] + span, f"batas {cap} pesan {word}")
            for cap, span, word in self._limits.caps
            if 0 < cap <= len(self._left)
        ]
        return max((one for one in used if one.until > at), key=lambda one: one.until, default=None)

    def take(self, moment: datetime) -> None:
        """Note that an answer left."""
        self._left.append(moment)

    def _paced(self, turn: Turn, at: datetime) -> datetime:
        if not self._left:
            return at
        paced = self._left[-1] + self._limits.pause_before(turn.key) + self._sending
        if turn.latest is not None and at <= turn.latest + _AFTER:
            return min(paced, turn.latest - _BEFORE)
        return paced


def turn_words(leaves: datetime, full: Full | None, now: datetime) -> str:
    """Return why an answer waits for its turn, and when it leaves."""
    why = f"{full.limit} dari nomor ini tercapai" if full else "menunggu giliran, agar nomor kantor tidak diblokir"
    return f"{why}: berangkat ± {about(leaves, now)}"


def about(moment: datetime, now: datetime) -> str:
    """Return a moment near now in words: 14.20, of another day with its date."""
    then, today = to_wib(moment), to_wib(now).date()
    return f"{then:%H.%M}" if then.date() == today else f"{day_words(then.date())} {then:%H.%M}"


def plan(
    turns: Sequence[Turn], road: Road, now: datetime, served: dict[int, datetime], most: int = 0
) -> dict[int, datetime]:
    """Return when each answer leaves if nothing else comes, in that order; at most `most` of them (0: all).

    One conversation's answers keep their order. `served`: when each conversation last got one, so that none with
    many answers keeps the others waiting.
    """
    queues: dict[int, list[Turn]] = defaultdict(list)
    for turn in sorted(turns, key=lambda one: one.row, reverse=True):
        queue = queues[turn.conversation]
        queue.append(_as_urgent(turn, queue[-1]) if queue else turn)
    resting = [_head(queue, served.get(number), now) for number, queue in queues.items()]
    heapq.heapify(resting)
    ready: list[tuple[tuple[int, datetime, int], Turn]] = []
    leaves: dict[int, datetime] = {}
    at = now
    while (resting or ready) and not 0 < most <= len(leaves):
        while resting and resting[0][0] <= at:
            turn = heapq.heappop(resting)[2]
            heapq.heappush(ready, (turn.order, turn))
        opens = road.opens(ready[0][1], at) if ready else resting[0][0]
        if opens > at or not ready:
            at = min(opens, resting[0][0]) if resting else opens
            continue
        turn = heapq.heappop(ready)[1]
        leaves[turn.row] = at
        road.take(at)
        if queues[turn.conversation]:
            heapq.heappush(resting, _head(queues[turn.conversation], at, at))
    return leaves


def _as_urgent(turn: Turn, behind: Turn) -> Turn:
    """Return an answer as urgent as the one behind it in its conversation, which cannot leave before it."""
    return replace(turn, urgency=behind.urgency, latest=behind.latest) if behind.urgency < turn.urgency else turn


def _head(queue: list[Turn], served: datetime | None, at: datetime) -> tuple[datetime, int, Turn]:
    """Return a conversation's next answer with when it is free; it waits for its turn since the one before left."""
    turn = queue.pop()
    turn = replace(turn, since=max(turn.since, min(served, at) if served else turn.since))
    return turn.free_at or at, turn.row, turn
