"""TikTok's direct messages as our messages. Pure."""

from typing import Any

from models.rules.channels.messages import Author, Direction, HandleKind, IncomingAttachment, IncomingMessage, Kind
from models.rules.core.moments import from_unix
from sync_agent.connector_kit import strict_json
from sync_agent.connectors.tiktok.payloads import TEXT_LIMIT, Found, Odd, Rows, moment_of, whole_id

_BROKEN = "Isi pesan rusak atau terlalu rumit untuk dibaca. Periksa di aplikasi TikTok."
# Kinds of message that are no text; the application shows them, we say what they are.
_OTHER_KINDS = {
    "SHARE_POST": "[Video TikTok dibagikan]",
    "EMOJI": "[Emoji]",
    "STICKER": "[Stiker]",
    "TEMPLATE": "[Kartu pertanyaan]",
}
_FILES = ("IMAGE", "VIDEO")
_OFFICE, _CITIZEN = "BUSINESS_ACCOUNT", "PERSONAL_ACCOUNT"


def read_conversations(rows: Rows) -> tuple[list[tuple[str, int | None]], Found]:
    """Return each conversation's id with the millisecond of its last message, where that can be read."""
    listed: list[tuple[str, int | None]] = []
    found = Found()
    for item, raw in rows:
        try:
            conversation = whole_id(item, "conversation_id")
        except Odd as odd:
            found.refuse(item, raw, str(odd) if raw is None else _BROKEN, Kind.DM)
            continue
        listed.append((conversation, _changed(item)))
    return listed, found


def read_messages(rows: Rows, data: dict[str, object], conversation: str, business_id: str, edge: int) -> Found:
    """Return the newest messages of one conversation; `data` says who takes part in it."""
    found = Found()
    citizen = _participant(data)
    for item, raw in rows:
        if raw is not None:
            found.refuse(item, raw, _BROKEN, Kind.DM)
            continue
        try:
            message_id = whole_id(item, "message_id")
            moment = moment_of(item.get("timestamp"), 1000)
            found.take(_message(item, message_id, moment, conversation, business_id, citizen), moment, edge)
        except Odd as odd:
            found.refuse(item, None, str(odd), Kind.DM)
    found.sort()
    return found


def is_ours(item: object, business_id: str) -> bool:
    """Whether the office wrote a message. Raises Odd where the item does not say who did."""
    sender = item.get("from_user") if isinstance(item, dict) else None
    role = sender.get("role") if isinstance(sender, dict) else None
    if role not in (_OFFICE, _CITIZEN):
        raise Odd("Tidak jelas siapa pengirim pesan ini.")
    return role == _OFFICE or bool(sender and sender.get("id") == business_id)


def is_from_api(item: dict[str, Any]) -> bool:
    """Whether a message was sent through the API; an untagged one may have been."""
    tag = item.get("message_tag")
    source = tag.get("source") if isinstance(tag, dict) else None
    return source in (None, "API")


def body_of(item: dict[str, Any]) -> str:
    """Return a text message's words, empty for any other. Raises Odd."""
    text = item.get("text")
    body = text.get("body") if isinstance(text, dict) else text
    if body is not None and not isinstance(body, str):
        raise Odd("Isi pesan bukan teks.")
    return body or ""


def _message(
    item: dict[str, object],
    message_id: str,
    moment: int,
    conversation: str,
    business_id: str,
    citizen: tuple[str, str],
) -> IncomingMessage:
    ours = is_ours(item, business_id)
    other = item.get("to_user" if ours else "from_user")
    named = other.get("id") if isinstance(other, dict) else None
    handle = named if isinstance(named, str) and named else citizen[0]
    if not handle or len(handle) > 190:
        raise Odd("Tidak jelas dengan siapa percakapan ini.")
    text, files = body_of(item), _files(item, conversation, message_id)
    return IncomingMessage(
        kind=Kind.DM,
        external_id=message_id,
        thread_id=conversation,
        author=Author(HandleKind.TIKTOK, handle, "" if ours else citizen[1]),
        direction=Direction.OUT if ours else Direction.IN,
        text=text[:TEXT_LIMIT] or ("" if files else _other_kind(item)),
        sent_at=from_unix(moment / 1000),
        payload=strict_json.write(item),
        attachments=files,
        reply_to=_quoted(item),
        truncated=len(text) > TEXT_LIMIT,
    )


def _participant(data: dict[str, object]) -> tuple[str, str]:
    """Return the citizen's identifier and name, empty where they are not stated."""
    people = data.get("participants")
    for one in people if isinstance(people, list) else ():
        if isinstance(one, dict) and one.get("role") == _CITIZEN:
            name = one.get("display_name")
            return str(one.get("id") or ""), name if isinstance(name, str) else ""
    return "", ""


def _files(item: dict[str, object], conversation: str, message_id: str) -> tuple[IncomingAttachment, ...]:
    kind = item.get("message_type")
    held = item.get(str(kind).lower()) if kind in _FILES else None
    media = held.get("media_id") if isinstance(held, dict) else None
    if not isinstance(media, str) or not media:
        return ()
    ref = {"conversation": conversation, "message": message_id, "media": media, "type": kind}
    return (IncomingAttachment(ref=ref),)


def _other_kind(item: dict[str, object]) -> str:
    kind = item.get("message_type")
    if kind == "TEXT":
        return ""
    shared = item.get("share_post")
    link = shared.get("embed_url") if isinstance(shared, dict) else None
    label = _OTHER_KINDS.get(str(kind), "[Pesan jenis lain]")
    return f"{label} {link}" if isinstance(link, str) else f"{label} Buka di aplikasi TikTok untuk melihatnya."


def _quoted(item: dict[str, object]) -> str | None:
    info = item.get("referenced_message_info")
    found = info.get("referenced_message_id") if isinstance(info, dict) else None
    return found[:100] if isinstance(found, str) and found else None


def _changed(item: dict[str, object]) -> int | None:
    """Return the millisecond of a conversation's last message, under either name that TikTok's SDKs use."""
    try:
        return moment_of(item.get("update_time", item.get("up_time")), 1000)
    except Odd:
        return None
