"""Reads items of Graph lists one by one: the readable ones, the unreadable ones, their times."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from models.rules.channels.messages import IncomingMessage, Kind, Unreadable
from models.rules.core.moments import naive_utc, to_unix

_BROKEN = "Isi kiriman rusak atau terlalu rumit untuk dibaca. Periksa di aplikasinya."
Read = Callable[[Any], IncomingMessage | Unreadable | None]


def keep_apart(
    items: Iterable[tuple[Any, str | None]], kind: Kind, read: Read
) -> tuple[tuple[IncomingMessage, ...], tuple[Unreadable, ...]]:
    """Return messages and, separately, what cannot be read; an item read as None is ignored."""
    results = [read(item) if raw is None else Unreadable(raw, _BROKEN, kind) for item, raw in items]
    good = tuple(one for one in results if isinstance(one, IncomingMessage))
    return good, tuple(one for one in results if isinstance(one, Unreadable))


def newest_of(messages: Iterable[IncomingMessage]) -> int:
    """Return the unix second of the newest message, 0 where there is none."""
    return max((to_unix(message.sent_at) for message in messages), default=0)


def since(messages: Iterable[IncomingMessage], start: int) -> tuple[IncomingMessage, ...]:
    """Return the messages not older than a unix second."""
    return tuple(message for message in messages if to_unix(message.sent_at) >= start)


def moment(text: object) -> datetime | None:
    """Return a time in Meta's form (2026-11-24T02:03:04+0000) as naive UTC; None for anything else."""
    if not isinstance(text, str) or not text:
        return None
    try:
        found = datetime.fromisoformat(text)
        return naive_utc(found) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def second(text: object) -> int | None:
    """Return a time as moment() does, in unix seconds."""
    found = moment(text)
    return to_unix(found) if found else None


def name_of(value: object) -> str | None:
    """Return an id as text, even where a proxy made it a number; None for anything else."""
    if type(value) is int:
        return str(value)
    return value if isinstance(value, str) and 0 < len(value) <= 250 else None


def whole(value: object) -> dict[str, Any]:
    """Return a value that should be an object, empty where it is not one."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[dict[str, Any]]:
    """Return the objects of `{"data": [...]}`, none where it is something else."""
    data = whole(value).get("data")
    return [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []
