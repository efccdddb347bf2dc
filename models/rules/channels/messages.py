"""The shapes of messages that every connector exchanges with the rest of the program."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.rules.channels.approved_texts import ApprovedText
from models.rules.channels.lifetimes import TokenLife
from models.rules.channels.wordless import Came


class Kind(StrEnum):
    """Private or public: decides where an answer may go and how long it may be."""

    DM = "dm"
    COMMENT = "comment"


class Direction(StrEnum):
    """From the citizen (in) or from the office (out)."""

    IN = "in"
    OUT = "out"


class HandleKind(StrEnum):
    """What sort of name a platform knows a person by."""

    PHONE = "phone"  # E.164, e.g. +628123456789
    WHATSAPP_LID = "wa_lid"  # WhatsApp's hidden id, may later resolve to a phone
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    X = "x"
    TIKTOK = "tiktok"
    DESK = "desk"  # somebody who came, rang or wrote a letter


@dataclass(frozen=True)
class Author:
    """Who wrote it, as the platform names them; `aliases` are other handles known to be the same person."""

    handle_kind: HandleKind
    handle: str
    display_name: str = ""
    aliases: tuple[tuple[HandleKind, str], ...] = ()


@dataclass(frozen=True)
class IncomingAttachment:
    """A file a message carries; `ref` is what the connector needs to fetch it later, as plain JSON values."""

    ref: dict[str, object]
    mime: str = ""
    filename: str = ""
    size: int | None = None


@dataclass(frozen=True)
class IncomingMessage:
    """One item read from a platform. Times are naive UTC; ids are strings always."""

    kind: Kind
    external_id: str
    thread_id: str
    author: Author  # the citizen whose conversation it is, also for our own messages; `direction` says who wrote
    direction: Direction
    text: str
    sent_at: datetime
    payload: str  # the item as it came, JSON text
    attachments: tuple[IncomingAttachment, ...] = ()
    also_known_as: tuple[str, ...] = ()  # other ids the same item may arrive under (@lid / @c.us)
    reply_to: str | None = None
    permalink: str | None = None
    withdrawn: bool = False  # the platform says outright that the sender took it back
    truncated: bool = False
    about: str = ""  # the words of the publication a comment stands under
    came: Came | None = None  # what came without words of the citizen's; `text` is then our name of it


@dataclass(frozen=True)
class Unreadable:
    """An item that could not be read: kept as it came, shown to officers, never dropped."""

    payload: str
    reason: str
    kind: Kind = Kind.DM
    external_id: str | None = None


class Ack(StrEnum):
    """What the platform says became of an answer of ours."""

    FAILED = "failed"
    PENDING = "pending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"


@dataclass(frozen=True)
class Acknowledgement:
    """News about the delivery of one of our own messages; `client_ref` is set where the platform repeats it.

    `at`: when it happened, where the platform says so.
    """

    external_id: str
    ack: Ack
    client_ref: str = ""
    at: datetime | None = None


EVERYWHERE = "semua percakapan"  # names a gap that lies in no conversation by itself


@dataclass(frozen=True)
class Page:
    """One page of a poll. `cursor` is stored only in the transaction that stores the page."""

    messages: tuple[IncomingMessage, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    cursor: str | None = None  # None: leave the cursor where it is
    more: bool = False  # ask again at once, with the new cursor
    gaps: tuple[str, ...] = ()  # threads in which messages may have been missed


@dataclass(frozen=True)
class StoredFile:
    """A file in the store, under its sha256; `mime` is read from its content, `size` is in bytes."""

    sha256: str
    mime: str
    filename: str
    size: int


@dataclass(frozen=True)
class OutgoingFile:
    """A file on its way out. `content` is read from the store just before sending; `ref` is its name at a platform
    where it had to be uploaded first.
    """

    sha256: str
    mime: str
    filename: str
    size: int
    content: bytes = field(default=b"", repr=False)
    ref: str | None = None


@dataclass(frozen=True)
class OutgoingReply:
    """One answer on its way out. `client_ref` is the id chosen before sending, where the platform takes one.

    `reply_to` is the platform's id of the message answered; always set for a comment. `private`: the author of that
    comment is answered in private. `late`: sent after the ordinary window, inside the longer one (channels.py).
    `tried_at` is naive UTC of the moment from which it may have left, the first try's or before; a read-back looks
    from there. With a `file`, `text` is the file's name.
    """

    reply_key: str
    thread_id: str
    kind: Kind
    text: str
    client_ref: str | None = None
    reply_to: str | None = None
    author_handle: str | None = None
    private: bool = False
    late: bool = False
    tried_at: datetime | None = None
    file: OutgoingFile | None = None
    approved: ApprovedText | None = None  # goes as a text the platform approved; `text` is what the citizen reads


@dataclass(frozen=True)
class Receipt:
    """The platform's confirmation that it accepted the answer."""

    external_id: str
    ack: Ack = Ack.SENT


class Finding(StrEnum):
    """What a read-back can say about an answer of unknown fate."""

    FOUND = "found"
    ABSENT = "absent"  # only from a channel that can refute
    UNDECIDED = "undecided"
    CONTESTED = "contested"  # messages of these words are there, but not which answer each of them is


@dataclass(frozen=True)
class Readback:
    """What is known of one answer after a look at the platform."""

    finding: Finding
    external_id: str | None = None
    ack: Ack = Ack.PENDING


@dataclass(frozen=True)
class Sighting:
    """One of our own messages at the platform, with the words (or the file) of the answer that was looked for.

    `early`: by the platform's clock it was there before the answer was queued; clocks may be wrong. `names`: other
    ids it is known by. `at`: unix seconds.
    """

    external_id: str
    ack: Ack = Ack.SENT
    at: float = 0.0
    early: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """What one look for an answer showed: all our messages that may be it, whichever answer they are.

    `whole`: the list reaches back far enough that what is not in it is not there. `by_id`: the sighting is known by
    an id that only this answer has. Which answer is which is decided by matching.py.
    """

    seen: tuple[Sighting, ...] = ()
    whole: bool = False
    by_id: bool = False

    @property
    def alone(self) -> Readback:
        """Return what it says of an answer that no other resembles."""
        fresh = [one for one in self.seen if not one.early]
        if fresh:
            return Readback(Finding.FOUND, fresh[0].external_id, fresh[0].ack)
        return Readback(Finding.ABSENT if self.whole and not self.seen else Finding.UNDECIDED)


NOTHING_SEEN = Look()


@dataclass(frozen=True)
class Fetched:
    """The bytes of an attachment and the type the platform claims."""

    content: bytes
    mime: str = ""


@dataclass(frozen=True)
class Health:
    """What a connector found when it asked the platform how the account is.

    `detail` is a warning that does not stop the channel: Indonesian, says what to do. `token_expires_at` is naive
    UTC, `token_life` what is known of it; `quota_used` is the fullest of the platform's quotas in percent.
    """

    ok: bool
    detail: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    token_expires_at: datetime | None = None
    token_life: TokenLife = TokenLife.UNKNOWN
    quota_used: int | None = None
