"""What a message or comment on Facebook contains, in words an officer reads: text, links, files."""

from typing import Any

from models.rules.channels.messages import IncomingAttachment
from sync_agent.connector_kit.graph_items import name_of, rows, whole

_PICTURE = "image/jpeg"
_ONLY_THERE = "[Isi pesan hanya dapat dibuka di Messenger]"


def dm_text(item: dict[str, Any]) -> str:
    """Return a private message's words; one with neither words nor files is named as such."""
    lines = [item.get("message") or "", *(_shared(one) for one in rows(item.get("attachments")))]
    written = "\n".join(line for line in lines if line)
    return written or ("" if any(map(dm_address, rows(item.get("attachments")))) else _ONLY_THERE)


def dm_files(item: dict[str, Any], message_id: str) -> tuple[IncomingAttachment, ...]:
    """Return the files of a private message; their addresses expire, so each is asked for again by its message."""
    return tuple(
        IncomingAttachment(
            ref={"message": message_id, "attachment": name_of(one.get("id")) or "", "url": address},
            mime=_text(one.get("mime_type")),
            filename=_text(one.get("name")),
            size=_size(one.get("size")),
        )
        for one in rows(item.get("attachments"))
        if (address := dm_address(one))
    )


def dm_address(attachment: dict[str, object]) -> str:
    """Return the address of a private message's file, empty where it has none."""
    for name in ("image_data", "video_data"):
        found = _text(whole(attachment.get(name)).get("url"))
        if found:
            return found
    return _text(attachment.get("file_url"))


def comment_text(item: dict[str, Any]) -> str:
    """Return a comment's words, and the link it shares."""
    attachment = whole(item.get("attachment"))
    lines = [item.get("message") or "", "" if comment_address(item) else _link(attachment)]
    return "\n".join(line for line in lines if line)


def comment_files(item: dict[str, Any], comment_id: str) -> tuple[IncomingAttachment, ...]:
    """Return the one file a comment may carry."""
    address = comment_address(item)
    if not address:
        return ()
    mime = "video/mp4" if _text(whole(whole(item["attachment"]).get("media")).get("source")) else _PICTURE
    return (IncomingAttachment(ref={"comment": comment_id, "url": address}, mime=mime),)


def comment_address(item: dict[str, object]) -> str:
    """Return the address of a comment's photo, sticker or video, not of a shared link's picture."""
    attachment = whole(item.get("attachment"))
    if _text(attachment.get("type")) == "share":
        return ""
    media = whole(attachment.get("media"))
    return _text(media.get("source")) or _text(whole(media.get("image")).get("src"))


def publication_files(item: dict[str, Any], publication_id: str) -> tuple[IncomingAttachment, ...]:
    """Return the picture of a visitor's publication."""
    address = _text(item.get("full_picture"))
    return (IncomingAttachment(ref={"post": publication_id, "url": address}, mime=_PICTURE),) if address else ()


def _shared(attachment: dict[str, object]) -> str:
    """Return the name of an attachment that is not a file (a place, a shared publication)."""
    if dm_address(attachment):
        return ""
    name = _text(attachment.get("name")) or _text(attachment.get("title"))
    return f"[Lampiran] {name}" if name else ""


def _link(attachment: dict[str, Any]) -> str:
    words = [_text(attachment.get(name)) for name in ("title", "url")]
    return f"[Tautan] {' '.join(word for word in words if word)}" if any(words) else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _size(value: object) -> int | None:
    return value if type(value) is int and 0 <= value < 2**31 else None
