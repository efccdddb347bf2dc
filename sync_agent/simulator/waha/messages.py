"""One WhatsApp message as the fake keeps it: addresses, ids, media. How it looks over HTTP is left to rendering."""

from dataclasses import dataclass, field
from typing import Any

from sync_agent.simulator.network.items import Media as Media

OFFICE = "6289900000000@c.us"
OFFICE_LID = "990000000000000@lid"
OFFICE_NAME = "Kantor Imigrasi (latihan)"
PERSON_ENDINGS = ("@c.us", "@lid")


@dataclass(frozen=True)
class Draft:
    """A message about to happen: `timestamp` in unix seconds (None: now), `appears_after` seconds for the poll."""

    chat: str
    text: str = ""
    timestamp: float | None = None
    key: str | None = None
    from_me: bool = False
    source: str = "app"
    name: str = ""
    participant: str | None = None
    media: Media | None = None
    reply_to: str | None = None
    phone: str | None = None  # the number behind an @lid chat, where it is known
    twin: bool = False  # an @lid message shown a second time under its number (waha#1627)
    hidden: bool = False  # takes a place in the paging but is filtered out: reactions, protocol messages
    appears_after: float = 0.0
    content: dict[str, Any] = field(default_factory=dict)  # the protobuf's, of what comes without words


@dataclass
class Message:
    """A message that happened. `key` is the bare id; `effect_at` is when the ticks began to rise."""

    key: str
    chat: str
    from_me: bool
    text: str
    timestamp: int
    sequence: int
    effect_at: float
    source: str = "app"
    push_name: str = ""
    participant: str | None = None
    number: str | None = None  # the number behind an @lid chat, where the gateway knows it
    media: Media | None = None
    reply_to: str | None = None
    hidden: bool = False
    edited: bool = False
    withdrawn: bool = False
    read: bool = False  # a citizen's own: the office told that it was read
    content: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return the serialised id, as every WAHA engine writes it."""
        tail = f"_{self.participant}" if self.participant else ""
        return f"{str(self.from_me).lower()}_{self.chat}_{self.key}{tail}"

    @property
    def place(self) -> tuple[int, int]:
        """Return the place in time: platform seconds, then order of arrival."""
        return self.timestamp, self.sequence


@dataclass
class Settings:
    """How the gateway behaves; every field can be set through the control API. Durations in seconds."""

    session: str = "default"
    api_key: str | None = None  # None: the first key somebody comes with
    takes_any_key: bool = False  # a lock that takes every key, but asks for one
    takes_no_key: bool = False  # no lock at all
    version: str = "2026.7.1"
    engine: str = "GOWS"
    lists_all: bool = True  # False: the list of all chats answers 200 and nothing (WAHA 2024.10.8, NOWEB)
    missing: list[str] = field(default_factory=list)  # ends of paths this version does not have
    manner: str = "spec"  # "spec": to the letter of the OpenAPI; "gows": with the nulls the running engine sends
    file_lifetime: float = 180.0  # WAHA's default; 0 keeps files for ever
    ack_seconds: tuple[float, ...] = (0.3, 1.0, 3.0)  # SERVER, DEVICE, READ
    ack_ceiling: int = 3  # 1: messages stay at SERVER for ever (waha#1721)
    restart_seconds: float = 1.0
    tells_number: bool = True  # whether an @lid message itself tells the number (whatsmeow's SenderAlt; not always)
    not_on_whatsapp: list[str] = field(default_factory=list)
    blocked_by: list[str] = field(default_factory=list)  # citizens who blocked the office: one tick, never seen


def as_address(chat_id: str) -> str:
    """Bring a chat id into WAHA's own form: bare numbers and s.whatsapp.net become c.us."""
    if "@" not in chat_id:
        return f"{chat_id.lstrip('+')}@c.us"
    return chat_id.replace("@s.whatsapp.net", "@c.us")


def is_person(address: str) -> bool:
    """Tell a citizen from groups, status broadcasts and newsletters."""
    return address.endswith(PERSON_ENDINGS)


def bare(message_id: str) -> str:
    """Take the bare id out of a serialised one; a bare id stays as it is."""
    if not message_id.startswith(("true_", "false_")):
        return message_id
    address, _, rest = message_id.partition("_")[2].partition("_")
    if address.endswith(("@g.us", "@broadcast")):
        return rest.rpartition("_")[0] or rest
    return rest
