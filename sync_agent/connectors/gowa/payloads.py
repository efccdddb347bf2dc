"""GOWA's JSON as our messages. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.rules.channels.messages import (
    Ack,
    Author,
    Direction,
    HandleKind,
    IncomingAttachment,
    IncomingMessage,
    Kind,
    Sighting,
    Unreadable,
)
from models.rules.channels.wordless import Came, said
from models.rules.core.moments import parse_iso, to_unix
from sync_agent.connector_kit import strict_json
from sync_agent.connectors.gowa.addresses import address, handle, is_citizen, is_phone, is_skipped

TEXT_LIMIT = 100_000  # characters; the raw item keeps the rest (F35)
_ID_LIMIT = 190
_CALL = "call"  # media_type of a stored call log (OpenAPI, ChatMessage)
# By media_type where there is no text; other files say themselves what they are. GOWA writes out what was chosen,
# places and cards, and keeps neither reactions nor what it cannot decrypt (whatsapp.go ExtractMessageTextFromProto).
_SORTS = {_CALL: Came.CALL, "sticker": Came.STICKER, "": Came.UNKNOWN}


class Odd(Exception):
    """An item that cannot be read; the sentence is for officers."""


@dataclass(frozen=True)
class Chat:
    """One row of the list of chats; `moved` is its last_message_time in unix seconds, None where unreadable."""

    jid: str
    moved: int | None


def read_chat(row: Any) -> Chat | Unreadable | None:
    """Return one row of the list of chats, None where it is not a citizen's."""
    jid = row.get("jid") if isinstance(row, dict) else None
    if not isinstance(jid, str) or "@" not in jid:
        return Unreadable(strict_json.write(row), "Percakapan tanpa alamat. Periksa di telepon.")
    if is_skipped(jid):
        return None
    if not is_citizen(address(jid)) or len(jid) > _ID_LIMIT:
        return Unreadable(strict_json.write(row), "Alamat percakapan tidak dikenal. Periksa di telepon.")
    return Chat(jid, _second_of(row.get("last_message_time")))


def read_item(item: object, chat: str) -> IncomingMessage | Unreadable | None:
    """Return one message of a chat, None where it is not a citizen's. Never raises for an item's content."""
    try:
        return _read(item, chat)
    except Odd as odd:
        found = item.get("id") if isinstance(item, dict) else None
        return Unreadable(strict_json.write(item), str(odd), Kind.DM, found if isinstance(found, str) else None)


def unread_text(raw: str) -> Unreadable:
    """Return an item that Python cannot read as JSON as unreadable."""
    return Unreadable(raw, "Isi kiriman rusak atau terlalu rumit untuk dibaca. Periksa di telepon.")


def own_text(item: object, text: str, since: datetime) -> Sighting | None:
    """Return an item that is our message with this text, early where it was written before `since`; else None."""
    if not isinstance(item, dict) or item.get("is_from_me") is not True:
        return None
    content, found = item.get("content"), item.get("id")
    if not isinstance(content, str) or not isinstance(found, str) or _bare(content) != _bare(text):
        return None
    second = _second_of(item.get("timestamp"))
    if second is None:
        return None
    return Sighting(found, Ack.SENT, float(second), early=second < to_unix(since))


def own_file(item: object, name: str, since: datetime) -> Sighting | None:
    """Return an item that is our file of this name, early where it was sent before `since`; else None.

    The store keeps the name of a document; of a picture it keeps the caption, which contains the name.
    """
    if not isinstance(item, dict) or not item.get("media_type"):
        return None
    if item.get("filename") == name:
        return own_text({**item, "content": name}, name, since)
    return own_text(item, name, since)


