"""The Cloud API's webhook as our messages. Pure: one pushed body in, one page out, nothing dropped."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from models.rules.channels.messages import (
    Ack,
    Acknowledgement,
    Author,
    Direction,
    HandleKind,
    IncomingMessage,
    Kind,
    Page,
    Unreadable,
)
from models.rules.channels.wordless import Came, said
from models.rules.core.moments import from_unix
from sync_agent.connector_kit import strict_json
from sync_agent.connectors.whatsapp_cloud.contents import TEXT_LIMIT, attachments, text_of, text_whole

ACKS = {
    "sent": Ack.SENT,
    "delivered": Ack.DELIVERED,
    "read": Ack.READ,
    "played": Ack.READ,
    "failed": Ack.FAILED,
    "pending": Ack.PENDING,
}
# What is no message of a citizen: notes of the system, the first opening of a chat.
_PASSED_OVER = ("system", "request_welcome")
_YEAR_10000 = 253_402_300_800


class Odd(Exception):
    """An item that cannot be read; the sentence is for officers."""


def read_push(body: str, number_id: str) -> Page:
    """Return the page of one pushed body for the office's number; unreadable items are kept apart. Never raises."""
    try:
        whole = strict_json.parse(body)
    except strict_json.NotJson:
        return Page(unreadable=(Unreadable(body, _BROKEN),))
    messages: list[IncomingMessage] = []
    unreadable: list[Unreadable] = []
    acks: list[Acknowledgement] = []
    for field, value in _changes(whole):
        if value is None or not _is_ours(value, number_id):
            unreadable.append(Unreadable(strict_json.write(value or whole), _WRONG_NUMBER if value else _NO_SHAPE))
            continue
        acks += _acks(value)
        for item, ours in _items(field, value):
            read = read_item(item, value, ours)
            if isinstance(read, Unreadable):
                unreadable.append(read)
            elif read is not None:
                messages.append(read)
    return Page(tuple(messages), tuple(unreadable), tuple(acks))


_BROKEN = "Kiriman dorongan WhatsApp rusak atau terlalu rumit untuk dibaca."
_NO_SHAPE = "Kiriman dorongan ini bukan bentuk WhatsApp yang dikenal."
_WRONG_NUMBER = "Kiriman ini untuk nomor WhatsApp lain. Periksa ID nomor telepon pada pengaturan kanal."
_MESSAGES, _ECHOES = "messages", "smb_message_echoes"


def _changes(whole: object) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Yield the parts about messages; other news of Meta's (templates, reviews) is ignored."""
    entries = whole.get("entry") if isinstance(whole, dict) else None
    if not isinstance(entries, list):
        yield "", None
        return
    for entry in entries:
        changes = entry.get("changes") if isinstance(entry, dict) else None
        if not isinstance(changes, list):
            yield "", None
            continue
        for change in changes:
            field = change.get("field") if isinstance(change, dict) else None
            value = change.get("value") if isinstance(change, dict) else None
            if field in (_MESSAGES, _ECHOES) or not isinstance(field, str):
                yield str(field), value if isinstance(value, dict) else None


def _is_ours(value: dict[str, object], number_id: str) -> bool:
    metadata = value.get("metadata")
    return isinstance(metadata, dict) and str(metadata.get("phone_number_id") or "") == number_id


def _items(field: str, value: dict[str, object]) -> Iterator[tuple[Any, bool]]:
    """Yield the items of a part and whether the office wrote them (in the WhatsApp Business app)."""
    name, ours = ("message_echoes", True) if field == _ECHOES else ("messages", False)
    found = value.get(name)
    for item in found if isinstance(found, list) else ():
        yield item, ours


def read_item(item: object, value: dict[str, object], ours: bool) -> IncomingMessage | Unreadable | None:
    """Return one item, None where it is not a citizen's. Never raises for an item's content."""
    try:
        return _read(item, value, ours)
    except Odd as odd:
        found = item.get("id") if isinstance(item, dict) else None
        return Unreadable(strict_json.write(item), str(odd), Kind.DM, found if isinstance(found, str) else None)


