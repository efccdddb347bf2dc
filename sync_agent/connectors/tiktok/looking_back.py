"""Looks for an answer of unknown fate by its words, among what the office wrote from a moment on."""

from dataclasses import dataclass
from typing import Any

from models.rules.channels.messages import NOTHING_SEEN, Ack, Look, OutgoingReply, Sighting
from sync_agent.connectors.tiktok.client import Client
from sync_agent.connectors.tiktok.message_payloads import body_of, is_from_api, is_ours
from sync_agent.connectors.tiktok.payloads import Odd, moment_of, read_thread, whole_id
from sync_agent.connectors.tiktok.reading import CONTENT, NEWEST_MESSAGES, REPLIES

_PAGES = 5


@dataclass(frozen=True)
class _Row:
    """What a read-back needs of an item."""

    id: str
    second: int
    text: str
    ours: bool


def look_for_comment(client: Client, reply: OutgoingReply, since: int) -> Look:
    """Look among the answers below a first-level comment, newest first; absent only if they reach back far enough.

    TikTok lists no answer it hides as spam: such an answer is absent, and sent again it stays hidden.
    """
    thread = read_thread(reply.thread_id)
    if thread is None:
        return NOTHING_SEEN
    asked: dict[str, Any] = {
        "video_id": thread.video,
        "comment_id": thread.top,
        **client.newest_first,
        "max_count": 30,
    }
    rows: list[_Row | None] = []
    for _ in range(_PAGES):
        data, listed = client.page(REPLIES, asked, "comments")
        rows += [_comment(item) for item, _ in listed]
        if data.get("has_more") is not True or not data.get("cursor"):
            return _judged(rows, reply, since, whole=True)
        if any(row.second < since for row in rows if row):
            break
        asked["cursor"] = data["cursor"]
    return _judged(rows, reply, since, whole=False)


def look_for_message(client: Client, reply: OutgoingReply, since: int) -> Look:
    """Look among the twenty newest messages; absent only if they reach back far enough, or are all there are."""
    _, listed = client.page(CONTENT, {"conversation_id": reply.thread_id}, "messages")
    rows = [_message(item, client.business_id) for item, _ in listed]
    return _judged(rows, reply, since, whole=len(rows) < NEWEST_MESSAGES)


def _judged(rows: list[_Row | None], reply: OutgoingReply, since: int, whole: bool) -> Look:
    """Return what the rows show; an unreadable one might be ours, so nothing is absent then."""
    words = reply.text.split()  # TikTok may trim blanks
    ours = [row for row in rows if row and row.ours and row.text.split() == words]
    seen = tuple(Sighting(row.id, Ack.SENT, float(row.second), row.second < since) for row in ours)
    reaches = whole or any(row.second < since for row in rows if row)
    return Look(seen, reaches and None not in rows)


def _comment(item: Any) -> _Row | None:
    try:
        comment_id = whole_id(item, "comment_id")
        return _Row(comment_id, moment_of(item.get("create_time"), 1), str(item["text"]), item.get("owner") is True)
    except (Odd, KeyError):
        return None


def _message(item: Any, business_id: str) -> _Row | None:
    try:
        message_id = whole_id(item, "message_id")
        ours = is_ours(item, business_id) and is_from_api(item)
        return _Row(message_id, moment_of(item.get("timestamp"), 1000) // 1000, body_of(item), ours)
    except Odd:
        return None
