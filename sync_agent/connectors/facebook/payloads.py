"""The Graph API's JSON of a Page as our messages. Pure: who we are and whose publication it is are parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.rules.channels.messages import Author, Direction, HandleKind, IncomingMessage, Kind, Unreadable
from sync_agent.connector_kit import strict_json
from sync_agent.connector_kit.graph_items import moment, name_of, rows, whole
from sync_agent.connectors.facebook.contents import comment_files, comment_text, dm_files, dm_text, publication_files

TEXT_LIMIT = 100_000  # characters; the raw item keeps the rest (F35)
_ABOUT = 1000
_ANONYMOUS = "anonim-"


class Odd(Exception):
    """An item that cannot be read; the sentence is for officers."""


@dataclass(frozen=True)
class Publication:
    """A publication that people comment on; `author` is the visitor who wrote it, None for the office's own."""

    id: str
    text: str = ""
    author: Author | None = None


def read_dm(item: object, page: str) -> IncomingMessage | Unreadable:
    """Return one message of a conversation. Never raises for an item's content."""
    try:
        return _dm(item, page)
    except Odd as odd:
        return _unreadable(item, odd, Kind.DM)


def read_comment(
    item: object, page: str, publication: Publication, authors: Mapping[str, Author]
) -> IncomingMessage | Unreadable | None:
    """Return one comment, None for one of the office's own that answers nobody.

    `authors` says who wrote which comment and, for some of the office's own, whom it answers.
    """
    try:
        return _comment(item, page, publication, authors)
    except Odd as odd:
        return _unreadable(item, odd, Kind.COMMENT)


def read_visitor_publication(item: object, page: str) -> IncomingMessage | Unreadable | None:
    """Return what somebody posted on the Page or about it, None for the office's own."""
    try:
        return _visitor_publication(item, page)
    except Odd as odd:
        return _unreadable(item, odd, Kind.COMMENT)


def read_publication(item: Any, page: str, unnamed_is_own: bool = True) -> Publication | None:
    """Return a publication's author and text, None without an id; `unnamed_is_own`: without author it is our own."""
    publication_id = name_of(whole(item).get("id"))
    if publication_id is None:
        return None
    text = item.get("message") or item.get("story")
    sender = name_of(whole(item.get("from")).get("id"))
    own = sender == page or (sender is None and unnamed_is_own)
    return Publication(
        publication_id, text[:_ABOUT] if isinstance(text, str) else "", None if own else _author(item, publication_id)
    )


def authors_of(items: tuple[tuple[Any, str | None], ...], page: str) -> dict[str, Author]:
    """Return who wrote which comment, as far as these items say; the office itself is not included."""
    found: dict[str, Author] = {}
    for item, _ in items:
        for one in (whole(whole(item).get("parent")), whole(item)):
            comment_id = name_of(one.get("id"))
            if comment_id is not None and name_of(whole(one.get("from")).get("id")) not in (None, page):
                found[comment_id] = _author(one, comment_id)
    return found


def _dm(item: Any, page: str) -> IncomingMessage:
    message_id, sender = _id(item), whole(item.get("from"))
    sender_id = name_of(sender.get("id"))
    own = sender_id == page
    other = next((one for one in rows(item.get("to")) if name_of(one.get("id")) != page), {}) if own else sender
    person = name_of(other.get("id"))
    if sender_id is None or person is None:
        raise Odd("Tidak jelas siapa pengirim pesan ini.")
    if not isinstance(item.get("message"), str | None):
        raise Odd("Isi pesan bukan teks.")
    text = dm_text(item)
    answered = whole(item.get("reply_to"))
    return IncomingMessage(
        kind=Kind.DM,
        external_id=message_id,
        thread_id=person,
        author=Author(HandleKind.FACEBOOK, person, _name(other)),
        direction=Direction.OUT if own else Direction.IN,
        text=text[:TEXT_LIMIT],
        sent_at=_moment(item),
        payload=strict_json.write(item),
        attachments=dm_files(item, message_id),
        reply_to=name_of(answered.get("id") or answered.get("mid")),
        truncated=len(text) > TEXT_LIMIT,
    )


