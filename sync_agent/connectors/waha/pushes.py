"""WAHA's webhooks as our messages. Pure: one pushed body in, one page out; None where it only says there is news.

Each event becomes the item that the poll would show, so that both sources tell the same of a message.
"""

from collections.abc import Callable, Set
from typing import Any

from models.rules.channels.messages import Acknowledgement, Page, Unreadable
from sync_agent.connector_kit import strict_json
from sync_agent.connectors.waha import payloads
from sync_agent.connectors.waha.addresses import MessageId, address, own_addresses, parse_id
from sync_agent.connectors.waha.payloads import Twin

Item = dict[str, Any]
_BROKEN = "Kiriman dorongan WAHA rusak atau terlalu rumit untuk dibaca."
_MILLISECONDS = 100_000_000_000  # no second of our time is so large


def read_push(body: str, session: str, twin: Twin, own: Set[str] = frozenset()) -> Page | None:
    """Return the page of one pushed body; None for other news and other sessions of the gateway. Never raises.

    `own`: the addresses of our number, as far as they are known; the push tells them too.
    """
    try:
        event = strict_json.parse(body)
    except strict_json.NotJson:
        return Page(unreadable=(Unreadable(body, _BROKEN),))
    found = _payload(event, session)
    if found is None:
        return None
    name, payload = found
    if name == "message.ack":
        return Page(acknowledgements=_acks(payload, twin))
    item = _ITEMS[name](payload, event)
    if item is None:
        return Page()
    read = payloads.read_item(item, twin)
    if read is None or isinstance(read, Unreadable):
        return Page(unreadable=(read,) if read else ())
    messages = () if read.thread_id in own | own_addresses(event.get("me")) else (read,)
    return Page(messages, acknowledgements=tuple(payloads.acknowledgements(item, read)))


def lids_in(body: str, session: str) -> list[str]:
    """Return the hidden addresses in a pushed body, so that they can be asked for before it is read."""
    try:
        event = strict_json.parse(body)
    except strict_json.NotJson:
        return []
    found = _payload(event, session)
    item = _ITEMS[found[0]](found[1], event) if found and found[0] in _ITEMS else None
    return payloads.chats_named(item) if item else []


def _payload(event: object, session: str) -> tuple[str, Item] | None:
    """Return name and content of an event of ours that can be read; a gateway may serve others' numbers too."""
    if not isinstance(event, dict) or event.get("session") != session:
        return None
    name, payload = event.get("event"), event.get("payload")
    known = isinstance(name, str) and (name in _ITEMS or name == "message.ack")
    return (str(name), payload) if known and isinstance(payload, dict) else None


def _message(payload: Item, _event: Item) -> Item:
    return payload


def _edited(payload: Item, event: Item) -> Item:
    """Return the edited message with its new words, of the moment of the edit."""
    about = payload.get("editedMessageId")
    named = {"id": _beside(payload, about)} if isinstance(about, str) and about else {}
    return {**payload, **named, "timestamp": _moment(event, payload)}


def _revoked(payload: Item, event: Item) -> Item | None:
    """Return the message that was taken back, without words."""
    about = payload.get("revokedMessageId")
    base = next((one for one in (payload.get("after"), payload.get("before")) if isinstance(one, dict)), None)
    if base is None or not isinstance(about, str) or not about:
        return None
    info = payloads.engine_info(base)
    taken = {"body": None, "hasMedia": False, "media": None, "_data": {"Info": info, "IsRevoked": True}}
    return {**base, **taken, "id": _beside(base, about), "timestamp": _moment(event, base)}


def _reaction(payload: Item, _event: Item) -> Item | None:
    """Return a reaction; None where it was taken back."""
    about = payload.get("reaction")
    emoji = about.get("text") if isinstance(about, dict) else None
    if not isinstance(about, dict) or not isinstance(emoji, str) or not emoji:
        return None
    content = {"Info": payloads.engine_info(payload), "Message": {"reactionMessage": {"text": emoji}}}
    quoted = {"replyTo": {"id": about.get("messageId")}}
    return {**payload, **quoted, "body": None, "hasMedia": False, "_data": content}


def _call(payload: Item, _event: Item) -> Item | None:
    """Return a call as an item of the conversation with the caller."""
    caller, found = payload.get("from"), payload.get("id")
    if payload.get("isGroup") is True or not isinstance(caller, str) or not isinstance(found, str):
        return None
    place = {"id": MessageId(found).under(address(caller), from_me=False), "from": caller, "fromMe": False}
    return {**place, "timestamp": _seconds(payload.get("timestamp")), "_data": {"Message": {"call": {}}}}


def _vote(payload: Item, _event: Item) -> Item | None:
    """Return a vote, with what was chosen."""
    vote = payload.get("vote")
    if not isinstance(vote, dict):
        return None
    chosen = vote.get("selectedOptions")
    names = [one for one in chosen if isinstance(one, str)] if isinstance(chosen, list) else []
    content = {"Message": {"pollUpdateMessage": {"chosen": ", ".join(names)}}}
    return {**vote, "timestamp": _seconds(vote.get("timestamp")), "_data": content}


_ITEMS: dict[str, Callable[[Item, Item], Item | None]] = {
    "message": _message,
    "message.any": _message,
    "message.waiting": _message,
    "message.edited": _edited,
    "message.revoked": _revoked,
    "message.reaction": _reaction,
    "call.received": _call,
    "poll.vote": _vote,
}


def _acks(payload: Item, twin: Twin) -> tuple[Acknowledgement, ...]:
    """Return how far our message is, under each of its ids."""
    found, ack = payload.get("id"), payload.get("ack")
    if payload.get("fromMe") is not True or not isinstance(found, str) or type(ack) is not int:
        return ()
    told, parsed = payloads.ACKS.get(ack), parse_id(found)
    if told is None:
        return ()
    other = twin(parsed.chat) if parsed.chat else None
    names = (found, parsed.under(other, from_me=True)) if other else (found,)
    return tuple(Acknowledgement(name, told) for name in names)


def _beside(base: Item, about: str) -> str:
    """Return the id of another message of the same conversation, as the engine writes it."""
    parsed, bare = parse_id(str(base.get("id") or "")), parse_id(about).bare
    if parsed.chat is None:
        return bare
    return MessageId(bare).under(parsed.chat, str(base.get("id")).startswith("true_"))


def _moment(event: Item, payload: Item) -> object:
    """Return when it happened: WhatsApp's own time, or of WEBJS, which repeats the message's, that of the event."""
    said, told = payload.get("timestamp"), _seconds(event.get("timestamp"))
    later = event.get("engine") == "WEBJS" and isinstance(told, int) and type(said) is int and told > said
    return told if later else said


def _seconds(found: object) -> object:
    number = type(found) in (int, float) and isinstance(found, int | float)
    return int(found // 1000) if number and found > _MILLISECONDS else found  # type: ignore[operator]
