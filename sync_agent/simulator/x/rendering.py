"""How publications, direct messages, people and files look over HTTP, in the vocabulary of either contract."""

import mimetypes
from datetime import UTC, datetime
from typing import Any

from models.rules.channels.weighted_length import weighted_length
from sync_agent.simulator.network.items import Item, Media, Person, Publication
from sync_agent.simulator.x.names import Names

LONGEST = 280


def moment(seconds: float) -> str:
    """Write unix seconds as X does, whole ones: 2026-11-24T02:03:04.000Z."""
    written = datetime.fromtimestamp(int(seconds), UTC).isoformat(timespec="milliseconds")
    return written.replace("+00:00", "Z")


def escaped(text: str) -> str:
    """Write a text as X gives it: three signs escaped, the others as they are."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def user(person: Person) -> dict[str, Any]:
    """Write one User."""
    return {"id": person.id, "name": person.name, "username": person.username}


def post(row: Item | Publication, office_id: str, names: Names) -> dict[str, Any]:
    """Write everything known of a publication; what was not asked for is taken away by `chosen`."""
    if isinstance(row, Publication):
        own = {"author_id": office_id, "conversation_id": row.id}
        return {
            "id": row.id,
            "text": escaped(row.text),
            "created_at": moment(row.created),
            names.history: [row.id],
            **own,
        }
    short = weighted_length(row.text) > LONGEST
    whole = {
        "id": row.id,
        "text": escaped(row.text[: LONGEST - 1] + "…" if short else row.text),
        "created_at": _dated(row),
        "author_id": office_id if row.from_office else row.person.id,
        names.history: [*row.extra.get("earlier_ids", []), row.id],
        **_place(row, office_id, names),
    }
    return whole | ({names.note: {"text": escaped(row.text)}} if short else {}) | _attached(row)


def _dated(row: Item) -> str:
    """Write when something was written; `dated` is another moment than that of its place in the list."""
    return moment(row.extra.get("dated", row.created))


def _place(row: Item, office_id: str, names: Names) -> dict[str, Any]:
    """Write where a publication stands: alone, or under another one."""
    if row.publication is None or row.extra.get("alone"):
        return {"conversation_id": row.id}
    answered = row.person.id if row.from_office else office_id
    above = {
        "in_reply_to_user_id": str(row.extra.get("answers_user", answered)),
        names.references: [
            {"type": row.extra.get("reference", "replied_to"), "id": row.parent or row.publication.id}
        ],
    }
    return {"conversation_id": row.publication.id, **above}


def event(row: Item, office_id: str) -> dict[str, Any]:
    """Write everything known of a direct message."""
    return {
        "id": row.id,
        "event_type": "MessageCreate",
        "text": escaped(row.text),
        "created_at": _dated(row),
        "sender_id": office_id if row.from_office else row.person.id,
        "dm_conversation_id": conversation_id(row.person.id, office_id),
        **_attached(row),
    }


def conversation_id(one: str, other: str) -> str:
    """Return the id of the conversation of two people: smaller id first."""
    return "-".join(sorted((one, other), key=int))


def _attached(row: Item) -> dict[str, Any]:
    return {"attachments": {"media_keys": [_key(row, at) for at in range(len(row.media))]}} if row.media else {}


def _key(row: Item, at: int) -> str:
    return f"3_{int(row.id) + at}"


def media(row: Item, files_url: str) -> list[dict[str, Any]]:
    """Write the Media objects of a publication or message."""
    return [_medium(_key(row, at), one, f"{files_url}/{file_name(row, at)}") for at, one in enumerate(row.media)]


def _medium(key: str, one: Media, url: str) -> dict[str, Any]:
    address = one.url or url
    if one.mimetype.startswith("video/"):
        variant = {"bit_rate": 832000, "content_type": one.mimetype, "url": address}
        return {"media_key": key, "type": "video", "variants": [variant]}
    return {"media_key": key, "type": "photo", "url": address}


def file_name(row: Item, at: int) -> str:
    """Return the name a file is fetched under."""
    return f"{row.id}_{at}{mimetypes.guess_extension(row.media[at].mimetype) or ''}"


def chosen(whole: dict[str, object], wanted: set[str]) -> dict[str, Any]:
    """Keep what was asked for, and what always comes."""
    return {name: value for name, value in whole.items() if name in wanted}
