"""What a WhatsApp message contains, in words an officer reads: text, place, contact cards, files."""

from typing import Any

from models.rules.channels.messages import IncomingAttachment

TEXT_LIMIT = 100_000  # characters; the raw item keeps the rest (F35)

# Kinds of message that have no text of their own; the phone shows them, we say what they are.
_OTHER_KINDS = {
    "pollCreationMessage": "Jajak pendapat",
    "pollCreationMessageV2": "Jajak pendapat",
    "pollCreationMessageV3": "Jajak pendapat",
    "liveLocationMessage": "Lokasi langsung",
    "eventMessage": "Undangan acara",
    "callLogMesssage": "Panggilan",
    "orderMessage": "Pesanan",
    "productMessage": "Produk",
    "viewOnceMessage": "Pesan sekali lihat",
    "viewOnceMessageV2": "Pesan sekali lihat",
}


def whole_text(item: dict[str, Any]) -> str | None:
    """Return an item's own text uncut, None where it has none."""
    edited = _edited_text(item)
    body = edited if edited is not None else item.get("body")
    return body if isinstance(body, str) else None


def text_of(item: dict[str, Any]) -> str:
    """Return what the officer reads: the text, then places, cards and what only the phone can show."""
    lines = [(whole_text(item) or "")[:TEXT_LIMIT], _place(item), *_cards(item)]
    written = "\n".join(line for line in lines if line)
    return written or _other_kind(item)


def attachments(item: dict[str, Any], chat: str, engine_id: str) -> tuple[IncomingAttachment, ...]:
    """Return an item's file; it is asked for again by chat and id, since the gateway deletes files early."""
    media = item.get("media")
    known = media if isinstance(media, dict) else {}
    if item.get("hasMedia") is not True and not known.get("url"):
        return ()
    content = _media_content(item)
    mime = known.get("mimetype") or content.get("mimetype")
    name = known.get("filename") or content.get("fileName")
    size = content.get("fileLength")
    size = whole_number(size) if isinstance(size, str) else size
    return (
        IncomingAttachment(
            ref={"chat": chat, "message": engine_id},
            mime=mime if isinstance(mime, str) else "",
            filename=name if isinstance(name, str) else "",
            size=size if type(size) is int and 0 <= size < 2**31 else None,
        ),
    )


def whole_number(text: str) -> int | None:
    """Return a number given as text; None for anything else, also for digits int() refuses (²) or too many."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None


def _engine_message(item: dict[str, object]) -> dict[str, Any]:
    data = item.get("_data")
    message = (data.get("Message") or data.get("message")) if isinstance(data, dict) else None
    return message if isinstance(message, dict) else {}


def _media_content(item: dict[str, object]) -> dict[str, Any]:
    for name, content in _engine_message(item).items():
        if isinstance(content, dict) and name.endswith("Message") and "mimetype" in content:
            return content
    return {}


def _edited_text(item: dict[str, object]) -> str | None:
    protocol = _engine_message(item).get("protocolMessage")
    edited = protocol.get("editedMessage") if isinstance(protocol, dict) else None
    if not isinstance(edited, dict):
        return None
    extended = edited.get("extendedTextMessage")
    text = extended.get("text") if isinstance(extended, dict) else edited.get("conversation")
    return text if isinstance(text, str) else None


def _place(item: dict[str, Any]) -> str:
    place = item.get("location")
    if not isinstance(place, dict):
        return ""
    name = place.get("title") or place.get("description") or ""
    return f"[Lokasi] {place.get('latitude')}, {place.get('longitude')} {name}".strip()


def _cards(item: dict[str, object]) -> list[str]:
    cards = item.get("vCards")
    texts = [card for card in cards if isinstance(card, str)] if isinstance(cards, list) else []
    return [f"[Kartu kontak] {_card_name(text)}" for text in texts]


def _card_name(card: str) -> str:
    lines = [line.strip() for line in card.splitlines()]
    named = [line.partition(":")[2] for line in lines if line.startswith(("FN", "TEL"))]
    return " ".join(part for part in named if part) or "tanpa nama"


def _other_kind(item: dict[str, object]) -> str:
    for name in _engine_message(item):
        if name in _OTHER_KINDS:
            return f"[{_OTHER_KINDS[name]} – hanya dapat dibuka di telepon]"
    return ""
