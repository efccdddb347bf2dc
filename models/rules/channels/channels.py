"""One row per kind of channel: reach, limits, windows, settings, what a read-back proves. They differ only here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from models.rules.channels.costs.budget import BUDGET
from models.rules.channels.grades import LEAST_SETTING, DeliveryGrade
from models.rules.channels.messages import HandleKind, Kind
from models.rules.channels.pace import DAY_CAP, HOUR_CAP, TYPING
from models.rules.channels.push_schemes import META, WAHA, PushScheme
from models.rules.channels.reply_files import JPEG, MB, MOST_BYTES, PDF, PNG, Files
from models.rules.channels.weighted_length import weighted_length
from models.rules.core.errors import UnknownChannel
from models.rules.replies.read_marks import READ_MARKS, Covers


class Proof(StrEnum):
    """What reading back can prove about an answer of unknown fate (K1–K4)."""

    SAME_ID = "K1"  # id chosen before sending: absence twice allows the same id again
    REFUTABLE = "K2"  # own messages can be listed: found or absent
    CONFIRM_ONLY = "K3"  # found is sent, absence proves nothing
    BLIND = "K4"  # nothing can be read back


class Inbox(StrEnum):
    """How often what came in can be read."""

    HISTORY = "riwayat"  # as often as we ask: overlap and sweep find what was missed
    QUEUE = "antrean"  # until a fetch behind it confirms it, then never more; what we wrote is not in it
    NONE = "tanpa daftar"  # never: it is pushed to us, or an officer writes it down


class Measure(StrEnum):
    """How a platform counts the length of a text."""

    CHARACTERS = "karakter"
    BYTES = "bita"
    WEIGHTED = "karakter berbobot"  # X: emoji and CJK count two, a link 23


@dataclass(frozen=True)
class Reach:
    """What can be done in one sort of conversation. Windows count from the citizen's last message."""

    limit: int
    proof: Proof
    measure: Measure = Measure.CHARACTERS
    replies: bool = True
    window: timedelta | None = None
    longer_window: timedelta | None = None  # open only where `longer_setting` says "ya" (the platform granted it)
    longer_setting: str = ""
    limit_setting: str = ""  # the setting that replaces a limit the platform does not document
    once: bool = False  # one answer per message only
    files: Files | None = None  # what may be attached; None: nothing, and `no_files` says why
    approved: bool = False  # texts the platform approved may leave though the window is shut
    no_files: str = "Cara menjawab ini tidak membawa berkas."
    shows: DeliveryGrade = DeliveryGrade.ACCEPTED  # the best that can be known of an answer
    listed: DeliveryGrade = DeliveryGrade.ACCEPTED  # what it proves that the platform lists our answer
    refuses_alike: bool = False  # the platform refuses words that the account published before
    names_answered: bool = False  # its list says which comment each of our answers stands under


@dataclass(frozen=True)
class Secret:
    """One secret of a channel account: its name in the store, what staff call it, whether it is required."""

    name: str
    label: str
    required: bool = True
    checks_only: bool = False  # the back office checks pushes with it, and no agent needs it


@dataclass(frozen=True)
class Channel:
    """What one kind of channel can do; `dm`, `comment`, `private_reply` are None where it has none."""

    kind: str
    label: str
    handle_kind: HandleKind
    dm: Reach | None = None
    comment: Reach | None = None
    private_reply: Reach | None = None  # answering a comment in private, counted from that comment
    required: tuple[str, ...] = ()  # settings an account must have
    optional: tuple[str, ...] = ()
    secrets: tuple[Secret, ...] = ()
    inbox: Inbox = Inbox.HISTORY
    push: PushScheme | None = None  # how its webhooks are signed, None where we take none
    unseen: str = ""  # what the platform does not show us, and where staff look instead
    phone_thread: str = ""  # how it names the chat of an unknown telephone number; empty: it cannot
    own_chat: str = ""  # how it names the chat of a telephone number, where it cannot begin one by itself
    marks: Covers | None = None  # how it takes that a message was read; None: not at all, or whole conversations only
    paced: bool = False  # a number of the office's own that too fast a sender loses (pace.py)
    paid_by_use: bool = False  # the platform charges for what is read and sent (prices.py)
    sweep_every: timedelta = timedelta(days=1)  # how often the last week is read again
    link: str = ""  # into a private conversation: {address} as the public knows the account, {code} typed in already

    @property
    def polled(self) -> bool:
        """Whether an agent asks for what comes in."""
        return self.inbox is not Inbox.NONE

    @property
    def needs_agent(self) -> bool:
        """Whether an agent serves it, so that its health can be judged by the agent's reports."""
        return self.polled or self.push is not None

    @property
    def by_phone(self) -> bool:
        """Whether people are reached there by their telephone number, which nearly everybody has."""
        return self.handle_kind is HandleKind.PHONE

    def chat_of(self, digits: str) -> str:
        """Return how the chat of a telephone number is named; empty where people have no numbers there."""
        return (self.phone_thread or self.own_chat).format(digits=digits)

    def reach(self, kind: Kind, private: bool = False) -> Reach | None:
        """Return what can be done in such a conversation; `private`: a comment answered in private."""
        if private:
            return self.private_reply
        return self.dm if kind is Kind.DM else self.comment


