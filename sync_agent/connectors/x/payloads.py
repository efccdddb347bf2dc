"""X's JSON, by either contract, as our messages. Pure: what accompanies the items is a parameter."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.rules.channels.messages import (
    Author,
    Direction,
    HandleKind,
    IncomingAttachment,
    IncomingMessage,
    Kind,
    Unreadable,
)
from models.rules.core.moments import parse_iso
from sync_agent.connector_kit import strict_json
from sync_agent.connectors.x.words import TEXT_LIMIT, whole_text

_REFERENCES = ("referenced_tweets", "referenced_posts")
_HISTORIES = ("edit_history_tweet_ids", "edit_history_post_ids")
_INCLUDED = ("tweets", "posts")
_START = datetime(1970, 1, 1)
_LONGEST_ID = 60


class Odd(Exception):
    """An item that cannot be read; the sentence is for officers."""


@dataclass(frozen=True)
class Beside:
    """What accompanies an answer's items: people, files and other publications by id."""

    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    media: dict[str, dict[str, Any]] = field(default_factory=dict)
    publications: dict[str, dict[str, Any]] = field(default_factory=dict)


def beside(envelope: dict[str, object]) -> Beside:
    """Return what accompanies the items, without what cannot be read."""
    includes = envelope.get("includes")
    found = includes if isinstance(includes, dict) else {}
    publications: dict[str, dict[str, Any]] = {}
    for name in _INCLUDED:
        publications |= _by(found.get(name), "id")
    return Beside(_by(found.get("users"), "id"), _by(found.get("media"), "media_key"), publications)


def read_publication(item: object, about: Beside, me: str) -> IncomingMessage | Unreadable | None:
    """Return one publication, None where no citizen is involved. Never raises for an item's content."""
    try:
        return _publication(item, about, me)
    except Odd as odd:
        return _unreadable(item, str(odd), Kind.COMMENT)


def read_event(item: object, about: Beside, me: str) -> IncomingMessage | Unreadable | None:
    """Return one direct message, None outside a conversation of two. Never raises for an item's content."""
    try:
        return _event(item, about, me)
    except Odd as odd:
        return _unreadable(item, str(odd), Kind.DM)


def unread_text(raw: str, kind: Kind) -> Unreadable:
    """Return an item that Python cannot read as JSON as unreadable."""
    return Unreadable(raw, "Isi kiriman rusak atau terlalu rumit untuk dibaca. Periksa di aplikasi X.", kind)


def milliseconds_of(item: object) -> int | None:
    """Return an item's unix millisecond where it has a believable one."""
    try:
        return milliseconds(_moment(item))
    except Odd:
        return None


def milliseconds(moment: datetime) -> int:
    """Return naive UTC as whole unix milliseconds."""
    return int((moment - _START).total_seconds() * 1000)


def answered_id(item: object) -> str | None:
    """Return the id of the publication that a publication answers."""
    return _reference(item, "replied_to")


def _publication(item: Any, about: Beside, me: str) -> IncomingMessage | None:
    publication_id, author = _id(item, "id"), _id(item, "author_id")
    if _reference(item, "retweeted"):
        return None  # a repost of somebody else's words
    ours = author == me
    citizen = _number(item.get("in_reply_to_user_id")) if ours else author
    if citizen is None or citizen == me:
        return None
    above = answered_id(item) or _reference(item, "quoted")
    root = _number(item.get("conversation_id")) or publication_id
    words = _words(item)
    return IncomingMessage(
        kind=Kind.COMMENT,
        external_id=publication_id,
        thread_id=f"{root}/{citizen}",
        author=_author(citizen, about, ours),
        direction=Direction.OUT if ours else Direction.IN,
        text=words[:TEXT_LIMIT],
        sent_at=_moment(item),
        payload=strict_json.write(item),
        attachments=_attachments(item, about),
        also_known_as=tuple(one for one in _history(item) if one != publication_id),
        reply_to=above,
        permalink=f"https://x.com/i/status/{publication_id}",
        truncated=len(words) > TEXT_LIMIT,
        about=(whole_text(about.publications.get(above or "")) or "")[:TEXT_LIMIT],
    )


def _event(item: Any, about: Beside, me: str) -> IncomingMessage | None:
    event_id = _id(item, "id")
    if item.get("event_type", "MessageCreate") != "MessageCreate":
        return None
    sender = _id(item, "sender_id")
    citizen = _partner(item, sender, me)
    if citizen is None:
        return None
    words = _words(item)
    return IncomingMessage(
        kind=Kind.DM,
        external_id=event_id,
        thread_id=citizen,
        author=_author(citizen, about, sender == me),
        direction=Direction.OUT if sender == me else Direction.IN,
        text=words[:TEXT_LIMIT],
        sent_at=_moment(item),
        payload=strict_json.write(item),
        attachments=_attachments(item, about),
        truncated=len(words) > TEXT_LIMIT,
    )


