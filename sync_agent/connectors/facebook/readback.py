"""Looks for an answer of ours at Facebook: in the conversation, or under the comment it was given to."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from models.rules.messages import Ack, Finding, Kind, OutgoingReply, Readback
from sync_agent.connector_kit.graph import Graph
from sync_agent.connector_kit.graph_items import moment, name_of, whole
from sync_agent.connectors.facebook.chats import Chats

Items = tuple[tuple[Any, str | None], ...]

# Facebook's clock and ours need not agree.
_TOLERANCE = timedelta(minutes=2)
_PAGES = 5
_FIELDS = "id,message,created_time,from{id,name}"


class Lookback:
    """Finds own items by who wrote them, what they say and when; a list only refutes where it is whole."""

    def __init__(self, graph: Graph, chats: Chats, page: Callable[[], str]) -> None:
        self._graph, self._chats, self._page = graph, chats, page

    def find(self, reply: OutgoingReply) -> Readback:
        """Look for an answer. Raises TryLater or SignInNeeded."""
        if reply.kind is Kind.COMMENT and not reply.private:
            return self._under_comment(reply)
        found = self._in_chat(reply, reply.author_handle if reply.private else reply.thread_id)
        # A private answer may start a conversation under another id: not seeing it proves nothing.
        return Readback(Finding.UNDECIDED) if reply.private and found.finding is Finding.ABSENT else found

    def _in_chat(self, reply: OutgoingReply, person: str | None) -> Readback:
        params = {"platform": "messenger", "user_id": person or "", "fields": "id"}
        listing = self._graph.listing("/me/conversations", params, (1,))
        chat = next((name_of(whole(item).get("id")) for item, _ in listing.items), None)
        if chat is None:
            return Readback(Finding.UNDECIDED)
        newest = self._chats.newest(chat)
        return self._judge(reply, newest.items, reaches=newest.after is None)

    def _under_comment(self, reply: OutgoingReply) -> Readback:
        """Look under the topmost comment: Facebook hangs answers to answers there."""
        root = reply.thread_id.partition("/")[0]
        params = {"filter": "stream", "order": "reverse_chronological", "fields": _FIELDS}
        items: Items = ()
        after: str | None = ""
        for _ in range(_PAGES):
            listing = self._graph.listing(
                f"/{root}/comments", params | ({"after": after} if after else {}), (100, 10)
            )
            items, after = items + listing.items, listing.after
            if after is None:
                break
        # The order may be Facebook's own ranking: only the whole list says that there is none.
        return self._judge(reply, items, reaches=after is None, ordered=False)

    def _judge(self, reply: OutgoingReply, items: Items, reaches: bool, ordered: bool = True) -> Readback:
        earliest = reply.tried_at - _TOLERANCE if reply.tried_at else None
        own = [whole(item) for item, _ in items if self._is_it(whole(item), reply, earliest)]
        if own:
            newest = max(own, key=lambda item: moment(item.get("created_time")) or datetime.min)
            return Readback(Finding.FOUND, name_of(newest.get("id")), Ack.SENT)
        times = [moment(whole(item).get("created_time")) for item, _ in items]
        readable = bool(items) and all(time is not None for time in times)
        back = ordered and earliest is not None and any(time is not None and time < earliest for time in times)
        if earliest is None or not (readable or not ordered) or not (reaches or back):
            return Readback(Finding.UNDECIDED)
        return Readback(Finding.ABSENT)

    def _is_it(self, item: dict[str, Any], reply: OutgoingReply, earliest: datetime | None) -> bool:
        made = moment(item.get("created_time"))
        own = name_of(whole(item.get("from")).get("id")) == self._page()
        said = item.get("message")
        same = isinstance(said, str) and _plain(said) == _plain(reply.text)
        return own and same and (earliest is None or (made is not None and made >= earliest))


def _plain(text: str) -> str:
    """Give a text as Facebook may have kept it: white space at its ends and doubled blanks do not count."""
    return " ".join(text.split())
