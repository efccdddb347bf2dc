"""WAHA's JSON as our messages. Pure: what must be asked of the gateway (whose phone is this?) is a parameter."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from models.rules.channels.messages import Ack, Acknowledgement, Author, Direction, IncomingMessage, Kind, Unreadable
from models.rules.channels.wordless import Came, said
from models.rules.core.moments import from_unix
from sync_agent.connector_kit import strict_json
from sync_agent.connectors.waha.addresses import (
    MessageId,
    address,
    handle,
    is_citizen,
    is_lid,
    is_phone,
    is_skipped,
    parse_id,
)
from sync_agent.connectors.waha.contents import TEXT_LIMIT, attachments, text_of, whole_number, whole_text

# -1 ERROR … 4 PLAYED (OpenAPI, WAMessage.ack)
ACKS = {-1: Ack.FAILED, 0: Ack.PENDING, 1: Ack.SENT, 2: Ack.DELIVERED, 3: Ack.READ, 4: Ack.READ}
# whatsmeow's EditAttribute: taken back by its sender, or by a group's admin.
_WITHDRAWN_EDITS = ("7", "8")
_YEAR_10000 = 253_402_300_800  # unix seconds; a stamp in milliseconds lies far beyond
_REVOKE, _EDIT = (0, "REVOKE"), (14, "MESSAGE_EDIT")

# Gives the other address of a chat (phone for a hidden id and back), None where it is not known.
Twin = Callable[[str], str | None]


class Odd(Exception):
    """An item that cannot be read; the sentence is for officers."""


def read_item(item: object, twin: Twin) -> IncomingMessage | Unreadable | None:
    """Return one item of a poll, None where it is not a citizen's. Never raises for an item's content."""
    try:
        return _read(item, twin)
    except Odd as odd:
        found = item.get("id") if isinstance(item, dict) else None
        return Unreadable(strict_json.write(item), str(odd), Kind.DM, found if isinstance(found, str) else None)


def unread_text(raw: str) -> Unreadable:
    """Return an item that Python cannot read as JSON as unreadable."""
    return Unreadable(raw, "Isi kiriman rusak atau terlalu rumit untuk dibaca. Periksa di telepon.")


def chats_named(item: Any) -> list[str]:
    """Return the hidden addresses in an item, so that they can be asked for before it is read."""
    try:
        chat = _chat(item, parse_id(_id(item)), _from_me(item, _id(item)))
    except Odd:
        return []
    return [chat] if is_lid(chat) and _other_address(item, chat) is None else []


def raw_id(item: object) -> str:
    """Return an item's id as the engine writes it, empty where it has none."""
    try:
        return _id(item)
    except Odd:
        return ""


def moment_of(item: object) -> int | None:
    """Return an item's unix second where it has a believable one."""
    try:
        return _seconds(item)
    except Odd:
        return None


def newest_of(rows: Iterable[tuple[Any, str | None]]) -> int | None:
    """Return the newest believable moment of a page, None where it has none."""
    return max((moment for item, _ in rows if (moment := moment_of(item)) is not None), default=None)


def ack_of(item: dict[str, Any]) -> Ack:
    """Return how far a message of ours is delivered; GOWS answers a send without that."""
    return ACKS.get(item["ack"], Ack.PENDING) if type(item.get("ack")) is int else Ack.PENDING


def acknowledgements(item: Any, message: IncomingMessage) -> list[Acknowledgement]:
    """Return what an item says about the delivery of our message, under each of its ids."""
    ack = ACKS.get(item["ack"]) if type(item.get("ack")) is int else None
    if message.direction is Direction.IN or ack is None:
        return []
    return [Acknowledgement(one, ack) for one in (message.external_id, *message.also_known_as)]


def _read(item: Any, twin: Twin) -> IncomingMessage | None:
    engine_id = _id(item)
    from_me = _from_me(item, engine_id)
    parsed = parse_id(engine_id)
    chat = _chat(item, parsed, from_me)
    if is_skipped(chat):
        return None
    if not is_citizen(chat):
        raise Odd("Alamat percakapan tidak dikenal.")
    if not isinstance(item.get("body"), (str, type(None))):
        raise Odd("Isi pesan bukan teks.")
    other = _other_address(item, chat) or twin(chat)
    number = next((one for one in (chat, other) if one and is_phone(one)), chat)
    about = _protocol(item)
    if about is not None:
        parsed, engine_id = MessageId(about), MessageId(about).under(chat, from_me)
    withdrawn = _is_withdrawn(item)
    text, came = ("", None) if withdrawn and not whole_text(item) else text_of(item)
    ids = [parsed.under(one, from_me) for one in (other, chat) if one]
    return IncomingMessage(
        kind=Kind.DM,
        external_id=engine_id,
        thread_id=number,
        author=_partner(item, chat, number, other, from_me),
        direction=Direction.OUT if from_me else Direction.IN,
        text=text or (said(Came.WITHDRAWN) if withdrawn else ""),
        sent_at=_moment(item),
        payload=strict_json.write(item),
        attachments=attachments(item, chat, engine_id),
        also_known_as=tuple(one for one in ids if one != engine_id),
        reply_to=_reply_to(item),
        withdrawn=withdrawn,
        truncated=len(whole_text(item) or "") > TEXT_LIMIT,
        came=Came.WITHDRAWN if withdrawn and not text else came,
    )


