"""TikTok's comments as our messages. Pure. An unreadable item is kept apart and does not spoil its page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from models.rules.channels.messages import (
    Ack,
    Acknowledgement,
    Author,
    Direction,
    HandleKind,
    IncomingAttachment,
    IncomingMessage,
    Kind,
    Unreadable,
)
from models.rules.core.moments import from_unix
from sync_agent.connector_kit import strict_json

Rows = Iterable[tuple[Any, str | None]]

TEXT_LIMIT = 100_000  # characters; the raw item keeps the rest (F35)
_THREAD_LIMIT = 190
_YEAR_10000 = 253_402_300_800  # unix seconds
_BROKEN = "Isi kiriman rusak atau terlalu rumit untuk dibaca. Periksa di aplikasi TikTok."


class Odd(Exception):
    """An item that cannot be read; the sentence is for officers."""


@dataclass(frozen=True)
class Video:
    """A video of the office's: its id, its caption, its address."""

    id: str
    caption: str = ""
    link: str | None = None


@dataclass(frozen=True)
class CommentThread:
    """A comment thread's place at TikTok: the video, the first-level comment, the citizen."""

    video: str
    top: str
    handle: str

    def write(self) -> str:
        """Return it as a thread id."""
        return f"{self.video}/{self.top}/{self.handle}"


@dataclass
class Found:
    """The content of a list; `newest` and `oldest` are the moments of all its readable items, wanted or not.

    Moments are unix time in TikTok's own unit: seconds for comments, milliseconds for messages.
    """

    messages: list[IncomingMessage] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    acknowledgements: list[Acknowledgement] = field(default_factory=list)
    newest: int = 0
    oldest: int | None = None
    more_below: list[tuple[str, str, int]] = field(default_factory=list)  # comment, its author, how many answers

    def take(self, message: IncomingMessage, moment: int, edge: int) -> None:
        """Add a message; one older than `edge` only shows how far back the list reaches."""
        self.newest = max(self.newest, moment)
        self.oldest = moment if self.oldest is None else min(self.oldest, moment)
        if moment < edge or any(message.external_id == known.external_id for known in self.messages):
            return
        self.messages.append(message)
        if message.direction is Direction.OUT:
            self.acknowledgements.append(Acknowledgement(message.external_id, Ack.SENT))

    def sort(self) -> None:
        """Sort the oldest message first; within a second, the lower number first."""
        self.messages.sort(key=lambda one: (one.sent_at, len(one.external_id), one.external_id))

    def refuse(self, item: object, raw: str | None, reason: str, kind: Kind) -> None:
        """Add an item that cannot be read."""
        text = raw if raw is not None else strict_json.write(item)
        found = [item.get(name) for name in ("comment_id", "message_id")] if isinstance(item, dict) else []
        known = next((one for one in found if isinstance(one, str) and one), None)
        self.unreadable.append(Unreadable(text, reason, kind, known))


def read_thread(text: str) -> CommentThread | None:
    """Return the parts of a comment thread's id, None where it is not ours."""
    parts = text.split("/", 2)
    return CommentThread(*parts) if len(parts) == 3 and all(parts) else None


def read_videos(rows: Rows) -> tuple[list[Video], Found]:
    """Return the videos of a list."""
    videos: list[Video] = []
    found = Found()
    for item, raw in rows:
        try:
            video_id = whole_id(item, "item_id")
        except Odd as odd:
            found.refuse(item, raw, str(odd) if raw is None else _BROKEN, Kind.COMMENT)
            continue
        link = item.get("share_url")
        videos.append(Video(video_id, _text(item, "caption")[:2000], link if isinstance(link, str) else None))
    return videos, found


def read_comments(rows: Rows, video: Video, edge: int, above: tuple[str, str] | None = None) -> Found:
    """Return a list's comments with the answers shown below each; `above` is the comment they all answer."""
    found = Found()
    rows = list(rows)
    items = [item for item, _ in rows] + [below for item, _ in rows for below in _nested(item)]
    authors = {str(item.get("comment_id")): _handle(item) for item in items if isinstance(item, dict)}
    for item, raw in rows:
        if raw is not None:
            found.refuse(item, raw, _BROKEN, Kind.COMMENT)
            continue
        _read_one(found, item, video, edge, above, authors)
        top = above or _top_of(item)
        for below in _nested(item) if top else ():
            _read_one(found, below, video, edge, top, authors)
        _note_more(found, item, above)
    found.sort()
    return found