def _comment(item: Any, page: str, publication: Publication, authors: Mapping[str, Author]) -> IncomingMessage | None:
    comment_id, own = _id(item), name_of(whole(_dict(item).get("from")).get("id")) == page
    parent = name_of(whole(item.get("parent")).get("id"))
    if not isinstance(item.get("message"), str | None):
        raise Odd("Isi komentar bukan teks.")
    sent_at = _moment(item)
    ours = authors.get(comment_id) or _whose(parent, publication, authors)
    author = ours if own else _author(item, comment_id)
    if author is None:
        return None
    text = comment_text(item)
    # Under a visitor's publication all is one conversation with each person: it is itself what is answered.
    root = publication.id if publication.author is not None else parent or comment_id
    return IncomingMessage(
        kind=Kind.COMMENT,
        external_id=comment_id,
        thread_id=f"{root}/{author.handle}",
        author=author,
        direction=Direction.OUT if own else Direction.IN,
        text=text[:TEXT_LIMIT],
        sent_at=sent_at,
        payload=strict_json.write(item),
        attachments=comment_files(item, comment_id),
        reply_to=parent or (publication.id if publication.author is not None else None),
        permalink=_link(item),
        truncated=len(text) > TEXT_LIMIT,
        about=publication.text,
    )


def _visitor_publication(item: Any, page: str) -> IncomingMessage | None:
    publication_id = _id(item)
    if name_of(whole(item.get("from")).get("id")) == page:
        return None
    author, text = _author(item, publication_id), item.get("message") or item.get("story") or ""
    if not isinstance(text, str):
        raise Odd("Isi kiriman bukan teks.")
    return IncomingMessage(
        kind=Kind.COMMENT,
        external_id=publication_id,
        thread_id=f"{publication_id}/{author.handle}",
        author=author,
        direction=Direction.IN,
        text=text[:TEXT_LIMIT],
        sent_at=_moment(item),
        payload=strict_json.write(item),
        attachments=publication_files(item, publication_id),
        permalink=_link(item),
        truncated=len(text) > TEXT_LIMIT,
    )


def _whose(parent: str | None, publication: Publication, authors: Mapping[str, Author]) -> Author | None:
    """Return which citizen our answer is for: the author of the comment above it, else the publication's."""
    if parent is None:
        return publication.author
    return authors.get(parent) or Author(HandleKind.FACEBOOK, f"{_ANONYMOUS}{parent}")


def _author(item: dict[str, Any], item_id: str) -> Author:
    """Return who wrote it; Facebook hides people from an app without Advanced Access (restfb#1136)."""
    sender = whole(item.get("from"))
    person = name_of(sender.get("id"))
    if person is None:
        return Author(HandleKind.FACEBOOK, f"{_ANONYMOUS}{item_id}")
    return Author(HandleKind.FACEBOOK, person, _name(sender))


def _dict(item: object) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise Odd("Kiriman bukan pesan.")
    return item


def _id(item: object) -> str:
    found = name_of(_dict(item).get("id"))
    if found is None:
        raise Odd("Pesan tanpa nomor pengenal.")
    return found


def _moment(item: dict[str, Any]) -> datetime:
    found = moment(item.get("created_time"))
    if found is None:
        raise Odd("Waktu pesan tidak dapat dibaca.")
    return found


def _name(person: dict[str, Any]) -> str:
    found = person.get("name")
    return found if isinstance(found, str) else ""


def _link(item: dict[str, Any]) -> str | None:
    found = item.get("permalink_url")
    return found if isinstance(found, str) and found.startswith("https://") else None


def _unreadable(item: object, odd: Odd, kind: Kind) -> Unreadable:
    return Unreadable(strict_json.write(item), str(odd), kind, name_of(whole(item).get("id")))