def _read(item: object, value: dict[str, object], ours: bool) -> IncomingMessage | None:
    if not isinstance(item, dict):
        raise Odd("Kiriman bukan pesan.")
    if item.get("type") in _PASSED_OVER or item.get("group_id"):
        return None
    if item.get("type") == "reaction" and not _emoji(item):
        return None  # he took it back
    original, content = _subject(item)
    citizen = _citizen(item, ours)
    text, came = (said(Came.WITHDRAWN), Came.WITHDRAWN) if content is None else text_of(content)
    return IncomingMessage(
        kind=Kind.DM,
        external_id=_id(original),
        thread_id=citizen,
        author=_author(citizen, value, ours),
        direction=Direction.OUT if ours else Direction.IN,
        text=text,
        sent_at=_moment(item),
        payload=strict_json.write(item),
        attachments=() if content is None else attachments(content),
        reply_to=_reply_to(item),
        withdrawn=content is None,
        truncated=content is not None and len(text_whole(content)) > TEXT_LIMIT,
        came=came,
    )


def _emoji(item: dict[str, Any]) -> object:
    about = item.get("reaction")
    return about.get("emoji") if isinstance(about, dict) else None


def _subject(item: dict[str, object]) -> tuple[Any, dict[str, Any] | None]:
    """Return the id of the message an item is or changes, and its present content; None where it was withdrawn."""
    kind = item.get("type")
    if kind not in ("edit", "revoke"):
        return item.get("id"), item
    about = item.get(kind)
    content = about.get("message") if isinstance(about, dict) and kind == "edit" else None
    if not isinstance(about, dict) or (kind == "edit" and not isinstance(content, dict)):
        raise Odd("Perubahan pesan tanpa menyebut pesan yang diubah.")
    return about.get("original_message_id"), content


def _id(found: object) -> str:
    if not isinstance(found, str) or not found:
        raise Odd("Pesan tanpa nomor pengenal.")
    if len(found) > 200:
        raise Odd("Nomor pengenal pesan terlalu panjang.")
    return found


def _citizen(item: dict[str, Any], ours: bool) -> str:
    """Return the citizen's number as WhatsApp writes it, or his user id where he hides the number."""
    names = ("to", "to_user_id") if ours else ("from", "from_user_id")
    found = next((item[name] for name in names if isinstance(item.get(name), str) and item[name]), "")
    if not found or len(found) > 100 or found != found.strip():
        raise Odd("Pesan tanpa nomor pengirim.")
    return found.removeprefix("+")


def _author(citizen: str, value: dict[str, Any], ours: bool) -> Author:
    phone = citizen.isascii() and citizen.isdigit()
    handle = (HandleKind.PHONE, f"+{citizen}") if phone else (HandleKind.WHATSAPP_LID, citizen)
    return Author(*handle, "" if ours else _name(citizen, value))


def _name(citizen: str, value: dict[str, Any]) -> str:
    contacts = value.get("contacts")
    for contact in contacts if isinstance(contacts, list) else ():
        if isinstance(contact, dict) and citizen in (contact.get("wa_id"), contact.get("user_id")):
            profile = contact.get("profile")
            name = profile.get("name") if isinstance(profile, dict) else None
            return name if isinstance(name, str) else ""
    return ""


def _moment(item: dict[str, Any]) -> datetime:
    found = item.get("timestamp")
    if isinstance(found, str) and found.isascii() and found.isdigit() and len(found) < 20:
        found = int(found)
    if type(found) is not int or not 0 < found < _YEAR_10000:
        raise Odd("Waktu pesan tidak dapat dibaca.")
    return from_unix(found)


def _reply_to(item: dict[str, Any]) -> str | None:
    context = item.get("context")
    found = context.get("id") if isinstance(context, dict) else None
    return found[:250] if isinstance(found, str) and found else None


def _acks(value: dict[str, object]) -> Iterator[Acknowledgement]:
    """Yield the delivery of our messages; `biz_opaque_callback_data` is the id chosen before sending."""
    statuses = value.get("statuses")
    for status in statuses if isinstance(statuses, list) else ():
        found = status.get("id") if isinstance(status, dict) else None
        ack = ACKS.get(status["status"]) if found and isinstance(status.get("status"), str) else None
        if isinstance(found, str) and ack is not None:
            chosen = status.get("biz_opaque_callback_data")
            yield Acknowledgement(found, ack, chosen if isinstance(chosen, str) else "", _told_at(status))


def _told_at(status: dict[str, object]) -> datetime | None:
    """Return when Meta says it happened; None where it says nothing readable."""
    try:
        return _moment(status)
    except Odd:
        return None
