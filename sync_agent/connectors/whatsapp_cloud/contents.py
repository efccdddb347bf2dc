"""What a Cloud API message contains, in words an officer reads: text, place, contact cards, choices, files."""

from collections.abc import Callable
from typing import Any

from models.rules.channels.messages import IncomingAttachment
from models.rules.channels.wordless import Came, said

TEXT_LIMIT = 100_000  # characters; the raw item keeps the rest (F35)
_FILES = ("image", "video", "audio", "document", "sticker")


def text_whole(item: dict[str, object]) -> str:
    """Return what the citizen wrote or chose, uncut."""
    kind = item.get("type")
    own = item.get(kind) if isinstance(kind, str) else None
    if not isinstance(own, dict | list):
        return ""
    if kind in _FILES and isinstance(own, dict):
        return _word(own, "caption")
    read = _READERS.get(str(kind))
    return read(own) if read else ""


def text_of(item: dict[str, Any]) -> tuple[str, Came | None]:
    """Return what the officer reads; a message without words says what came, and which sort that is."""
    text, kind = text_whole(item)[:TEXT_LIMIT], item.get("type")
    if kind == "reaction":
        return said(Came.REACTION, _word(item.get(kind), "emoji")), Came.REACTION
    if text or kind == "text":
        return text, None
    if kind == "sticker":
        return said(Came.STICKER), Came.STICKER
    return ("", None) if kind in _FILES else (said(Came.NOT_FORWARDED), Came.NOT_FORWARDED)


def attachments(item: dict[str, Any]) -> tuple[IncomingAttachment, ...]:
    """Return the file of a message, by the id for asking for it."""
    kind = item.get("type")
    own = item.get(kind) if kind in _FILES else None
    found = own.get("id") if isinstance(own, dict) else None
    if not isinstance(own, dict) or not isinstance(found, str | int) or not found:
        return ()
    mime = _word(own, "mime_type").split(";")[0].strip()
    return (IncomingAttachment({"media": str(found)}, mime, _word(own, "filename")),)


def _word(values: object, name: str) -> str:
    found = values.get(name) if isinstance(values, dict) else None
    return found if isinstance(found, str) else ""


def _place(own: Any) -> str:
    words = (_word(own, "name"), _word(own, "address"))
    numbers = f"{own.get('latitude')}, {own.get('longitude')}" if isinstance(own, dict) else ""
    return " ".join(part for part in ("[Lokasi]", numbers, *words) if part)


def _cards(own: Any) -> str:
    return "\n".join(f"[Kartu kontak] {_card(card)}" for card in own if isinstance(card, dict))


def _card(card: dict[str, object]) -> str:
    phones = card.get("phones")
    numbers = [_word(phone, "phone") for phone in phones] if isinstance(phones, list) else []
    return " ".join(part for part in (_word(card.get("name"), "formatted_name"), *numbers) if part) or "tanpa nama"


def _choice(own: object) -> str:
    """Return the title of what was chosen from buttons or a list."""
    kind = _word(own, "type")
    chosen = own.get(kind) if isinstance(own, dict) else None
    return _word(chosen, "title") or _word(chosen, "body")


def _order(own: object) -> str:
    return f"[Pesanan] {_word(own, 'text')}".strip()


_READERS: dict[str, Callable[[Any], str]] = {
    "text": lambda own: _word(own, "body"),
    "button": lambda own: _word(own, "text"),
    "interactive": _choice,
    "location": _place,
    "contacts": _cards,
    "order": _order,
}
