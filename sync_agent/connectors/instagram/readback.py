"""Looks for our answer at Instagram: in the conversation, or below the comment it answers."""

import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from models.rules.channels.messages import NOTHING_SEEN, Ack, Kind, Look, OutgoingReply, Sighting
from models.rules.core.moments import to_unix
from sync_agent.connector_kit.graph_errors import NotThere
from sync_agent.connector_kit.graph_items import moment, name_of, whole
from sync_agent.connectors.instagram.account import Own
from sync_agent.connectors.instagram.chats import NEWEST, Chats
from sync_agent.connectors.instagram.comments import Comments
from sync_agent.connectors.instagram.payloads import TAG

# Instagram's clock and ours need not agree.
_TOLERANCE = timedelta(minutes=2)

Rows = list[tuple[Any, str | None]]


class Lookback:
    """Finds our items by author, text and time; absence counts only where the list reaches far enough."""

    def __init__(self, chats: Chats, comments: Comments, own: Callable[[], Own]) -> None:
        self._chats, self._comments, self._own = chats, comments, own

    def find(self, reply: OutgoingReply) -> Look:
        """Look for an answer. Raises TryLater or SignInNeeded."""
        if reply.tried_at is None:
            return NOTHING_SEEN
        earliest = reply.tried_at - _TOLERANCE
        if reply.kind is Kind.DM or reply.private:
            return self._in_chat(reply, earliest)
        return self._below(reply, earliest)

    def _in_chat(self, reply: OutgoingReply, earliest: datetime) -> Look:
        person = reply.thread_id.partition("/")[2] if reply.private else reply.thread_id
        conversation = self._chats.conversation_with(person)
        if conversation is None:
            return NOTHING_SEEN
        items = list(self._chats.newest(conversation).items)
        seen = self._seen(items, reply.text, earliest, ("message", "created_time"))
        moments = [moment(whole(item).get("created_time")) for item, _ in items]
        reaches_back = len(items) < NEWEST or any(one is not None and one < earliest for one in moments)
        # A private answer may start a conversation under another id: not seeing it proves nothing.
        refuted = bool(items) and reaches_back and not reply.private
        return Look(seen, refuted and None not in moments and not _has_nameless(items))

    def _below(self, reply: OutgoingReply, earliest: datetime) -> Look:
        root = root_of(reply)
        if root.startswith(TAG):
            return NOTHING_SEEN  # what stands under somebody else's publication cannot be listed
        try:
            items, complete = self._comments.all_replies(root)
            # An empty list may be a fault of the list (F17): the comment itself has to say the same.
            items = items or self._comments.replies_inside(root)
        except NotThere:
            return NOTHING_SEEN
        seen = self._seen(items, reply.text, earliest, ("text", "timestamp"))
        unread = any(moment(whole(item).get("timestamp")) is None for item, _ in items)
        return Look(seen, complete and not unread and not _has_nameless(items))

    def _seen(self, items: Rows, text: str, earliest: datetime, names: tuple[str, str]) -> tuple[Sighting, ...]:
        """Return our messages of these words, early where they are older than the try."""
        words, time = names
        found: list[Sighting] = []
        for item in (whole(one) for one, _ in items):
            written, name = moment(item.get(time)), name_of(item.get("id"))
            ours = self._own().wrote(item.get("from"), item.get("username"))
            if written is not None and name is not None and ours and _same(item.get(words), text):
                found.append(Sighting(name, Ack.SENT, float(to_unix(written)), written < earliest))
        return tuple(found)


def root_of(reply: OutgoingReply) -> str:
    """Return the top-level comment an answer belongs below."""
    return reply.thread_id.partition("/")[0]


def _has_nameless(items: Rows) -> bool:
    """Whether an item has no readable id, so that it can be neither taken nor passed over."""
    return any(name_of(whole(item).get("id")) is None for item, _ in items)


def _same(one: object, other: str) -> bool:
    """Whether texts are equal as they arrive: Instagram trims blanks and composes letters."""
    return isinstance(one, str) and _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
