"""The comments under an account's publications, read in rounds: the list first, then each on its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from typing import Any

from models.rules.channels.messages import IncomingMessage, Kind, Unreadable
from models.rules.core.moments import to_unix
from sync_agent.connector_kit import strict_json
from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.errors import SignInNeeded
from sync_agent.connector_kit.graph import Graph, path
from sync_agent.connector_kit.graph_errors import NotThere, ObjectTrouble
from sync_agent.connector_kit.graph_items import keep_apart, name_of, newest_of, since, whole
from sync_agent.connector_kit.rounds import Part, Place
from sync_agent.connectors.instagram import error_codes, payloads
from sync_agent.connectors.instagram.account import Own

_ONE = "id,text,timestamp,username,from{id,username}"
FIELDS = f"{_ONE},parent_id,hidden,replies.limit(50){{{_ONE},parent_id,hidden}}"
PUBLICATION_FIELDS = "id,caption,permalink,timestamp,comments_count"
_LIMITS = (50, 10, 1)  # fifty a query is Instagram's most
_WATCHED, _MOST_WATCHED = 50, 500
_MOST_PAGES = 20  # of replies below one comment
# An overlap so wide is the agent's hourly look back: then no publication is passed over for its count.
_WIDE = timedelta(hours=1)
_DEEPEST = 40  # pages of one publication read in search of an answer below an old comment


@dataclass
class Known:
    """What is remembered of a publication to save requests: its comment count and newest comment (unix time)."""

    count: int | None = None
    newest: int = 0


@dataclass
class Depth:
    """How far into one publication this reading has come."""

    pages: int = 0
    fresh: int = 0
    newest: int = 0


class Comments:
    """Comments and tags. `own` returns the office's account; the newest `watched` publications are read."""

    kind = Kind.COMMENT

    def __init__(self, graph: Graph, own: Callable[[], Own], watched: str) -> None:
        self._graph, self._own = graph, own
        number = int(watched) if watched.isascii() and watched.isdigit() else _WATCHED
        self._watched = min(max(number, 1), _MOST_WATCHED)
        self._publications: dict[str, payloads.Publication] = {}
        self._counts: dict[str, int | None] = {}  # as listed in this round
        self._known: dict[str, Known] = {}
        self._depth: dict[str, Depth] = {}

    def things(self, place: Place, request: FetchRequest) -> Part:
        """Return those of the newest publications with something to read, and those that tag us."""
        items = self._list_publications()
        self._counts = {}
        names: list[str] = []
        for item, _ in items:
            publication = payloads.read_publication(item)
            if publication is not None:
                self._publications[publication.id], self._counts[publication.id] = publication, _count(item)
                names.append(publication.id)
        # Others' publications are asked for less often: a quiet account has few calls to spend (channels.md §3).
        rare = request.overlap >= _WIDE or request.since is not None or not place.seen
        tags, odd_tags = self._tags(place) if rare else ((), ())
        nameless = tuple(_odd(item, raw) for item, raw in items if payloads.read_publication(item) is None)
        things = tuple(name for name in names if self._worth_reading(name, place, request))
        return Part(tags, (*nameless, *odd_tags), things, newest_of(tags))

    def inside(self, thing: str, place: Place, request: FetchRequest) -> Part:
        """Return one page of a publication's comments, each with its replies, none if it is gone."""
        try:
            return self._read_page(thing, place, request)
        except NotThere:
            return Part()

    def _read_page(self, thing: str, place: Place, request: FetchRequest) -> Part:
        depth = self._depth.setdefault(thing, Depth()) if place.inner else Depth()
        self._depth[thing] = depth
        asked = {"fields": FIELDS} | ({"after": place.inner} if place.inner else {})
        listing = self._graph.listing(path(thing, "comments"), asked, _LIMITS)
        readings = list(chain.from_iterable(self._talk(item, raw, thing) for item, raw in listing.items[::-1]))
        messages = tuple(one for one in readings if isinstance(one, IncomingMessage))
        start = place.since(thing)
        known = self._known.get(thing, Known())
        depth.pages += 1
        depth.fresh += sum(1 for one in messages if to_unix(one.sent_at) > known.newest)
        newest = newest_of(messages)
        depth.newest = max(depth.newest, newest)
        onward = listing.after and (newest >= start or request.since or self._owes_more(thing, known, depth))
        if not onward:
            self._known[thing] = Known(self._counts.get(thing), max(depth.newest, known.newest))
            self._depth.pop(thing, None)
        return Part(
            messages=tuple(sorted(since(messages, start), key=lambda message: message.sent_at)),
            unreadable=tuple(one for one in readings if isinstance(one, Unreadable)),
            newest=newest,
            after=listing.after if onward else None,
        )

    def replies(self, root: str, after: str | None) -> tuple[list[tuple[Any, str | None]], str | None]:
        """Return one page of the replies below a comment, and the next cursor."""
        asked = {"fields": _ONE} | ({"after": after} if after else {})
        listing = self._graph.listing(path(root, "replies"), asked, _LIMITS)
        return list(listing.items), listing.after

    def all_replies(self, root: str) -> tuple[list[tuple[Any, str | None]], bool]:
        """Return the replies below a comment, and whether these are all."""
        found, after = self.replies(root, None)
        pages = 1
        while after and pages < _MOST_PAGES:
            more, after = self.replies(root, after)
            found += more
            pages += 1
        return found, after is None

    def replies_inside(self, root: str) -> list[tuple[Any, str | None]]:
        """Return the first replies below a comment, from the comment itself."""
        found, _ = payloads.replies_of(self._graph.get(path(root), {"fields": f"id,replies.limit(50){{{_ONE}}}"}))
        return found

    def _talk(self, item: object, raw: str | None, thing: str) -> list[payloads.Reading]:
        replies, more = payloads.replies_of(item)
        root = name_of(whole(item).get("id"))
        if more and root:
            replies, _ = self.all_replies(root)
        return payloads.read_talk(item, raw, replies, self._own(), self._publication(thing))

    def _publication(self, publication_id: str) -> payloads.Publication:
        """Return a publication; one listed before a restart is asked for again."""
        if publication_id not in self._publications:
            found = payloads.read_publication(
                self._graph.get(path(publication_id), {"fields": "id,caption,permalink"})
            )
            self._publications[publication_id] = found or payloads.Publication(publication_id)
        return self._publications[publication_id]

    def _list_publications(self) -> list[tuple[Any, str | None]]:
        found: list[tuple[Any, str | None]] = []
        after: str | None = ""
        while after is not None and len(found) < self._watched:
            asked = {"fields": PUBLICATION_FIELDS} | ({"after": after} if after else {})
            listing = self._graph.listing(path(self._own().node, "media"), asked, _LIMITS)
            found += listing.items
            after = listing.after
        return found[: self._watched]

    def _worth_reading(self, publication_id: str, place: Place, request: FetchRequest) -> bool:
        """Whether a publication may have something new; `comments_count` is not the only sign."""
        count, known = self._counts[publication_id], self._known.get(publication_id)
        if count == 0 and request.since is None:
            return False
        if known is None or request.since is not None or request.overlap >= _WIDE:
            return True
        # What was recent is read again: the list may have skipped some (F15), or the page was never stored.
        return count is None or count != known.count or known.newest >= (place.start or 0)

    def _owes_more(self, publication_id: str, known: Known, depth: Depth) -> bool:
        """Whether the count rose by more than was found, so that somebody answered below an older comment."""
        count = self._counts.get(publication_id)
        if known.count is None or count is None or depth.pages >= _DEEPEST:
            return False
        return count - known.count > depth.fresh

    def _tags(self, place: Place) -> tuple[tuple[IncomingMessage, ...], tuple[Unreadable, ...]]:
        """Return the newest publications of others that tag us; a failure of this extra stops nothing."""
        asked = {"fields": "id,caption,permalink,timestamp,username"}
        try:
            listing = self._graph.listing(path(self._own().node, "tags"), asked)
        except (ObjectTrouble, SignInNeeded):
            return (), ()
        read, odd = keep_apart(listing.items, Kind.COMMENT, lambda item: payloads.read_tag(item, self._own()))
        return since(read, place.start or 0), odd


def _count(item: object) -> int | None:
    found = whole(item).get("comments_count")
    return found if type(found) is int else None


def _odd(item: object, raw: str | None) -> Unreadable:
    return Unreadable(
        raw if raw is not None else strict_json.write(item), error_codes.NO_PUBLICATION_ID, Kind.COMMENT
    )