def _read_one(
    found: Found,
    item: Any,
    video: Video,
    edge: int,
    above: tuple[str, str] | None,
    authors: dict[str, str],
) -> None:
    try:
        second = _second(item)
        message = _comment(item, video, above, authors)
    except Odd as odd:
        found.refuse(item, None, str(odd), Kind.COMMENT)
        return
    if message is not None:
        found.take(message, second, edge)


def _comment(
    item: dict[str, Any], video: Video, above: tuple[str, str] | None, authors: dict[str, str]
) -> IncomingMessage | None:
    """Return one comment, None for one of the office's own that answers no citizen."""
    comment_id, parent = whole_id(item, "comment_id"), _parent(item)
    ours = item.get("owner") is True
    handle = _handle(item)
    if ours:
        top_author = above[1] if above else ""
        handle = authors.get(parent or "", top_author) or top_author
        if not handle:
            return None
    thread = CommentThread(video.id, above[0] if above else comment_id, handle).write()
    if len(thread) > _THREAD_LIMIT:
        raise Odd("Nama pengenal penulis komentar terlalu panjang.")
    text = _text(item, "text")
    return IncomingMessage(
        kind=Kind.COMMENT,
        external_id=comment_id,
        thread_id=thread,
        author=Author(HandleKind.TIKTOK, handle, "" if ours else _name(item)),
        direction=Direction.OUT if ours else Direction.IN,
        text=text[:TEXT_LIMIT],
        sent_at=from_unix(_second(item)),
        payload=strict_json.write(item),
        attachments=_picture(item, video.id, comment_id),
        reply_to=parent or (above[0] if above else None),
        permalink=video.link,
        truncated=len(text) > TEXT_LIMIT,
        about=video.caption,
    )


def _top_of(item: Any) -> tuple[str, str] | None:
    """Return a first-level comment and its author (empty for the office), None where it has no id."""
    try:
        return whole_id(item, "comment_id"), "" if item.get("owner") is True else _handle(item)
    except Odd:
        return None


def _note_more(found: Found, item: Any, above: tuple[str, str] | None) -> None:
    """Note a first-level comment with more answers than shown; a hidden one has no list of them."""
    top = _top_of(item) if above is None else None
    count = item.get("replies") if isinstance(item, dict) else None
    if top and type(count) is int and count > len(_nested(item)) and item.get("status") != "HIDDEN":
        found.more_below.append((*top, count))


def _nested(item: object) -> list[Any]:
    below = item.get("reply_list") if isinstance(item, dict) else None
    return below if isinstance(below, list) else []


def _parent(item: dict[str, object]) -> str | None:
    found = item.get("parent_comment_id")
    return str(found) if isinstance(found, (str, int)) and not isinstance(found, bool) and found else None


def _handle(item: dict[str, Any]) -> str:
    """Return who wrote it: the identifier also used in messages, else the user name, else nobody known."""
    for name in ("unique_identifier", "username"):
        found = item.get(name)
        if isinstance(found, str) and found.strip():
            return found.strip()
    return f"anonim-{item.get('comment_id')}"


def _name(item: dict[str, Any]) -> str:
    for name in ("display_name", "username"):
        found = item.get(name)
        if isinstance(found, str) and found.strip():
            return found.strip()
    return ""


def _picture(item: dict[str, object], video: str, comment_id: str) -> tuple[IncomingAttachment, ...]:
    """Return a comment's picture; its address expires, so it is asked for again by the comment's id."""
    if not isinstance(item.get("image_url"), str) or not item["image_url"]:
        return ()
    return (IncomingAttachment(ref={"video": video, "comment": comment_id}),)


def whole_id(item: object, name: str) -> str:
    """Return an item's id as text, written as number or text. Raises Odd."""
    if not isinstance(item, dict):
        raise Odd("Kiriman bukan komentar atau pesan.")
    found = item.get(name)
    if type(found) is int:
        found = str(found)
    if not isinstance(found, str) or not found:
        raise Odd("Kiriman tanpa nomor pengenal.")
    if len(found) > 100:
        raise Odd("Nomor pengenal kiriman terlalu panjang.")
    return found


def moment_of(value: object, per_second: int) -> int:
    """Return a moment written as a number or digits, in its own unit (seconds or milliseconds). Raises Odd."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        value = int(value)
    if type(value) is not int or not 0 < value // per_second < _YEAR_10000:
        raise Odd("Waktu kiriman tidak dapat dibaca.")
    return value


def _second(item: object) -> int:
    if not isinstance(item, dict):
        raise Odd("Kiriman bukan komentar.")
    return moment_of(item.get("create_time"), 1)


def _text(item: dict[str, Any], name: str) -> str:
    found = item.get(name)
    if found is not None and not isinstance(found, str):
        raise Odd("Isi kiriman bukan teks.")
    return found or ""
