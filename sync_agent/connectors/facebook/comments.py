"""The public side of a Page, read in rounds: its own and visitors' publications, then the comments under each."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from models.rules.channels.messages import Author, HandleKind, Kind
from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.emptiness import Emptiness
from sync_agent.connector_kit.graph import Graph, Listing, path
from sync_agent.connector_kit.graph_errors import NotThere, ObjectTrouble
from sync_agent.connector_kit.graph_items import keep_apart, newest_of, second, since, whole
from sync_agent.connector_kit.rounds import Part, Place
from sync_agent.connectors.facebook import payloads
from sync_agent.connectors.facebook.payloads import Publication

# What the office published; what visitors posted on the Page; what mentions it.
_EDGES = ("published_posts", "visitor_posts", "tagged")
_PUBLICATION = "id,created_time,updated_time,message,story,from{id,name},permalink_url"
# Photos of its own publications are nothing the office needs.
_FIELDS = (_PUBLICATION, f"{_PUBLICATION},full_picture", f"{_PUBLICATION},full_picture")
COMMENT = "id,message,from{id,name},created_time,parent{id,from{id,name}},permalink_url,attachment"
_PAGE_LIMIT = 100
_COMMENT_LIMITS = (50, 10, 1)
# So far is looked back after an outage and once an hour: then Facebook's word on what moved is not relied on.
_THOROUGH = timedelta(hours=1)
_REMEMBERED = 1000  # publications, and answers


class Comments:
    """Comments and visitors' publications; of each sort the newest `watched` are read."""

    kind = Kind.COMMENT

    def __init__(self, graph: Graph, page: Callable[[], str], emptiness: Emptiness, watched: int) -> None:
        self._graph, self._page, self._emptiness, self._watched = graph, page, emptiness, watched
        self._answered: dict[str, Author] = {}  # our own answers, whom they are for
        self._publications: dict[
            str, Publication
        ] = {}  # what was read of publications; asked for again where it is forgotten

    def things(self, place: Place, request: FetchRequest) -> Part:
        """Return one page of one sort of publications; visitors' publications are messages themselves."""
        edge, taken, after = _read_step(place.after)
        limit = min(self._watched - taken, _PAGE_LIMIT)
        params = {"fields": _FIELDS[edge]} | ({"after": after} if after else {})
        try:
            listing = self._graph.listing(f"/me/{_EDGES[edge]}", params, (limit, min(limit, 10), 1))
        except ObjectTrouble as trouble:
            if edge == 0 or trouble.after_seconds is not None:
                raise
            listing = Listing(())  # not every Page has these lists
        if not place.after:
            self._emptiness.note("kiriman", empty=not listing.items, known=place.seen > 0)
        page = self._page()
        publications = [
            publication
            for item, _ in listing.items
            if (publication := payloads.read_publication(item, page, edge == 0))
        ]
        self._remember(publications)
        read, unreadable = keep_apart(
            listing.items, Kind.COMMENT, lambda item: payloads.read_visitor_publication(item, page)
        )
        visitors = since((one for one in read if edge > 0), place.start or 0)
        moved = {publication.id for publication in publications} - _still(listing.items, place, request)
        return Part(
            messages=visitors,
            unreadable=unreadable,
            things=tuple(publication.id for publication in publications if publication.id in moved),
            newest=newest_of(visitors),
            after=_next_step(edge, taken + len(listing.items), listing.after, self._watched),
        )

    def inside(self, thing: str, place: Place, request: FetchRequest) -> Part:
        """Return one page of all comments under one publication, none if it is gone."""
        try:
            publication, listing = self._publication(thing), self._comments(thing, place, request)
        except NotThere:
            return Part()
        page = self._page()
        authors = payloads.authors_of(listing.items, page) | self._answered
        read, unreadable = keep_apart(
            listing.items, Kind.COMMENT, lambda item: payloads.read_comment(item, page, publication, authors)
        )
        return Part(since(read, place.since(thing)), unreadable, (), newest_of(read), listing.after)

    def note_answer(self, comment_id: str, thread_id: str) -> None:
        """Remember whom an answer is for until it is read back: Facebook puts it under the top-level comment.

        After a restart it counts as an answer to that comment's author.
        """
        if len(self._answered) > _REMEMBERED:
            self._answered.clear()
        self._answered[comment_id] = Author(HandleKind.FACEBOOK, thread_id.partition("/")[2])

    def _comments(self, thing: str, place: Place, request: FetchRequest) -> Listing:
        """Return comments of all levels; ranked ones come in any order, so every page is read."""
        params: dict[str, Any] = {"filter": "stream", "order": "reverse_chronological", "fields": COMMENT}
        params |= {"after": place.inner} if place.inner else {}
        # What `since` measures is not documented: the looks that must find all do without it.
        start = place.since(thing)
        params |= {"since": start} if start and not _is_thorough(request) else {}
        return self._graph.listing(path(thing, "comments"), params, _COMMENT_LIMITS)

    def _publication(self, publication_id: str) -> Publication:
        """Return what is known of a publication, asked for again if it was forgotten."""
        if publication_id not in self._publications:
            answer = self._graph.get(path(publication_id), {"fields": "id,message,story,from{id,name}"})
            self._remember(
                [
                    payloads.read_publication({**answer, "id": publication_id}, self._page())
                    or Publication(publication_id)
                ]
            )
        return self._publications[publication_id]

    def _remember(self, publications: list[Publication]) -> None:
        if len(self._publications) > _REMEMBERED:
            self._publications.clear()
        self._publications |= {publication.id: publication for publication in publications}


def _is_thorough(request: FetchRequest) -> bool:
    return request.since is not None or request.overlap >= _THOROUGH


def _still(items: tuple[tuple[Any, str | None], ...], place: Place, request: FetchRequest) -> set[str]:
    """Return the publications without new comments according to Facebook; a sweep does not rely on that."""
    if _is_thorough(request):
        return set()
    start = place.start or 0
    moments = {str(whole(item).get("id")): second(whole(item).get("updated_time")) for item, _ in items}
    return {publication_id for publication_id, moved in moments.items() if moved is not None and moved < start}


def _read_step(after: str) -> tuple[int, int, str]:
    """Return a place in the three lists: which list, how many of it were taken, and Facebook's cursor."""
    edge, _, rest = after.partition(":")
    taken, _, place = rest.partition(":")
    sound = edge.isascii() and edge.isdigit() and int(edge) < len(_EDGES) and taken.isascii() and taken.isdigit()
    return (int(edge), int(taken), place) if sound else (0, 0, "")


def _next_step(edge: int, taken: int, after: str | None, watched: int) -> str | None:
    if after is not None and taken < watched:
        return f"{edge}:{taken}:{after}"
    return f"{edge + 1}:0:" if edge + 1 < len(_EDGES) else None