def _id(item: object) -> str:
    if not isinstance(item, dict):
        raise Odd("Kiriman bukan pesan.")
    found = item.get("id")
    if type(found) is int:
        return str(found)
    if not isinstance(found, str) or not found:
        raise Odd("Pesan tanpa nomor pengenal.")
    if len(found) > 200:
        raise Odd("Nomor pengenal pesan terlalu panjang.")
    return found


def _from_me(item: dict[str, Any], engine_id: str) -> bool:
    found = item.get("fromMe")
    if isinstance(found, bool):
        return found
    if engine_id.startswith(("true_", "false_")):
        return engine_id.startswith("true_")
    raise Odd("Tidak jelas siapa pengirim pesan ini.")


def _chat(item: dict[str, Any], parsed: MessageId, from_me: bool) -> str:
    """Return an item's chat; GOWS gives it as `from` in both directions, the OpenAPI as `to` for ours."""
    places = [parsed.chat, engine_info(item).get("Chat"), item.get("to") if from_me else None, item.get("from")]
    for place in places:
        if isinstance(place, str) and "@" in place:
            return address(place)
    raise Odd("Pesan tanpa alamat percakapan.")


def engine_info(item: dict[str, Any]) -> dict[str, Any]:
    """Return the engine's own record of an item, empty where there is none (its shape is undocumented)."""
    data = item.get("_data")
    info = data.get("Info") if isinstance(data, dict) else None
    return info if isinstance(info, dict) else {}


def _other_address(item: dict[str, Any], chat: str) -> str | None:
    """Return the chat's other address if the engine gives it (whatsmeow SenderAlt, RecipientAlt)."""
    for name in ("SenderAlt", "RecipientAlt"):
        found = engine_info(item).get(name)
        if isinstance(found, str) and is_citizen(address(found)) and is_lid(address(found)) != is_lid(chat):
            return address(found)
    return None


def _partner(item: dict[str, Any], chat: str, number: str, other: str | None, from_me: bool) -> Author:
    """Return the citizen of the conversation, for our own messages too, since the thread is his."""
    name = "" if from_me else engine_info(item).get("PushName")
    kind, value = handle(number)
    aliases = [handle(one) for one in (chat, other) if one and one != number]
    return Author(kind, value, name if isinstance(name, str) else "", tuple(aliases))


def _seconds(item: object) -> int:
    found = item.get("timestamp") if isinstance(item, dict) else None
    if isinstance(found, str):
        found = whole_number(found)
    if not isinstance(found, (int, float)) or isinstance(found, bool) or not 0 < found < _YEAR_10000:
        raise Odd("Waktu pesan tidak dapat dibaca.")
    return int(found)


def _moment(item: Any) -> datetime:
    return from_unix(_seconds(item))


def _reply_to(item: dict[str, Any]) -> str | None:
    quoted = item.get("replyTo")
    found = quoted.get("id") if isinstance(quoted, dict) else None
    return found[:250] if isinstance(found, str) and found else None


def _protocol(item: dict[str, Any]) -> str | None:
    """Return the bare id of the message that a protocol item edits or withdraws, if it is one."""
    about = _protocol_message(item)
    if about.get("type") not in (*_REVOKE, *_EDIT):
        return None
    key = about.get("key")
    found = (key.get("ID") or key.get("id")) if isinstance(key, dict) else None
    return found if isinstance(found, str) and found else None


def _protocol_message(item: dict[str, object]) -> dict[str, Any]:
    data = item.get("_data")
    message = (data.get("Message") or data.get("message")) if isinstance(data, dict) else None
    found = message.get("protocolMessage") if isinstance(message, dict) else None
    return found if isinstance(found, dict) else {}


def _is_withdrawn(item: dict[str, Any]) -> bool:
    data = item.get("_data")
    marks = data if isinstance(data, dict) else {}
    return (
        marks.get("IsRevoked") is True
        or marks.get("type") == "revoked"
        or marks.get("messageStubType") in (1, "REVOKE")
        or str(engine_info(item).get("Edit") or "") in _WITHDRAWN_EDITS
        or _protocol_message(item).get("type") in _REVOKE
    )
