"""What a WhatsApp message contains, in words an officer reads: text, place, contact cards, files."""

from typing import Any

from models.rules.channels.messages import IncomingAttachment
from models.rules.channels.wordless import Came, said
from sync_agent.connectors.waha import kinds

TEXT_LIMIT = 100_000  # characters; the raw item keeps the rest (F35)

# These say what they are beside the citizen's words, which are the question or the name of the event.
_PLACE_NAMES = ("title", "name", "description", "address")
_NAMED = (Came.POLL, Came.EVENT)


def whole_text(item: dict[str, Any]) -> str | None:
    """Return an item's own text uncut, None where it has none."""
    edited = _edited_text(item)
    body = edited if edited is not None else item.get("body")
    if isinstance(body, str) and body and kinds.engine_data(item).get("type") in ("vcard", "location"):
        return ""  # WEBJS puts the card, or a small picture of the place, there
    return body if isinstance(body, str) and body else (kinds.words_of(item) or body)


def text_of(item: dict[str, Any]) -> tuple[str, Came | None]:
    """Return what the officer reads: the words, places and cards; else what came, and which sort that is."""
    sort, detail = kinds.came(item)
    words = (whole_text(item) or "")[:TEXT_LIMIT]
    if sort in _NAMED:
        return said(sort, words or detail), sort
    written = "\n".join(line for line in (words, _place(item), *_cards(item)) if line)
    if written:
        return written, None
    if sort in (None, Came.UNKNOWN) and _has_file(item):
        return "", None
    sort = sort or Came.UNKNOWN  # of a known kind, but nothing in it that can be read
    return said(sort, detail), sort


def attachments(item: dict[str, Any], chat: str, engine_id: str) -> tuple[IncomingAttachment, ...]:
    """Return an item's file; it is asked for again by chat and id, since the gateway deletes files early."""
    media = item.get("media")
    known = media if isinstance(media, dict) else {}
    if not _has_file(item):
        return ()
    content = _media_content(item)
    mime = known.get("mimetype") or content.get("mimetype")
    name = known.get("filename") or content.get("fileName")
    size = content.get("fileLength")
    size = whole_number(size) if isinstance(size, str) else size
    return (
        IncomingAttachment(
            ref=_ref(chat, engine_id, known.get("url")),
            mime=mime if isinstance(mime, str) else "",
            filename=name if isinstance(name, str) else "",
            size=size if type(size) is int and 0 <= size < 2**31 else None,
        ),
    )


def _ref(chat: str, engine_id: str, url: object) -> dict[str, object]:
    """Return what a file is asked for by; a push says as well where it lies, for one that the list misses."""
    named: dict[str, object] = {"chat": chat, "message": engine_id}
    return named | {"file": url} if isinstance(url, str) and url else named


def whole_number(text: str) -> int | None:
    """Return a number given as text; None for anything else, also for digits int() refuses (²) or too many."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None


def _has_file(item: dict[str, Any]) -> bool:
    """Whether an item carries a file; older NOWEB says so only after it fetched it, the protobuf always."""
    media = item.get("media")
    told = item.get("hasMedia") is True or (isinstance(media, dict) and bool(media.get("url")))
    return told or bool(_media_content(item))


def _media_content(item: dict[str, object]) -> dict[str, Any]:
    for name, content in kinds.content_of(item).items():
        if isinstance(content, dict) and name.endswith("Message") and "mimetype" in content:
            return content
    return {}


def _edited_text(item: dict[str, object]) -> str | None:
    protocol = kinds.content_of(item).get("protocolMessage")
    edited = protocol.get("editedMessage") if isinstance(protocol, dict) else None
    if not isinstance(edited, dict):
        return None
    extended = edited.get("extendedTextMessage")
    text = extended.get("text") if isinstance(extended, dict) else edited.get("conversation")
    return text if isinstance(text, str) else None


def _place(item: dict[str, Any]) -> str:
    place = item.get("location")
    place = place if isinstance(place, dict) else kinds.place_in(item)
    if place is None:
        return ""
    name = next((place[one] for one in _PLACE_NAMES if isinstance(place.get(one), str) and place[one]), "")
    return f"[Lokasi] {place.get('latitude')}, {place.get('longitude')} {name}".strip()


def _cards(item: dict[str, object]) -> list[str]:
    cards = item.get("vCards")
    texts = [card for card in cards if isinstance(card, str)] if isinstance(cards, list) else []
    texts = texts or list(kinds.cards_in(item))
    return [f"[Kartu kontak] {_card_name(text)}" for text in texts]


def _card_name(card: str) -> str:
    lines = [line.strip() for line in card.splitlines()]
    named = [line.partition(":")[2] for line in lines if line.startswith(("FN", "TEL"))]
    return " ".join(part for part in named if part) or "tanpa nama"
