"""The Graph API's JSON of an Instagram account as our messages. Pure: our account and the publication are given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.rules.channels.messages import Author, Direction, HandleKind, IncomingMessage, Kind, Unreadable
from sync_agent.connector_kit import strict_json
from sync_agent.connector_kit.graph_items import moment, name_of, rows, whole
from sync_agent.connectors.instagram.account import Own
from sync_agent.connectors.instagram.contents import files_of, text_of

TEXT_LIMIT = 100_000  # characters; the raw item keeps the rest (F35)
TAG = "tag-"  # begins the thread of a publication that tags the office: it is answered another way than a comment
_ABOUT = 1000
_ANONYMOUS = "anonim-"
_BROKEN = "Isi kiriman rusak atau terlalu rumit untuk dibaca. Periksa di aplikasi Instagram."

Reading = IncomingMessage | Unreadable | None


class Odd(Exception):
    """An item that cannot be read; the sentence is for officers."""


@dataclass(frozen=True)
class Publication:
    """One of the office's publications."""

    id: str
    caption: str = ""
    permalink: str | None = None


@dataclass
class Talk:
    """Who takes part below one top-level comment; filled while its items are read, oldest first."""

    root: str
    publication: Publication
    people: dict[str, Author] = field(default_factory=dict)  # by user name
    last: Author | None = None  # the citizen who wrote last
    last_item: str | None = None


def read_publication(item: Any) -> Publication | None:
    """Read a publication, None where it has no id."""
    publication_id = name_of(whole(item).get("id"))
    return Publication(publication_id, _text(item.get("caption"))[:_ABOUT], _link(item)) if publication_id else None


def read_dm(item: object, own: Own) -> IncomingMessage | Unreadable:
    """Return one message of a conversation. Never raises for an item's content."""
    try:
        return _dm(item, own)
    except Odd as odd:
        return _unreadable(item, odd, Kind.DM)


def read_talk(
    item: object, raw: str | None, replies: list[tuple[Any, str | None]], own: Own, publication: Publication
) -> list[Reading]:
    """Return a top-level comment and everything below it; an unreadable one spoils no other."""
    root = name_of(whole(item).get("id"))
    if root is None:
        return [_comment_or_note(item, raw, own, Talk("", publication))]
    talk = Talk(root, publication)
    below = sorted(replies, key=lambda row: _text(whole(row[0]).get("timestamp")))
    everything = [(item, raw), *below]
    talk.people = _people(everything, own)
    return [_comment_or_note(one, text, own, talk) for one, text in everything]


def read_tag(item: object, own: Own) -> Reading:
    """Return somebody else's publication that tags the office, as the first message of a public conversation."""
    try:
        return _tag(item, own)
    except Odd as odd:
        return _unreadable(item, odd, Kind.COMMENT)


def replies_of(item: object) -> tuple[list[tuple[Any, str | None]], bool]:
    """Return the replies inside a comment, and whether there are more."""
    inner = whole(whole(item).get("replies"))
    data = inner.get("data")
    found: list[tuple[Any, str | None]] = [(one, None) for one in data] if isinstance(data, list) else []
    return found, bool(whole(inner.get("paging")).get("next"))


def _dm(item: Any, own: Own) -> IncomingMessage:
    message_id, sender = _id(item), whole(item.get("from"))
    ours = own.wrote(sender)
    partner = next((one for one in rows(item.get("to")) if not own.wrote(one)), {}) if ours else sender
    person = name_of(partner.get("id"))
    if person is None:
        raise Odd("Tidak jelas siapa pengirim pesan ini.")
    if not isinstance(item.get("message"), str | None):
        raise Odd("Isi pesan bukan teks.")
    text = text_of(item)
    return IncomingMessage(
        kind=Kind.DM,
        external_id=message_id,
        thread_id=person,
        author=Author(HandleKind.INSTAGRAM, person, _text(partner.get("username"))),
        direction=Direction.OUT if ours else Direction.IN,
        text=text[:TEXT_LIMIT],
        sent_at=_moment(item, "created_time"),
        payload=strict_json.write(item),
        attachments=files_of(item, message_id),
        reply_to=name_of(whole(item.get("reply_to")).get("mid")),
        truncated=len(text) > TEXT_LIMIT,
    )