_ON_PHONE = "Panggilan, jajak pendapat, dan pesan sekali lihat: buka di telepon kantor."
_NO = frozenset({"tidak", "no", "false", "0"})
NUMBERS = frozenset({"watched_posts", "comment_limit", "dm_limit", HOUR_CAP, DAY_CAP, BUDGET})
# Settings that do not say where an account is.
NOT_A_PLACE = frozenset({LEAST_SETTING, HOUR_CAP, DAY_CAP, TYPING, READ_MARKS, BUDGET})

_WA_LINK = "https://wa.me/{address}?text={code}"
_DAY, _WEEK, _TWO_DAYS = timedelta(hours=24), timedelta(days=7), timedelta(hours=48)
_K, _D = Proof, DeliveryGrade


# Pictures of 5 MB go through every gateway; X takes no documents in messages (channels.md §1, §4).
_WHATSAPP_FILES = Files({JPEG: 5 * MB, PNG: 5 * MB, PDF: MOST_BYTES})
_MESSENGER_FILES = Files({JPEG: 8 * MB, PNG: 8 * MB, PDF: MOST_BYTES})
_X_FILES = Files({JPEG: 5 * MB, PNG: 5 * MB}, count=4)
_PUBLIC = "Balasan di depan umum tidak membawa berkas: semua orang akan dapat membukanya."
_NOT_ON_INSTAGRAM = "Instagram hanya menerima berkas yang beralamat umum, jadi program tidak mengirim berkas di sini."
_NOT_ON_TIKTOK = "Pesan TikTok dari program ini tidak membawa berkas."


def _human(limit: int, measure: Measure = Measure.CHARACTERS, **more: Any) -> Reach:
    """Return the reach of Meta's messages: 24 hours, or 7 days for a person's answer where Meta granted that."""
    return Reach(limit, _K.REFUTABLE, measure, window=_DAY, longer_window=_WEEK, longer_setting="human_agent", **more)


# What both of Meta's platforms let an office set.
_META_SETTINGS = ("human_agent", "reads_dm", "comment_limit", "watched_posts", "public_address")

