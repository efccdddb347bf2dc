"""Looks for our answer at Facebook: in the conversation, or under the comment it answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from models.rules.channels.messages import NOTHING_SEEN, Ack, Kind, Look, OutgoingReply, Sighting
from sync_agent.connector_kit.graph import Graph, path
from sync_agent.connector_kit.graph_errors import ObjectTrouble
from sync_agent.connector_kit.graph_items import moment, name_of, rows, second, whole
from sync_agent.connectors.facebook.chats import Chats

Items = tuple[tuple[Any, str | None], ...]

# Facebook's clock and ours need not agree.
_TOLERANCE = timedelta(minutes=2)
_PAGES = 5
_FIELDS = "id,message,created_time,from{id,name}"


class Lookback:
    """Finds our items by author, text and time; absence counts only where the list is complete."""

    def __init__(self, graph: Graph, chats: Chats, page: Callable[[], str]) -> None:
        self._graph, self._chats, self._page = graph, chats, page

    def find(self, reply: OutgoingReply) -> Look:
        """Look for an answer. Raises TryLater or SignInNeeded."""
        if reply.kind is Kind.COMMENT and not reply.private:
            return self._under_comment(reply)
        found = self._in_chat(reply, reply.author_handle if reply.private else reply.thread_id)
        # A private answer may start a conversation under another id: not seeing it proves nothing.
        return replace(found, whole=False) if reply.private else found

    def _in_chat(self, reply: OutgoingReply, person: str | None) -> Look:
        params = {"platform": "messenger", "user_id": person or "", "fields": "id"}
        listing = self._graph.listing("/me/conversations", params, (1,))
        chat = next((name_of(whole(item).get("id")) for item, _ in listing.items), None)
        if chat is None:
            return NOTHING_SEEN
        newest = self._chats.newest(chat)
        return self._judge(reply, newest.items, newest.after is None and bool(newest.items), ordered=True)

    def _under_comment(self, reply: OutgoingReply) -> Look:
        """Look under the top-level comment, where Facebook puts answers to answers."""
        root = reply.thread_id.partition("/")[0]
        params = {"filter": "stream", "order": "reverse_chronological", "fields": _FIELDS}
        items: Items = ()
        after: str | None = ""
        for _ in range(_PAGES):
            question = params | ({"after": after} if after else {})
            listing = self._graph.listing(path(root, "comments"), question, (100, 10))
            items, after = items + listing.items, listing.after
            if after is None:
                break
        # The order may be Facebook's own ranking: only the whole list says that it is not there.
        whole_list = after is None and (bool(items) or self._has_no_answers(root))
        return self._judge(reply, items, whole_list, ordered=False)

    def _has_no_answers(self, comment: str) -> bool:
        """Whether the counter confirms an empty list: a wrong token makes lists empty too (F17)."""
        try:
            return self._graph.get(path(comment), {"fields": "comment_count"}).get("comment_count") == 0
        except ObjectTrouble:
            return False

    def _judge(self, reply: OutgoingReply, items: Items, whole_list: bool, ordered: bool) -> Look:
        earliest = reply.tried_at - _TOLERANCE if reply.tried_at else None
        found = (self._sighting(whole(item), reply, earliest) for item, _ in items)
        seen = tuple(sighting for sighting in found if sighting is not None)
        times = [moment(whole(item).get("created_time")) for item, _ in items]
        nameless = any(name_of(whole(item).get("id")) is None for item, _ in items)
        if earliest is None or nameless or None in times:
            return Look(seen)
        return Look(seen, whole_list or (ordered and any(time < earliest for time in times if time)))

    def _sighting(self, item: dict[str, object], reply: OutgoingReply, earliest: datetime | None) -> Sighting | None:
        name, own = name_of(item.get("id")), name_of(whole(item.get("from")).get("id")) == self._page()
        if name is None or not own or not self._same(item, reply):
            return None
        made = moment(item.get("created_time"))
        early = earliest is not None and (made is None or made < earliest)
        return Sighting(name, Ack.SENT, float(second(item.get("created_time")) or 0), early)

    def _same(self, item: dict[str, object], reply: OutgoingReply) -> bool:
        """Whether an item has the words, or the file, of the answer."""
        said = item.get("message")
        if reply.file is not None:  # a picture has no name here: such a one is never found, and a person looks
            return any(one.get("name") == reply.file.filename for one in rows(item.get("attachments")))
        return isinstance(said, str) and _plain(said) == _plain(reply.text)


def _plain(text: str) -> str:
    """Return a text without outer white space and doubled blanks, which Facebook may have removed."""
    return " ".join(text.split())
