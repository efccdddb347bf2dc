"""The JSON of the control API: reading messages to add, writing what a phone shows."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from flask import request

from sync_agent.simulator.pictures import photo, voice_note
from sync_agent.simulator.waha.gateway import Gateway
from sync_agent.simulator.waha.messages import Draft, Media, Message, bare
from sync_agent.simulator.waha.phones import Phone
from sync_agent.simulator.waha.rendering import ACK_NAMES, MANNERS

_DRAFT_FIELDS = {field.name for field in fields(Draft)} - {"media", "key"}
_NUMBER = (int, float)
_KINDS: dict[str, type | tuple[type, ...]] = {
    "timestamp": _NUMBER,
    "appears_after": _NUMBER,
    "from_me": bool,
    "twin": bool,
    "hidden": bool,
}


class WrongWish(ValueError):
    """A control request that cannot be fulfilled; says why."""


def read_payload() -> object:
    """Read the request's JSON, and only JSON: a foreign web page cannot send it here without being asked first."""
    payload = request.get_json(silent=True)
    if payload is None:
        raise WrongWish("send JSON, with Content-Type: application/json")
    return payload


def read_draft(payload: object) -> Draft:
    """Read a message to add: `chat` is required, `id` may be bare or serialised, `media` a file or a sample."""
    if not isinstance(payload, dict) or not isinstance(payload.get("chat"), str) or not payload["chat"]:
        raise WrongWish("a message needs a chat, e.g. 6289900000001@c.us")
    unknown = set(payload) - _DRAFT_FIELDS - {"id", "media"}
    if unknown:
        raise WrongWish(f"a message does not know {', '.join(sorted(unknown))}")
    plain = {name: payload[name] for name in _DRAFT_FIELDS if payload.get(name) is not None}
    wrong = [name for name, value in plain.items() if not isinstance(value, _KINDS.get(name, str))]
    if wrong:
        raise WrongWish(f"of the wrong type: {', '.join(sorted(wrong))}")
    key = bare(str(payload["id"])) if payload.get("id") else None
    return Draft(**{**plain, "key": key, "media": read_media(payload.get("media"))})


def read_media(payload: object) -> Media | None:
    """Read a file: `base64` with `mimetype` (and `filename`, `url`), or `sample`: a kind of photo, or `voice`."""
    if payload is None:
        return None
    if not isinstance(payload, Mapping):
        raise WrongWish("media is an object")
    if "sample" in payload:
        made = voice_note() if payload["sample"] == "voice" else photo(str(payload["sample"]))
        return Media(made.content, made.mimetype, payload.get("filename"), payload.get("url"))
    try:
        content = base64.b64decode(payload.get("base64", ""), validate=True)
    except (TypeError, ValueError) as error:
        raise WrongWish(f"media: {error}") from error
    return Media(
        content, payload.get("mimetype", "application/octet-stream"), payload.get("filename"), payload.get("url")
    )


def message_json(gateway: Gateway, message: Message) -> dict[str, Any]:
    """Write one message as the citizen's phone has it."""
    ack = gateway.ack(message)
    return {
        "id": message.id,
        "key": message.key,
        "chat": message.chat,
        "direction": "out" if message.from_me else "in",
        "source": message.source,
        "text": message.text,
        "timestamp": message.timestamp,
        "ack": ack,
        "ack_name": ACK_NAMES[ack],
        "edited": message.edited,
        "withdrawn": message.withdrawn,
        "reply_to": message.reply_to,
        "media": _media_json(message.media),
    }


def _media_json(media: Media | None) -> dict[str, Any] | None:
    if media is None:
        return None
    sha256 = hashlib.sha256(media.content).hexdigest()
    return {"mimetype": media.mimetype, "size": len(media.content), "sha256": sha256, "filename": media.filename}


def phone_json(gateway: Gateway, phone: Phone) -> dict[str, Any]:
    """Write everything visible in one chat, oldest first."""
    with gateway.lock:
        messages = [message_json(gateway, row) for row in phone.messages.rows]
    return {"chat": phone.address, "name": phone.name, "unread": phone.unread, "messages": messages}


def change_settings(gateway: Gateway, payload: object) -> dict[str, Any]:
    """Change how the gateway behaves, all of the wish or none of it, and return the settings as they are now."""
    if not isinstance(payload, dict):
        raise WrongWish("settings are an object")
    known = {field.name for field in fields(gateway.settings)}
    if set(payload) - known:
        raise WrongWish(
            f"unknown settings {', '.join(sorted(set(payload) - known))}; known: {', '.join(sorted(known))}"
        )
    wrong = [name for name, value in payload.items() if not fits(getattr(gateway.settings, name), value)]
    if wrong:
        raise WrongWish(f"of the wrong type: {', '.join(sorted(wrong))}")
    if payload.get("manner", MANNERS[0]) not in MANNERS:
        raise WrongWish(f"manner is one of {', '.join(MANNERS)}")
    for name, value in payload.items():
        setattr(gateway.settings, name, tuple(value) if isinstance(value, list) and name == "ack_seconds" else value)
    return {name: getattr(gateway.settings, name) for name in sorted(known)}


def fits(current: object, value: object) -> bool:
    """Whether a value is of the type of the one it replaces; a key may also be none."""
    if current is None or value is None:
        return value is None or isinstance(value, str)
    if isinstance(current, list | tuple):
        kind: type | tuple[type, ...] = _NUMBER if isinstance(current, tuple) else str
        return isinstance(value, list) and all(isinstance(one, kind) for one in value)
    return isinstance(value, _NUMBER if isinstance(current, _NUMBER) else type(current))
