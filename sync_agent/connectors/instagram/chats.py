"""The direct messages of an account, read in rounds: conversations newest first, then each on its own."""

from collections.abc import Callable
from typing import Any

from models.rules.channels.messages import Kind, Unreadable
from models.rules.core.moments import to_unix
from sync_agent.connector_kit import strict_json
from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.graph import Graph, Listing, path
from sync_agent.connector_kit.graph_errors import AskedWrong, NotThere
from sync_agent.connector_kit.graph_items import keep_apart, name_of, second, since, whole
from sync_agent.connector_kit.rounds import Part, Place
from sync_agent.connectors.instagram import error_codes, payloads
from sync_agent.connectors.instagram.account import Own

# Details exist for the 20 newest messages only; of the older ones Meta says that they were deleted.
NEWEST = 20
PLAIN = "id,created_time,from{id,username},to,message"
RICH = f"{PLAIN},attachments,shares,story,is_unsupported,reply_to"
# So many empty lists in a row, after conversations were seen, are a warning (F17).
_EMPTY_RUN = 3


class Chats:
    """Direct messages. `own` returns the office's account."""

    kind = Kind.DM

    def __init__(self, graph: Graph, own: Callable[[], Own]) -> None:
        self._graph, self._own = graph, own
        self._fields = RICH
        self._empties = 0

    @property
    def looks_deaf(self) -> bool:
        """Whether the list of conversations was empty again and again although there are some."""
        return self._empties >= _EMPTY_RUN

    def things(self, place: Place, request: FetchRequest) -> Part:
        """Return one page of conversations, and the next page's cursor as long as one of them is in the round.

        The order is unreliable, so one old conversation does not end the list.
        """
        asked = {"platform": "instagram", "fields": "id,updated_time"}
        listing = self._listing(asked | ({"after": place.after} if place.after else {}))
        if not place.after:
            self._empties = self._empties + 1 if place.seen and not listing.items else 0
        start = place.start or 0
        inside = [item for item, _ in listing.items if (second(whole(item).get("updated_time")) or start) >= start]
        names = [name_of(whole(item).get("id")) for item in inside]
        return Part(
            unreadable=tuple(_odd(item, raw) for item, raw in listing.items if not name_of(whole(item).get("id"))),
            things=tuple(name for name in names if name),
            newest=max((second(item.get("updated_time")) or 0 for item in map(whole, inside)), default=0),
            after=listing.after if inside else None,
        )

    def inside(self, thing: str, place: Place, request: FetchRequest) -> Part:
        """Return the newest messages of one conversation; if all are new, older ones may have been missed (F18)."""
        listing = self.newest(thing)
        read, unreadable = keep_apart(listing.items, Kind.DM, lambda item: payloads.read_dm(item, self._own()))
        known = place.known(thing)
        oldest = min((to_unix(message.sent_at) for message in read), default=0)
        missed = bool(known) and len(listing.items) >= NEWEST and oldest > known
        recent = since(read, place.since(thing))[::-1]  # listed newest first: those of one second keep their order
        messages = sorted(recent, key=lambda message: message.sent_at)
        return Part(tuple(messages), unreadable, gap=read[0].thread_id if missed and read else None)

    def newest(self, conversation: str) -> Listing:
        """Return the newest messages of a conversation, with fewer fields where Meta does not know all of them."""
        try:
            return self._messages(conversation, self._fields)
        except NotThere:
            raise
        except AskedWrong:
            if self._fields == PLAIN:
                raise
            listing = self._messages(conversation, PLAIN)
            self._fields = PLAIN
            return listing

    def conversation_with(self, person: str) -> str | None:
        """Return the id of the conversation with somebody, None where Meta shows none."""
        listing = self._listing({"platform": "instagram", "user_id": person, "fields": "id"})
        names = [name_of(whole(item).get("id")) for item, _ in listing.items]
        return next((name for name in names if name), None) if len(names) == 1 else None

    def _listing(self, asked: dict[str, Any]) -> Listing:
        return self._graph.listing(path(self._own().inbox, "conversations"), asked)

    def _messages(self, conversation: str, fields: str) -> Listing:
        return self._graph.listing(path(conversation, "messages"), {"fields": fields}, (NEWEST,))


def _odd(item: object, raw: str | None) -> Unreadable:
    return Unreadable(raw if raw is not None else strict_json.write(item), error_codes.NO_CHAT_ID, Kind.DM)