def _bare(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _read(item: Any, walked: str) -> IncomingMessage | None:
    engine_id = _id(item)
    chat = _chat(item, walked)
    if is_skipped(chat):
        return None
    if not is_citizen(chat):
        raise Odd("Alamat percakapan tidak dikenal.")
    from_me = item.get("is_from_me")
    if not isinstance(from_me, bool):
        raise Odd("Tidak jelas siapa pengirim pesan ini.")
    text, came = _text(item)
    return IncomingMessage(
        kind=Kind.DM,
        external_id=engine_id,
        thread_id=chat,
        author=_partner(item, chat, from_me),
        direction=Direction.OUT if from_me else Direction.IN,
        text=text[:TEXT_LIMIT],
        sent_at=_moment(item),
        payload=strict_json.write(item),
        attachments=_attachments(item, walked, engine_id),
        truncated=len(text) > TEXT_LIMIT,
        came=came,
    )


def _id(item: object) -> str:
    if not isinstance(item, dict):
        raise Odd("Kiriman bukan pesan.")
    found = item.get("id")
    if type(found) is int:
        found = str(found)
    if not isinstance(found, str) or not found:
        raise Odd("Pesan tanpa nomor pengenal.")
    if len(found) > _ID_LIMIT:
        raise Odd("Nomor pengenal pesan terlalu panjang.")
    return found


def _chat(item: dict[str, Any], walked: str) -> str:
    """Return which chat an item is in; without a statement, the chat that was asked for."""
    found = item.get("chat_jid")
    return address(found if isinstance(found, str) and "@" in found else walked)


def _text(item: dict[str, Any]) -> tuple[str, Came | None]:
    content, media = item.get("content"), item.get("media_type")
    if not isinstance(content, (str, type(None))):
        raise Odd("Isi pesan bukan teks.")
    sort = None if content else _SORTS.get(media if isinstance(media, str) else "")
    return (said(sort), sort) if sort else (content or "", None)


def _partner(item: dict[str, Any], chat: str, from_me: bool) -> Author:
    """Return the citizen of the conversation, by the phone if either address has it, else by the hidden id."""
    sender = item.get("sender_jid")
    other = address(sender) if isinstance(sender, str) and not from_me else chat
    known = [one for one in dict.fromkeys((chat, other)) if is_citizen(one)]
    number = next((one for one in known if is_phone(one)), chat)
    kind, value = handle(number)
    aliases = tuple(handle(one) for one in known if one != number and handle(one)[0] is HandleKind.WHATSAPP_LID)
    return Author(kind, value, "" if from_me else _name(item, known), aliases)


def _name(item: dict[str, Any], known: list[str]) -> str:
    """Return the sender's label, unless it is only the address again."""
    label = item.get("sender_display_name")
    if not isinstance(label, str) or label.strip("+ ") in {one.partition("@")[0] for one in known} | set(known):
        return ""
    return label


def _attachments(item: dict[str, Any], chat: str, engine_id: str) -> tuple[IncomingAttachment, ...]:
    """Return the file an item carries. Its `url` is WhatsApp's encrypted one: the gateway is asked for the file."""
    media = item.get("media_type")
    if not isinstance(media, str) or media in ("", _CALL):
        return ()
    name, size = item.get("filename"), item.get("file_length")
    return (
        IncomingAttachment(
            ref={"chat": chat, "message": engine_id},
            filename=name if isinstance(name, str) else "",
            size=size if type(size) is int and 0 < size < 2**31 else None,
        ),
    )


def _moment(item: dict[str, Any]) -> datetime:
    found = _parsed(item.get("timestamp"))
    if found is None:
        raise Odd("Waktu pesan tidak dapat dibaca.")
    return found


def _second_of(value: object) -> int | None:
    found = _parsed(value)
    return None if found is None else to_unix(found)


def _parsed(value: object) -> datetime | None:
    """Return an RFC 3339 time of any zone as naive UTC; None before 1971 (Go's zero time, or nonsense)."""
    try:
        found = parse_iso(value) if isinstance(value, str) and len(value) < 50 else None
    except (ValueError, OverflowError):
        return None
    return found if found is not None and found.year > 1970 else None
