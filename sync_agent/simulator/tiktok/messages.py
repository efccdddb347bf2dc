"""Direct messages as the Business Messaging API lists and sends them, with its windows."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from sync_agent.simulator.network.items import DM, Draft, Item, Person
from sync_agent.simulator.network.network import Network
from sync_agent.simulator.tiktok.envelope import TikTokError, whole
from sync_agent.simulator.tiktok.settings import TikTokSettings

LIMIT = 6000  # characters of a message
SHOWN = 20  # newest messages of a conversation, and no paging behind them
_LISTED, _DAYS = 100, 90
_FIRST, _AFTER = 10, 3  # messages before the citizen answers; messages after the window


def conversation_id(person: Person) -> str:
    """Return a conversation's id: it has a + in it, which an address must not carry bare."""
    digest = hashlib.sha256(f"percakapan {person.id}".encode()).digest()
    return f"7{base64.b64encode(digest[:24]).decode()}+Aa="


class Messages:
    """What is asked about conversations. `link` gives the address of a file of an item."""

    def __init__(self, network: Network, settings: TikTokSettings, link: Callable[[Item], str]) -> None:
        """Stand before a network."""
        self._network, self._settings, self._link = network, settings, link

    def conversations(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """List the conversations of one type: strangers' (never answered yet) or single ones."""
        wanted = asked.get("conversation_type")
        if wanted not in ("STRANGER", "SINGLE"):
            raise TikTokError(40002, "conversation_type: this field is required.")
        since = self._network.clock() - _DAYS * 86_400
        rows = [row for row in self._network.chats() if row[1][-1].created >= since and _kind(row[1]) == wanted]
        rows = [] if self._settings.empty_lists else rows[:_LISTED]
        start, size = whole(asked.get("cursor"), 0, 0, 10**9), whole(asked.get("limit"), 100, 1, 100)
        page = rows[start : start + size]
        return {
            "conversations": [
                {"conversation_id": conversation_id(person), "update_time": _milliseconds(items[-1])}
                for person, items in page
            ],
            "has_more": start + len(page) < len(rows),
            "cursor": start + len(page),
        }

    def content(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """Return the newest messages of a conversation, the newest first."""
        person = self._person(asked.get("conversation_id", ""))
        items = [] if self._settings.empty_lists else self._network.chat(person.username)[-SHOWN:]
        return {
            "messages": [self._message(item) for item in reversed(items)],
            "participants": [self._office(), self._citizen(person)],
        }

    def send(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Send a text into a conversation, within the messaging rules."""
        if body.get("recipient_type") != "CONVERSATION" or body.get("message_type") != "TEXT":
            raise TikTokError(40002, "recipient_type, message_type: invalid value.")
        person, text = self._person(str(body.get("recipient"))), body.get("text")
        words = text.get("body") if isinstance(text, dict) else None
        if not isinstance(words, str) or not 0 < len(words) <= LIMIT:
            raise TikTokError(40002, "text.body: length must be between 1 and 6000 characters.")
        if person.closed:
            raise TikTokError(40007, "The recipient does not exist.")
        self._check_window(self._network.whole_chat(person.username))
        sent = self._network.write(Draft(person.username, words, DM, from_office=True, source="api"))
        return {"message": {"message_id": sent.id}}

    def download(self, body: Mapping[str, object]) -> dict[str, Any]:
        """Return the address of a picture or a film, good for a day."""
        self._person(str(body.get("conversation_id")))
        item = self._network.shown(str(body.get("message_id")))
        if item is None or not item.media or body.get("media_id") != media_id(item):
            raise TikTokError(40007, "The media does not exist.")
        return {"download_url": item.media[0].url or self._link(item)}

    def _check_window(self, chat: list[Item]) -> None:
        """Ten messages in the first two days; no bound two days from each answer; three after that."""
        written = [item for item in chat if not item.from_office]
        if self._settings.window_shut or not written:
            raise TikTokError(40064)
        span, now = self._settings.window_hours * 3600, self._network.clock()
        ours = [item for item in chat if item.from_office]
        talked = any(item.place < written[-1].place for item in ours)
        if talked:
            late = [item for item in ours if item.created > written[-1].created + span]
            shut = now > written[-1].created + span and len(late) >= _AFTER
        else:
            shut = now > written[0].created + span or len(ours) >= _FIRST
        if shut:
            raise TikTokError(40064)

    def _person(self, wanted: str) -> Person:
        if wanted and wanted == self._settings.bad_thread:
            raise TikTokError(self._settings.bad_thread_code)
        for person, _ in self._network.chats():
            if conversation_id(person) == wanted:
                return person
        raise TikTokError(40002, "Param conversation_id is invalid.")

    def _message(self, item: Item) -> dict[str, Any]:
        ours, theirs = self._office(), self._citizen(item.person)
        sender, receiver = (ours, theirs) if item.from_office else (theirs, ours)
        names = (self._settings.username, item.person.username)
        return {
            "sender": names[0] if item.from_office else names[1],
            "recipient": names[1] if item.from_office else names[0],
            "conversation_id": conversation_id(item.person),
            "message_id": item.id,
            "timestamp": _milliseconds(item),
            "message_tag": {"source": item.source.upper()},
            **_content(item),
            "from_user": {name: sender[name] for name in ("id", "role")},
            "to_user": {name: receiver[name] for name in ("id", "role")},
        }

    def _office(self) -> dict[str, Any]:
        own = self._settings
        return {"id": own.business_id, "role": "BUSINESS_ACCOUNT", "display_name": own.username}

    def _citizen(self, person: Person) -> dict[str, Any]:
        return {"id": person.id, "role": "PERSONAL_ACCOUNT", "display_name": person.name, "is_follower": False}


def media_id(item: Item) -> str:
    """Return the id of an item's file."""
    return f"v0media{item.id}"


def _content(item: Item) -> dict[str, Any]:
    """Return what a message is made of: text or a file, never both."""
    if item.media:
        kind = "VIDEO" if item.media[0].mimetype.startswith("video/") else "IMAGE"
        return {"message_type": kind, kind.lower(): {"media_id": media_id(item)}}
    kind = str(item.extra.get("message_type", "TEXT"))
    return {"message_type": kind, **({"text": {"body": item.text}} if kind == "TEXT" else {})}


def _kind(items: list[Item]) -> str:
    return "SINGLE" if any(item.from_office for item in items) else "STRANGER"


def _milliseconds(item: Item) -> int:
    return int(item.created * 1000)
