"""The private messages of a Page, read in rounds: conversations newest first, then each on its own."""

from collections.abc import Callable

from models.rules.channels.messages import Kind, Unreadable
from models.rules.core.moments import to_unix
from sync_agent.connector_kit import strict_json
from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.emptiness import Emptiness
from sync_agent.connector_kit.graph import Graph, Listing, path
from sync_agent.connector_kit.graph_items import keep_apart, name_of, second, since, whole
from sync_agent.connector_kit.rounds import Part, Place
from sync_agent.connectors.facebook import payloads

# Details exist for the 20 newest messages only; of the older ones Facebook says that they were deleted.
NEWEST = 20
FIELDS = "id,created_time,from,to,message,attachments{id,mime_type,name,size,image_data,video_data,file_url},reply_to"


class Chats:
    """Private conversations. `page` returns the Page's own id."""

    kind = Kind.DM

    def __init__(self, graph: Graph, page: Callable[[], str], emptiness: Emptiness) -> None:
        self._graph, self._page, self._emptiness = graph, page, emptiness

    def things(self, place: Place, request: FetchRequest) -> Part:
        """Return one page of conversations, and the next page's cursor as long as one of them is in the round.

        The order is unreliable, so one old conversation does not end the list.
        """
        params = {"platform": "messenger", "fields": "id,updated_time"}
        listing = self._graph.listing("/me/conversations", params | ({"after": place.after} if place.after else {}))
        if not place.after:
            self._emptiness.note("daftar", empty=not listing.items, known=place.seen > 0)
        start = place.start or 0
        inside = [item for item, _ in listing.items if (second(whole(item).get("updated_time")) or start) >= start]
        names = [name_of(whole(item).get("id")) for item in inside]
        moments = [second(whole(item).get("updated_time")) or 0 for item in inside]
        return Part(
            unreadable=tuple(_odd(item, raw) for item, raw in listing.items if not name_of(whole(item).get("id"))),
            things=tuple(name for name in names if name),
            newest=max(moments, default=0),
            after=listing.after if inside else None,
        )

    def inside(self, thing: str, place: Place, request: FetchRequest) -> Part:
        """Return the newest messages of one conversation; if all are new, older ones may have been missed."""
        listing = self.newest(thing)
        self._emptiness.note("isi", empty=not listing.items, known=place.seen > 0)
        read, unreadable = keep_apart(listing.items, Kind.DM, lambda item: payloads.read_dm(item, self._page()))
        known, oldest = place.known(thing), min((to_unix(message.sent_at) for message in read), default=0)
        missed = listing.after is not None and 0 < known < oldest
        return Part(
            messages=since(read, place.since(thing)),
            unreadable=unreadable,
            gap=read[0].thread_id if missed else None,
        )

    def newest(self, conversation: str) -> Listing:
        """Return the newest messages of a conversation."""
        return self._graph.listing(path(conversation, "messages"), {"fields": FIELDS}, (NEWEST,))


def _odd(item: object, raw: str | None) -> Unreadable:
    reason = "Percakapan tanpa nomor pengenal. Periksa di Meta Business Suite."
    return Unreadable(raw if raw is not None else strict_json.write(item), reason, Kind.DM)