def _comment_or_note(item: object, raw: str | None, own: Own, talk: Talk) -> Reading:
    if raw is not None:
        return Unreadable(raw, _BROKEN, Kind.COMMENT)
    try:
        return _comment(item, own, talk)
    except Odd as odd:
        return _unreadable(item, odd, Kind.COMMENT)


def _comment(item: Any, own: Own, talk: Talk) -> IncomingMessage | None:
    comment_id, text = _id(item), item.get("text")
    if not isinstance(text, str | None):
        raise Odd("Isi komentar bukan teks.")
    sent_at = _moment(item, "timestamp")
    ours = own.wrote(item.get("from"), item.get("username"))
    author = _addressed(text or "", talk) if ours else author_of(item, comment_id, talk.people)
    answered = talk.last_item if ours else None
    if author is None:
        return None
    if not ours:
        talk.last, talk.last_item = author, comment_id
    return IncomingMessage(
        kind=Kind.COMMENT,
        external_id=comment_id,
        thread_id=f"{talk.root}/{author.handle}",
        author=author,
        direction=Direction.OUT if ours else Direction.IN,
        text=(text or "")[:TEXT_LIMIT],
        sent_at=sent_at,
        payload=strict_json.write({name: value for name, value in item.items() if name != "replies"}),
        reply_to=answered or (talk.root if comment_id != talk.root else None),
        permalink=talk.publication.permalink,
        truncated=len(text or "") > TEXT_LIMIT,
        about=talk.publication.caption,
    )


def _addressed(text: str, talk: Talk) -> Author | None:
    """Return which citizen our answer is for: whom it names (as Instagram does), else who wrote last."""
    words = {word.lstrip("@").rstrip(".,:;!?") for word in text.split() if word.startswith("@")}
    return next((author for name, author in talk.people.items() if name in words), talk.last)


def _people(items: list[tuple[Any, str | None]], own: Own) -> dict[str, Author]:
    """Return the participants by user name; a reply may give only the name, another item the id too."""
    found: dict[str, Author] = {}
    for item, _ in items:
        sender = whole(whole(item).get("from"))
        name, person = _text(sender.get("username")), name_of(sender.get("id"))
        if name and person and not own.wrote(sender):
            found[name] = Author(HandleKind.INSTAGRAM, person, name)
    for item, _ in items:
        name = _text(whole(item).get("username"))
        if name and name not in found and not own.wrote(None, name):
            found[name] = Author(HandleKind.INSTAGRAM, f"@{name}", name)
    return found


def author_of(item: dict[str, Any], item_id: str, people: Mapping[str, Author]) -> Author:
    """Return who wrote it; Instagram hides people from a token without the scope for comments."""
    sender = whole(item.get("from"))
    name = _text(sender.get("username")) or _text(item.get("username"))
    person = name_of(sender.get("id"))
    if person is not None:
        return Author(HandleKind.INSTAGRAM, person, name)
    return people.get(name) or Author(HandleKind.INSTAGRAM, f"{_ANONYMOUS}{item_id}")


def _tag(item: Any, own: Own) -> IncomingMessage | None:
    publication_id, name, text = _id(item), _text(item.get("username")), _text(item.get("caption"))
    if own.wrote(None, name):
        return None
    author = Author(HandleKind.INSTAGRAM, f"@{name}" if name else f"{_ANONYMOUS}{publication_id}", name)
    return IncomingMessage(
        kind=Kind.COMMENT,
        external_id=publication_id,
        thread_id=f"{TAG}{publication_id}/{author.handle}",
        author=author,
        direction=Direction.IN,
        text=text[:TEXT_LIMIT],
        sent_at=_moment(item, "timestamp"),
        payload=strict_json.write(item),
        permalink=_link(item),
        truncated=len(text) > TEXT_LIMIT,
    )


def _id(item: object) -> str:
    if not isinstance(item, dict):
        raise Odd("Kiriman bukan pesan.")
    found = name_of(item.get("id"))
    if found is None:
        raise Odd("Pesan tanpa nomor pengenal.")
    return found


def _moment(item: dict[str, Any], name: str) -> datetime:
    found = moment(item.get(name))
    if found is None:
        raise Odd("Waktu pesan tidak dapat dibaca.")
    return found


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _link(item: dict[str, Any]) -> str | None:
    found = item.get("permalink")
    return found if isinstance(found, str) and found.startswith("https://") else None


def _unreadable(item: object, odd: Odd, kind: Kind) -> Unreadable:
    return Unreadable(strict_json.write(item), str(odd), kind, name_of(whole(item).get("id")))
