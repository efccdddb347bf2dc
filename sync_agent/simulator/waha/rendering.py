"""How a message looks over HTTP, in two manners: to the letter of the OpenAPI, and as the running engine answers."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sync_agent.simulator.waha.messages import OFFICE, OFFICE_LID, OFFICE_NAME, Message

ACK_NAMES = {-1: "ERROR", 0: "PENDING", 1: "SERVER", 2: "DEVICE", 3: "READ", 4: "PLAYED"}
SPEC, GOWS = "spec", "gows"
MANNERS = (SPEC, GOWS)


def message_item(
    message: Message, ack: int, media: dict[str, Any] | None, quoted: Message | None, manner: str
) -> dict[str, Any]:
    """Write one WAMessage in the manner asked for."""
    item = {
        "id": message.id,
        "timestamp": message.timestamp,
        **_ADDRESSES[manner](message),
        "fromMe": message.from_me,
        "source": message.source if message.from_me else "app",
        "body": message.text,
        "hasMedia": message.media is not None,
        "media": media,
        "mediaUrl": media["url"] if media else None,
        "ack": ack,
        "ackName": ACK_NAMES[ack],
        "location": None,
        "vCards": None,
        "replyTo": _reply_to(message, quoted),
        "_data": raw(message),
    }
    return item if manner == GOWS else _to_the_letter(item)


def _as_the_engine(message: Message) -> dict[str, Any]:
    # GOWS gives the chat as `from` for both directions and nothing in the others outside groups.
    return {"from": message.chat, "to": message.participant, "participant": message.participant}


def _as_the_contract(message: Message) -> dict[str, Any]:
    ends = {"from": OFFICE, "to": message.chat} if message.from_me else {"from": message.chat, "to": OFFICE}
    return {**ends, "participant": message.participant or ""}


_ADDRESSES: dict[str, Callable[[Message], dict[str, Any]]] = {SPEC: _as_the_contract, GOWS: _as_the_engine}
# The contract knows no null: some fields must be there as texts, the others are left out.
_MUST_BE_TEXT = ("body", "mediaUrl", "to", "participant")


def _to_the_letter(item: dict[str, object]) -> dict[str, Any]:
    filled = {name: "" if value is None and name in _MUST_BE_TEXT else value for name, value in item.items()}
    return {name: value for name, value in filled.items() if value is not None}


def _reply_to(message: Message, quoted: Message | None) -> dict[str, Any] | None:
    if message.reply_to is None:
        return None
    if quoted is None:
        return {"id": message.reply_to, "hasMedia": False}
    author = OFFICE if quoted.from_me else quoted.participant or quoted.chat
    return {"id": quoted.key, "participant": author, "body": quoted.text, "hasMedia": quoted.media is not None}


def media_item(message: Message, url: str) -> dict[str, Any] | None:
    """Write the WAMedia of a message whose file was written to the gateway's disk."""
    if message.media is None:
        return None
    named = {"filename": message.media.filename} if message.media.filename else {}
    return {"url": message.media.url or url, "mimetype": message.media.mimetype, **named}


def raw(message: Message) -> dict[str, Any]:
    """Write the engine's own record, where the sender's name and the other address are found."""
    sender = OFFICE if message.from_me else message.participant or message.chat
    info = {
        "Chat": wire_address(message.chat),
        "Sender": wire_address(sender),
        "IsFromMe": message.from_me,
        "IsGroup": message.chat.endswith("@g.us"),
        "AddressingMode": "lid" if message.chat.endswith("@lid") else "pn",
        "SenderAlt": wire_address(message.number) if message.number and not message.from_me else "",
        "ID": message.key,
        "Type": "media" if message.media else "text",
        "PushName": message.push_name,
        "Timestamp": datetime.fromtimestamp(message.timestamp, UTC).isoformat().replace("+00:00", "Z"),
    }
    content = {"Message": message.content} if message.content else {}
    return {"Info": info, "IsEdit": message.edited, **content}


def wire_address(address: str) -> str:
    """Write an address as WhatsApp's own protocol does."""
    return address.replace("@c.us", "@s.whatsapp.net")


def environment(version: str, engine: str) -> dict[str, Any]:
    """Write WAHAEnvironment."""
    return {
        "version": version,
        "engine": engine,
        "tier": "CORE",
        "browser": "",
        "platform": "linux/x64",
        "worker": {"id": None},
    }


def chat_item(address: str, name: str, moved: int) -> dict[str, Any]:
    """Write one chat; `moved` is the unix second of its newest message."""
    return {"id": address, "name": name, "conversationTimestamp": moved}


def session_info(name: str, status: str, activity_at: float, engine: str) -> dict[str, Any]:
    """Write SessionInfo; `me` is there once the session works. Activity is in milliseconds."""
    me = {"id": OFFICE, "lid": OFFICE_LID, "jid": wire_address(OFFICE).replace("@", ":7@"), "pushName": OFFICE_NAME}
    return {
        "name": name,
        "status": status,
        "config": {},
        "presence": {},
        "timestamps": {"activity": int(activity_at * 1000)},
        "engine": {"engine": engine},
        **({"me": me} if status == "WORKING" else {}),
    }
