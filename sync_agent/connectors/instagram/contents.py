"""What a direct message on Instagram contains, for an officer: text, stories, shared publications, files."""

from typing import Any

from models.rules.channels.messages import IncomingAttachment
from sync_agent.connector_kit.graph_items import rows, whole

_UNSUPPORTED = "[Kiriman jenis ini tidak diberikan Instagram – buka di aplikasi Instagram]"
_EMPTY = "[Kiriman tanpa teks – buka di aplikasi Instagram]"
# The names are the Messenger node's; Instagram's own page does not list them (channels.md §3 [?]).
_STORIES = {"mention": "Menyebut akun kantor dalam cerita", "reply_to": "Membalas cerita kantor"}
_TYPES = {"image_data": "image/jpeg", "video_data": "video/mp4"}


def text_of(item: dict[str, Any]) -> str:
    """Return a message's words and, in words, what else it contains; one with nothing to show says so."""
    said = item.get("message")
    lines = [said if isinstance(said, str) else "", *_stories(item), *_shares(item)]
    if item.get("is_unsupported") is True:
        lines.append(_UNSUPPORTED)
    written = "\n".join(line for line in lines if line)
    return written or ("" if any(map(address, rows(item.get("attachments")))) else _EMPTY)


def files_of(item: dict[str, Any], message_id: str) -> tuple[IncomingAttachment, ...]:
    """Return the files of a message; their addresses expire, so each is asked for again by message and place."""
    return tuple(
        IncomingAttachment(
            ref={"message": message_id, "place": place, "url": url},
            mime=_text(one.get("mime_type")) or next((mime for name, mime in _TYPES.items() if name in one), ""),
            filename=_text(one.get("name")),
            size=_size(one.get("size")),
        )
        for place, one in enumerate(rows(item.get("attachments")))
        if (url := address(one))
    )


def address(attachment: dict[str, object]) -> str:
    """Return a file's address, empty where it has none."""
    for name in _TYPES:
        found = _text(whole(attachment.get(name)).get("url"))
        if found:
            return found
    return _text(attachment.get("file_url"))


def _stories(item: dict[str, object]) -> list[str]:
    story = whole(item.get("story"))
    return [f"[{label}] {_link(story.get(name))}".strip() for name, label in _STORIES.items() if name in story]


def _shares(item: dict[str, object]) -> list[str]:
    return [f"[Membagikan kiriman] {_link(one)}".strip() for one in rows(item.get("shares"))]


def _link(value: Any) -> str:
    return _text(whole(value).get("link"))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _size(value: object) -> int | None:
    return value if type(value) is int and 0 <= value < 2**31 else None
