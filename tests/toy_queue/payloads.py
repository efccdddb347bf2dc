"""The toy's JSON into our messages. Pure."""

from typing import Any

from models.rules.channels.messages import Author, Direction, HandleKind, IncomingMessage, Kind, Unreadable
from models.rules.core.moments import from_unix
from sync_agent.connector_kit import strict_json


def place_of(item: Any) -> int | None:
    """Return the number of an item in the queue; None where it has none that can be believed."""
    number = item.get("update_id") if isinstance(item, dict) else None
    return number if type(number) is int and 0 < number < 2**53 else None


def read_item(item: Any) -> IncomingMessage | Unreadable:
    """Read one item; what is none of a citizen's messages is kept as it came."""
    found, payload = item if isinstance(item, dict) else {}, strict_json.write(item)
    name, sender, text, second = (found.get(one) for one in ("id", "from", "text", "timestamp"))
    if not (isinstance(name, str) and isinstance(sender, str) and isinstance(text, str) and type(second) is int):
        return Unreadable(payload, "Kiriman ini tidak dapat dibaca. Periksa di aplikasinya.", Kind.DM)
    author = Author(HandleKind.PHONE, f"+{sender}")
    return IncomingMessage(Kind.DM, name, sender, author, Direction.IN, text, from_unix(second), payload)
