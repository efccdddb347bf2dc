"""The JSON of the control API for fakes over the network: what to write, and what a citizen sees."""

import dataclasses
import hashlib
from typing import Any

from sync_agent.simulator.control_shapes import WrongWish, fits, read_media
from sync_agent.simulator.network.items import Draft, Item, Media, Person
from sync_agent.simulator.network.network import Network

_TYPES: dict[str, type | tuple[type, ...]] = {
    "at": (int, float),
    "appears_after": (int, float),
    "from_office": bool,
    "extra": dict,
}
# The key of the control API stays "post", as platforms say.
_KEYS = {"publication": "post"}
_FIELDS = {_KEYS.get(field.name, field.name) for field in dataclasses.fields(Draft)} - {"media"}


def read_item(network: Network, payload: object) -> Draft:
    """Read something to write: `username` is required, `media` is a file or a list of them. Raises WrongWish."""
    if not isinstance(payload, dict) or not isinstance(payload.get("username"), str) or not payload["username"]:
        raise WrongWish("something written needs a username, that of the citizen")
    unknown = set(payload) - _FIELDS - {"media"}
    if unknown:
        raise WrongWish(f"not known here: {', '.join(sorted(unknown))}; known: {', '.join(sorted(_FIELDS))}, media")
    plain = {name: value for name, value in payload.items() if name != "media" and value is not None}
    wrong = [name for name, value in plain.items() if not isinstance(value, _TYPES.get(name, str))]
    if wrong:
        raise WrongWish(f"of the wrong type: {', '.join(sorted(wrong))}")
    if plain.get("post") and plain["post"] not in network.publications:
        raise WrongWish("there is no such post")
    plain["publication"] = plain.pop("post", None)
    return Draft(**{**plain, "media": _files(payload.get("media"))})


def _files(payload: object) -> tuple[Media, ...]:
    payloads = payload if isinstance(payload, list) else [payload]
    return tuple(media for media in map(read_media, payloads) if media is not None)


def item_json(item: Item) -> dict[str, Any]:
    """Write one item as the citizen sees it."""
    return {
        "id": item.id,
        "kind": item.kind,
        "username": item.person.username,
        "direction": "out" if item.from_office else "in",
        "source": item.source,
        "text": item.text,
        "created": item.created,
        "post": item.publication.id if item.publication else None,
        "parent": item.parent,
        "edited": item.edited,
        "removed": item.removed,
        "read": item.read,
        "media": [_media_json(media) for media in item.media],
    }


def _media_json(media: Media) -> dict[str, Any]:
    sha256 = hashlib.sha256(media.content).hexdigest()
    return {"mimetype": media.mimetype, "size": len(media.content), "sha256": sha256, "filename": media.filename}


def person_json(network: Network, person: Person) -> dict[str, Any]:
    """Write everything one citizen sees of the office, private and public, oldest first."""
    rows = network.everything_of(person.username)
    return {
        "username": person.username,
        "id": person.id,
        "name": person.name,
        "closed": person.closed,
        "unread": network.unread(person),
        "messages": [item_json(item) for item in rows],
    }


def change_fields(settings: Any, payload: Any) -> dict[str, Any]:
    """Change a fake's settings, all of the wish or none of it, and return them as they are now. Raises WrongWish."""
    if not isinstance(payload, dict):
        raise WrongWish("settings are an object")
    known = {field.name for field in dataclasses.fields(settings)}
    if set(payload) - known:
        raise WrongWish(
            f"unknown settings {', '.join(sorted(set(payload) - known))}; known: {', '.join(sorted(known))}"
        )
    wrong = [name for name, value in payload.items() if not fits(getattr(settings, name), value)]
    if wrong:
        raise WrongWish(f"of the wrong type: {', '.join(sorted(wrong))}")
    for name, value in payload.items():
        kept = getattr(settings, name)
        setattr(settings, name, type(kept)(value) if isinstance(kept, tuple | set | frozenset) else value)
    return {name: _plain(getattr(settings, name)) for name in sorted(known)}


def _plain(value: object) -> Any:
    return sorted(value) if isinstance(value, set | frozenset) else value


def as_lines(settings: Any) -> str:
    """Write a fake's settings as lines `name=value`, yes and no in Indonesian, lists with commas."""
    values = {name: getattr(settings, name) for name in (field.name for field in dataclasses.fields(settings))}
    return "\n".join(f"{name}={_written(value)}" for name, value in values.items())


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def from_lines(settings: object, text: str) -> dict[str, Any]:
    """Read lines `name=value` into what change_fields takes. Raises WrongWish."""
    pairs = (line.partition("=") for line in text.splitlines() if line.strip())
    return {name.strip(): _read(getattr(settings, name.strip(), ""), value.strip()) for name, _, value in pairs}


def _read(current: object, value: str) -> Any:
    """Bring what was typed into the type of what it replaces."""
    if isinstance(current, bool):
        return value.lower() in ("ya", "true", "1")
    if isinstance(current, list | tuple):
        return [one.strip() for one in value.split(",") if one.strip()]
    if current is None:
        return value or None
    if not isinstance(current, int | float):
        return value
    try:
        return type(current)(value)
    except ValueError as error:
        raise WrongWish(f"bukan angka: {value}") from error
