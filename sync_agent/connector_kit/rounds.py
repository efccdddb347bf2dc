"""One pass over conversations or publications, each read on its own, so that a bad one stops no other."""

import json
import math
from dataclasses import asdict, dataclass, field, replace
from typing import Protocol

from models.rules.channels.messages import IncomingMessage, Kind, Page, Unreadable
from models.rules.core.moments import to_unix
from sync_agent.connector_kit import strict_json
from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.errors import CursorRefused, TryLater
from sync_agent.connector_kit.graph_errors import AskedWrong, ObjectTrouble

_STEPS = 6  # requests one look may cost, about
_TRIES = 3  # a thing that cannot be read so many rounds long becomes a note for the officers


@dataclass(frozen=True)
class Place:
    """The cursor of a round; moments are unix seconds.

    `seen`: newest moment of earlier rounds; `start`: where this one begins, None between rounds; `begun`: when it
    began; `after`, `inner`: cursors in the list and in the first of `todo`; `owed`: what could not be read, with the
    number of tries and the moment since which it is owed.
    """

    seen: int = 0
    start: int | None = None
    begun: int = 0
    reached: int = 0
    listing: bool = False
    after: str = ""
    todo: tuple[str, ...] = ()
    inner: str = ""
    owed: dict[str, tuple[int, int]] = field(default_factory=dict)

    def begin(self, request: FetchRequest) -> "Place":
        """Return the start of a round: an overlap before what was seen, or `since` where nothing was (R5)."""
        first = to_unix(request.since) if request.since else 0
        start = max(self.seen - math.ceil(request.overlap.total_seconds()), 0) if self.seen else first
        return Place(self.seen, start, to_unix(request.now), start, True, "", tuple(self.owed), "", self.owed)

    @property
    def under_way(self) -> bool:
        """Whether a round has begun and not ended."""
        return self.start is not None

    @property
    def over(self) -> bool:
        """Whether nothing is left in this round."""
        return not self.listing and not self.todo

    def since(self, thing: str) -> int:
        """Return the moment from which a thing must be read; earlier than the round's where it is still owed."""
        return min(self.start or 0, self.owed[thing][1]) if thing in self.owed else self.start or 0

    def known(self, thing: str) -> int:
        """Return the moment up to which a thing was read before, 0 for never."""
        return self.owed[thing][1] if thing in self.owed else self.seen

    def end(self) -> "Place":
        """Return the closed round; what arrived after its beginning is left to the next one."""
        owed = {thing: owing for thing, owing in self.owed.items() if owing[0] < _TRIES}
        return Place(seen=max(self.seen, min(self.reached, self.begun)), owed=owed)

    def write(self) -> str:
        """Return the place as a cursor."""
        values = {name: value for name, value in asdict(self).items() if value or name == "start"}
        return json.dumps(values, separators=(",", ":"))


def read_place(cursor: str | None) -> Place:
    """Return the place of a cursor; a foreign or damaged one starts again, and all is read again (F16)."""
    try:
        values = json.loads(cursor) if cursor else {}
        owed = {str(name): (int(tries), int(since)) for name, (tries, since) in values.pop("owed", {}).items()}
        todo = tuple(str(name) for name in values.pop("todo", ()))
        place = Place(**values, todo=todo, owed=owed)
    except (ValueError, TypeError, AttributeError):
        return Place()
    numbers = (place.seen, place.begun, place.reached, place.start or 0)
    whole = all(type(number) is int and number >= 0 for number in numbers)
    return place if whole and isinstance(place.after, str) and isinstance(place.inner, str) else Place()


@dataclass(frozen=True)
class Part:
    """The result of one request. `things`: to be read one by one; `newest`: unix seconds; `after`: there is more."""

    messages: tuple[IncomingMessage, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    things: tuple[str, ...] = ()
    newest: int = 0
    after: str | None = None
    gap: str | None = None


class Source(Protocol):
    """One stream of one platform, as a round reads it."""

    kind: Kind

    def things(self, place: Place, request: FetchRequest) -> Part:
        """Return one page of the list at `place.after`."""
        ...

    def inside(self, thing: str, place: Place, request: FetchRequest) -> Part:
        """Return one page of one thing at `place.inner`; ObjectTrouble leaves it for the next round."""
        ...


class Round:
    """Reads one source in rounds. What it remembers besides the cursor only saves requests."""

    def __init__(self, source: Source, unread: str) -> None:
        """Read `source`; `unread` tells officers what to do about a thing that cannot be read."""
        self._source, self._unread = source, unread
        self._stumbles: dict[str, int] = {}  # things whose reading broke the connection, how often in a row

    def fetch(self, request: FetchRequest) -> Page:
        """Continue the round, or begin one. Raises TryLater or SignInNeeded; then nothing was consumed."""
        place = read_place(request.cursor)
        place = place if place.under_way else place.begin(request)
        parts: list[Part] = []
        for _ in range(_STEPS):
            place, part = self._step(place, request)
            parts.append(part)
            if place.over:
                return _page(parts, place.end(), request, more=False)
        return _page(parts, place, request, more=True)

    def _step(self, place: Place, request: FetchRequest) -> tuple[Place, Part]:
        if place.todo:
            return self._read_thing(place, request)
        part = self._list(place, request)
        after = None if part.after == place.after else part.after  # the same page again and again
        fresh = tuple(dict.fromkeys(one for one in part.things if one not in place.owed))
        onward = replace(place, listing=after is not None, after=after or "", todo=fresh)
        return replace(onward, reached=max(place.reached, part.newest)), part

    def _list(self, place: Place, request: FetchRequest) -> Part:
        try:
            return self._source.things(place, request)
        except AskedWrong as err:
            if place.after:
                raise CursorRefused("Platform tidak mengenal lagi posisi bacaan; dibaca ulang.") from err
            raise

    def _read_thing(self, place: Place, request: FetchRequest) -> tuple[Place, Part]:
        thing, rest = place.todo[0], place.todo[1:]
        try:
            part = self._source.inside(thing, place, request)
        except ObjectTrouble as trouble:
            if trouble.after_seconds is not None:
                raise
            return self._leave(thing, place)
        except TryLater as trouble:
            if trouble.after_seconds is not None or not self._stumbled(thing):
                raise
            return self._leave(thing, place)
        self._stumbles.pop(thing, None)
        reached = max(place.reached, part.newest)
        if part.after is not None and part.after != place.inner:
            return replace(place, inner=part.after, reached=reached), part
        owed = {name: owing for name, owing in place.owed.items() if name != thing}
        return replace(place, todo=rest, inner="", reached=reached, owed=owed), part

    def _stumbled(self, thing: str) -> bool:
        """Whether this thing, and not the platform, keeps breaking the connection."""
        self._stumbles[thing] = self._stumbles.get(thing, 0) + 1
        return self._stumbles[thing] >= _TRIES

    def _leave(self, thing: str, place: Place) -> tuple[Place, Part]:
        """Skip a thing: owed to the next round, or reported to officers after several tries."""
        tries = place.owed.get(thing, (0, 0))[0] + 1
        owed = {**place.owed, thing: (tries, place.since(thing))}
        onward = replace(place, todo=place.todo[1:], inner="", owed=owed)
        if tries < _TRIES:
            return onward, Part()
        day = place.begun // 86_400  # one note a day is enough to send somebody to the phone
        note = Unreadable(strict_json.write({"id": thing, "hari": day}), self._unread, self._source.kind)
        return onward, Part(unreadable=(note,))


def _page(parts: list[Part], place: Place, request: FetchRequest, more: bool) -> Page:
    """Return the page of several requests' results, each item once."""
    messages: dict[str, IncomingMessage] = {}
    for part in parts:
        messages |= {message.external_id: message for message in part.messages}
    unchanged = place == read_place(request.cursor)
    return Page(
        messages=tuple(messages.values()),
        unreadable=tuple(item for part in parts for item in part.unreadable),
        cursor=None if unchanged else place.write(),
        more=more,
        gaps=tuple(part.gap for part in parts if part.gap),
    )