# Numbers: channels.md §1–5. Where it says [?], the limit is the safe one and a setting may replace it.
# No row says that an account may write to itself as a test: nothing would come back (DECISIONS, channels).
CHANNELS: dict[str, Channel] = {
    row.kind: row
    for row in (
        Channel(
            kind="waha",
            label="WhatsApp",
            handle_kind=HandleKind.PHONE,
            dm=Reach(4096, _K.SAME_ID, files=_WHATSAPP_FILES, shows=_D.READ, listed=_D.HANDED),
            unseen=_ON_PHONE,
            phone_thread="{digits}@c.us",
            paced=True,
            marks=Covers.NAMED,
            link=_WA_LINK,
            required=("base_url", "session"),
            optional=(LEAST_SETTING, "public_address", HOUR_CAP, DAY_CAP, TYPING, READ_MARKS),
            secrets=(Secret("api_key", "API key"), Secret("webhook_key", "kunci webhook (HMAC)", False, True)),
            push=WAHA,
        ),
        Channel(
            kind="gowa",
            label="WhatsApp (GOWA)",
            handle_kind=HandleKind.PHONE,
            dm=Reach(4096, _K.CONFIRM_ONLY, files=_WHATSAPP_FILES),
            unseen=_ON_PHONE,
            phone_thread="{digits}@s.whatsapp.net",
            paced=True,
            marks=Covers.NAMED,
            link=_WA_LINK,
            required=("base_url", "username"),
            optional=("device_id", "public_address", HOUR_CAP, DAY_CAP, TYPING, READ_MARKS),
            secrets=(Secret("password", "kata sandi basic auth"),),
        ),
        Channel(
            kind="whatsapp_cloud",
            label="WhatsApp Cloud API",
            handle_kind=HandleKind.PHONE,
            own_chat="{digits}",
            dm=Reach(4096, _K.BLIND, window=_DAY, files=_WHATSAPP_FILES, approved=True, shows=_D.READ),
            unseen="Pesan sebelum webhook menyala, panggilan, dan pesan sekali lihat.",
            link=_WA_LINK,
            marks=Covers.EARLIER,
            required=("phone_number_id",),
            optional=("base_url", "version", LEAST_SETTING, "public_address", READ_MARKS),
            secrets=(
                Secret("access_token", "token akses"),
                Secret("app_secret", "app secret"),
                Secret("verify_token", "verify token webhook", checks_only=True),
            ),
            inbox=Inbox.NONE,
            push=META,
        ),
        Channel(
            kind="facebook",
            label="Facebook",
            handle_kind=HandleKind.FACEBOOK,
            dm=_human(2000, files=_MESSENGER_FILES),
            comment=Reach(2000, _K.REFUTABLE, limit_setting="comment_limit", no_files=_PUBLIC),
            unseen="Percakapan di folder Permintaan yang diam 30 hari: periksa di Meta Business Suite.",
            private_reply=Reach(2000, _K.CONFIRM_ONLY, window=_WEEK, once=True),
            link="https://m.me/{address}",
            optional=("base_url", "version", "page_id", *_META_SETTINGS),
            secrets=(Secret("page_token", "token Halaman"), Secret("app_secret", "app secret", required=False)),
        ),
        Channel(
            kind="instagram",
            label="Instagram",
            handle_kind=HandleKind.INSTAGRAM,
            dm=_human(1000, Measure.BYTES, no_files=_NOT_ON_INSTAGRAM),
            comment=Reach(300, _K.REFUTABLE, limit_setting="comment_limit", no_files=_PUBLIC),
            unseen="Komentar siaran langsung dan sebutan (@) di komentar orang lain: periksa di aplikasi Instagram.",
            private_reply=Reach(1000, _K.CONFIRM_ONLY, Measure.BYTES, window=_WEEK, once=True),
            link="https://ig.me/m/{address}",
            # login: instagram or facebook, which of the two exclusive set-ups
            optional=("base_url", "version", "login", "account_id", "page_id", *_META_SETTINGS),
            secrets=(Secret("access_token", "token akses"), Secret("app_secret", "app secret", required=False)),
        ),
        Channel(
            kind="x",
            label="X",
            handle_kind=HandleKind.X,
            dm=Reach(10_000, _K.REFUTABLE, limit_setting="dm_limit", files=_X_FILES),
            comment=Reach(
                280, _K.REFUTABLE, Measure.WEIGHTED, no_files=_PUBLIC, names_answered=True, refuses_alike=True
            ),
            unseen="Pesan pribadi terenkripsi (XChat): periksa DM di aplikasi X setiap hari.",
            optional=("base_url", "user_id", "client_id", "fields_name", "dm_limit", "reads_dm", BUDGET),
            paid_by_use=True,
            sweep_every=timedelta(days=7),  # on another day each message of the week is paid again
            secrets=(
                Secret("access_token", "token akses"),
                Secret("refresh_token", "token penyegar", required=False),
                Secret("client_secret", "client secret", required=False),
            ),
        ),
        Channel(
            kind="tiktok",
            label="TikTok",
            handle_kind=HandleKind.TIKTOK,
            dm=Reach(6000, _K.REFUTABLE, window=_TWO_DAYS, no_files=_NOT_ON_TIKTOK),
            comment=Reach(150, _K.REFUTABLE, no_files=_PUBLIC),
            unseen="Balasan baru di bawah komentar lama dan komentar di video lama: periksa di aplikasi TikTok.",
            required=("business_id",),
            optional=("base_url", "client_id", "sort_name", "reads_dm", "watched_posts", "media_hosts"),
            secrets=(
                Secret("access_token", "token akses"),
                Secret("refresh_token", "token penyegar", required=False),
                Secret("client_secret", "client secret", required=False),
            ),
        ),
        Channel(
            kind="manual",
            label="Dicatat petugas",
            handle_kind=HandleKind.DESK,
            dm=Reach(100_000, _K.BLIND, replies=False, shows=_D.VOUCHED),
            comment=Reach(100_000, _K.BLIND, replies=False, shows=_D.VOUCHED),
            inbox=Inbox.NONE,
        ),
    )
}


def channel(kind: str) -> Channel:
    """Return the row of a channel kind; raises UnknownChannel naming the kinds there are."""
    if kind not in CHANNELS:
        raise UnknownChannel(kind, tuple(CHANNELS))
    return CHANNELS[kind]


def length(text: str, measure: Measure) -> int:
    """Return the length of a text as the platform counts it."""
    if measure is Measure.WEIGHTED:
        return weighted_length(text)
    return len(text.encode("utf-8", "replace")) if measure is Measure.BYTES else len(text)


def reads_dm(settings: Mapping[str, str]) -> bool:
    """Whether this account's private messages are read; platforms grant them separately from comments, and later."""
    return settings.get("reads_dm", "").strip().lower() not in _NO


def limit_of(reach: Reach, settings: Mapping[str, str]) -> int:
    """Return the longest text allowed, in the reach's measure; an account's setting can replace the row's limit."""
    stated = settings.get(reach.limit_setting, "") if reach.limit_setting else ""
    return int(stated) if stated.isascii() and stated.isdigit() and int(stated) > 0 else reach.limit
