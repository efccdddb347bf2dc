"""Looks for our answer at Facebook: in the conversation, or under the comment it answers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from models.rules.channels.messages import Ack, Finding, Kind, OutgoingReply, Readback
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
        return self._judge(reply, newest.items, newest.after is None and bool(newest.items), ordered=True)

    def _under_comment(self, reply: OutgoingReply) -> Readback:
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

    def _judge(self, reply: OutgoingReply, items: Items, whole_list: bool, ordered: bool) -> Readback:
        earliest = reply.tried_at - _TOLERANCE if reply.tried_at else None
        own = [whole(item) for item, _ in items if self._is_it(whole(item), reply, earliest)]
        if own:
            newest = max(own, key=lambda item: second(item.get("created_time")) or 0)
            return Readback(Finding.FOUND, name_of(newest.get("id")), Ack.SENT)
        times = [moment(whole(item).get("created_time")) for item, _ in items]
        if earliest is None or None in times:
            return Readback(Finding.UNDECIDED)
        reaches = whole_list or (ordered and any(time < earliest for time in times if time))
        return Readback(Finding.ABSENT if reaches else Finding.UNDECIDED)

    def _is_it(self, item: dict[str, object], reply: OutgoingReply, earliest: datetime | None) -> bool:
        made = moment(item.get("created_time"))
        own = name_of(whole(item.get("from")).get("id")) == self._page()
        said = item.get("message")
        same = isinstance(said, str) and _plain(said) == _plain(reply.text)
        if reply.file is not None:  # a picture has no name here: such a one is never found, and a person looks
            same = any(one.get("name") == reply.file.filename for one in rows(item.get("attachments")))
        return own and same and (earliest is None or (made is not None and made >= earliest))


def _plain(text: str) -> str:
    """Return a text without outer white space and doubled blanks, which Facebook may have removed."""
    return " ".join(text.split())