def _words(item: dict[str, Any]) -> str:
    """Return the text; empty for a message that is only a file."""
    words = whole_text(item)
    if words is None and ("text" in item or not item.get("attachments")):
        raise Odd("Isi kiriman bukan teks.")
    return words or ""


def _partner(item: dict[str, Any], sender: str, me: str) -> str | None:
    """Return whose conversation it is, from its id; None for a group, whose id is one number."""
    conversation = item.get("dm_conversation_id")
    if not isinstance(conversation, str):
        if sender == me:
            raise Odd("Tidak jelas kepada siapa pesan ini ditulis.")
        return sender
    halves = conversation.split("-")
    if len(halves) == 1:
        return None
    if len(halves) != 2 or me not in halves or sender not in halves or not all(map(_number, halves)):
        raise Odd("Percakapan ini tidak memuat akun kantor.")
    return halves[0] if halves[1] == me else halves[1]


def _author(citizen: str, about: Beside, ours: bool) -> Author:
    """Return the citizen by X's permanent number; his user name, which can change hands, is only shown."""
    known = {} if ours else about.users.get(citizen, {})
    name, username = known.get("name"), known.get("username")
    shown = name if isinstance(name, str) else ""
    if isinstance(username, str) and username:
        shown = f"{shown} (@{username})".strip()
    return Author(HandleKind.X, citizen, shown)


def _id(item: object, name: str) -> str:
    if not isinstance(item, dict):
        raise Odd("Kiriman bukan pesan.")
    found = item.get(name)
    if type(found) is int:
        found = str(found)
    if not isinstance(found, str) or not found:
        raise Odd("Kiriman tanpa nomor pengenal." if name == "id" else "Tidak jelas siapa pengirimnya.")
    if len(found) > _LONGEST_ID:
        raise Odd("Nomor pengenal kiriman terlalu panjang.")
    return found


def _number(value: Any) -> str | None:
    """Return an id X refers to, None where it is not a number, because it is used in paths and conversation names."""
    fits = isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= _LONGEST_ID
    return value if fits else None


def _moment(item: Any) -> datetime:
    stated = item.get("created_at") if isinstance(item, dict) else None
    try:
        moment = parse_iso(stated) if isinstance(stated, str) else None
    except (ValueError, OverflowError):
        moment = None
    if moment is None or moment <= _START:
        raise Odd("Waktu kiriman tidak dapat dibaca.")
    return moment


def _reference(item: Any, sort: str) -> str | None:
    rows: list[Any] = next((item[name] for name in _REFERENCES if isinstance(item.get(name), list)), [])
    found = (row.get("id") for row in rows if isinstance(row, dict) and row.get("type") == sort)
    return next((one for one in found if _number(one)), None)


def _history(item: dict[str, Any]) -> list[str]:
    rows: list[Any] = next((item[name] for name in _HISTORIES if isinstance(item.get(name), list)), [])
    return [one for one in rows if isinstance(one, str)]


def _attachments(item: dict[str, Any], about: Beside) -> tuple[IncomingAttachment, ...]:
    attached = item.get("attachments")
    keys = attached.get("media_keys") if isinstance(attached, dict) else None
    return tuple(_file(key, about.media.get(key, {})) for key in keys or () if isinstance(key, str))


def _file(key: str, known: dict[str, Any]) -> IncomingAttachment:
    """Return where a file is: of a video its best variant or, without variants, its still picture."""
    variants = known.get("variants")
    films = [one for one in variants or () if isinstance(one, dict) and one.get("content_type") == "video/mp4"]
    best = max(films, key=lambda one: _rate(one), default={})
    url = next((one for one in (best.get("url"), known.get("url"), known.get("preview_image_url")) if one), "")
    return IncomingAttachment({"url": url if isinstance(url, str) else ""}, "video/mp4" if best else "", key)


def _rate(variant: dict[str, object]) -> int:
    rate = variant.get("bit_rate")
    return rate if type(rate) is int else 0


def _by(rows: object, name: str) -> dict[str, dict[str, Any]]:
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {row[name]: row for row in found if isinstance(row.get(name), str)}


def _unreadable(item: object, reason: str, kind: Kind) -> Unreadable:
    found = item.get("id") if isinstance(item, dict) else None
    return Unreadable(strict_json.write(item), reason, kind, found if isinstance(found, str) else None)
