"""WhatsApp's addresses as GOWA writes them: which chats are a citizen's, and which handle they stand for."""

import re

from models.rules.channels.messages import HandleKind

_PHONE = re.compile(r"([1-9]\d{4,17})@s\.whatsapp\.net")
_LID = re.compile(r"\d{1,30}@lid")
_DEVICE = re.compile(r"[:.]\d+(?=@)")
# Groups, statuses and channels are not conversations with one citizen (channels.md §1.2).
_NOT_CITIZENS = ("@g.us", "@broadcast", "@newsletter")
_WHATSAPP_ITSELF = "0@s.whatsapp.net"


def address(text: str) -> str:
    """Return an address in GOWA's form: no device number, s.whatsapp.net for a phone."""
    plain = _DEVICE.sub("", text.strip())
    return plain.replace("@c.us", "@s.whatsapp.net")


def is_skipped(chat: str) -> bool:
    """Whether a chat is not a citizen's."""
    return chat.endswith(_NOT_CITIZENS) or chat == _WHATSAPP_ITSELF


def is_citizen(chat: str) -> bool:
    """Whether an address is a phone or a hidden id."""
    return bool(_PHONE.fullmatch(chat) or _LID.fullmatch(chat))


def is_phone(chat: str) -> bool:
    """Whether an address is a phone's."""
    return bool(_PHONE.fullmatch(chat))


def handle(chat: str) -> tuple[HandleKind, str]:
    """Return the handle an address stands for: +62… for a phone, the address itself for a hidden id."""
    found = _PHONE.fullmatch(chat)
    return (HandleKind.PHONE, f"+{found[1]}") if found else (HandleKind.WHATSAPP_LID, chat)
