"""WhatsApp's addresses and message ids: which chats are a citizen's, and the same id under another address."""

import re
from dataclasses import dataclass

from models.rules.channels.messages import HandleKind

_ID = re.compile(r"(true|false)_([^_@]+@[^_]+)_(.+)", re.DOTALL)
_PHONE = re.compile(r"(\d{5,18})@c\.us")
_LID = re.compile(r"\d+@lid")
_DEVICE = re.compile(r":\d+(?=@)")
# Groups, statuses and channels are not conversations with one citizen (channels.md §1.1).
_NOT_CITIZENS = ("@g.us", "@broadcast", "@newsletter")
_WHATSAPP_ITSELF = "0@c.us"


@dataclass(frozen=True)
class MessageId:
    """The parts of an engine's id; a bare one has only `bare`."""

    bare: str
    chat: str | None = None

    def under(self, chat: str, from_me: bool) -> str:
        """Return the same id as it is written in another chat."""
        return f"{'true' if from_me else 'false'}_{chat}_{self.bare}"


def parse_id(text: str) -> MessageId:
    """Return the parts of `false_628…@c.us_3EB0…`; anything else is a bare id."""
    found = _ID.fullmatch(text)
    return MessageId(found[3], address(found[2])) if found else MessageId(text)


def address(text: str) -> str:
    """Return an address in WAHA's form: no device number, c.us for a phone."""
    return _DEVICE.sub("", text).replace("@s.whatsapp.net", "@c.us")


def is_skipped(chat: str) -> bool:
    """Whether a chat is not a citizen's."""
    return chat.endswith(_NOT_CITIZENS) or chat == _WHATSAPP_ITSELF


def is_citizen(chat: str) -> bool:
    """Whether an address is a phone or a hidden id."""
    return bool(_PHONE.fullmatch(chat) or _LID.fullmatch(chat))


def own_addresses(me: object) -> frozenset[str]:
    """Return the addresses of the office's number itself, as a session or a push tells them.

    What is written there ("message yourself") is no citizen's, though the gateway may not call it ours: hidden ids
    (@lid) reach linked devices with fromMe false (hermes-agent#35223), and so does Meta AI (#103281).
    """
    told = [me.get(name) for name in ("id", "lid")] if isinstance(me, dict) else []
    return frozenset(address(one) for one in told if isinstance(one, str) and is_citizen(address(one)))


def is_lid(chat: str) -> bool:
    """Whether an address is WhatsApp's hidden kind."""
    return bool(_LID.fullmatch(chat))


def is_phone(chat: str) -> bool:
    """Whether an address is a phone's."""
    return bool(_PHONE.fullmatch(chat))


def handle(chat: str) -> tuple[HandleKind, str]:
    """Return the handle an address stands for: +62… for a phone, the address itself for a hidden id."""
    found = _PHONE.fullmatch(chat)
    return (HandleKind.PHONE, f"+{found[1]}") if found else (HandleKind.WHATSAPP_LID, chat)
