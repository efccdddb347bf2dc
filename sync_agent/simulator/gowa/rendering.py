"""GOWA's JSON: the envelope, chats and messages as its OpenAPI has them and its Go structs fill them."""

from datetime import UTC, datetime, timezone
from typing import Any

from sync_agent.simulator.gowa.gateway import OFFICE
from sync_agent.simulator.network.items import Item

_MEDIA_TYPES = ("image", "video", "audio")


def envelope(message: str, results: object) -> dict[str, Any]:
    """Write the answer every happy request gets."""
    return {"status": 200, "code": "SUCCESS", "message": message, "results": results}


def listing(message: str, data: list[Any], limit: int, offset: int, total: int, **more: Any) -> dict[str, Any]:
    """Write one page of a list."""
    pagination = {"limit": limit, "offset": offset, "total": total}
    return envelope(message, {"data": data, "pagination": pagination, **more})


def info(version: str) -> dict[str, Any]:
    """Write what the program tells of itself."""
    sizes = {"max_file_size": 50_000_000, "max_video_size": 100_000_000, "max_image_size": 20_000_000}
    return {"version": version, "os": "GOWA", "base_path": "", **sizes, "chatwoot_enabled": False}


def chat_item(jid: str, name: str, last: str) -> dict[str, Any]:
    """Write one chat; `last` is its last_message_time as stored."""
    moment = datetime.fromisoformat(last)
    return {
        "jid": jid,
        "name": name,
        "last_message_time": rfc3339(moment),
        "ephemeral_expiration": 0,
        "created_at": rfc3339(moment),
        "updated_at": rfc3339(moment),
        "archived": False,
    }


def message_item(item: Item, jid: str, zone: timezone) -> dict[str, Any]:
    """Write one message. What it has not is empty, as in Go; `url` is WhatsApp's own and encrypted."""
    media = item.media[0] if item.media else None
    moment = rfc3339(datetime.fromtimestamp(item.created, UTC).astimezone(zone))
    return {
        "id": item.id,
        "chat_jid": jid,
        "sender_jid": OFFICE if item.from_office else item.extra.get("sender", jid),
        "sender_display_name": "Kantor Imigrasi (latihan)" if item.from_office else item.person.name,
        "content": item.text,
        "timestamp": moment,
        "is_from_me": item.from_office,
        "media_type": item.extra.get("media_type", _media_type(media.mimetype) if media else ""),
        "filename": (media.filename or "") if media else "",
        "url": f"https://mmg.whatsapp.net/v/t62.7118-24/{item.id}.enc" if media else "",
        "file_length": len(media.content) if media else 0,
        "created_at": moment,
        "updated_at": moment,
    }


def rfc3339(moment: datetime) -> str:
    """Write an aware time as Go's time.RFC3339 does."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _media_type(mimetype: str) -> str:
    first = mimetype.partition("/")[0]
    return first if first in _MEDIA_TYPES else "document"
