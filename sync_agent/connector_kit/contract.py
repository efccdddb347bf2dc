"""The contract of every connector. One instance serves one account in one thread and never reads the clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from models.rules.channels.channels import reads_dm
from models.rules.channels.costs.prices import Charge
from models.rules.channels.messages import (
    Fetched,
    Health,
    IncomingMessage,
    Look,
    OutgoingFile,
    OutgoingReply,
    Page,
    Receipt,
)

# What is only a courtesy to the person at the other end may take so long in all; an answer behind it must leave.
BRIEF_SECONDS = 1.0


def keep_nothing(_secrets: Mapping[str, str]) -> None:
    """Do not store new secrets: for a connector used alone."""


def count_nothing(_charges: Sequence[Charge]) -> None:
    """Do not count what the platform charges: for a connector used alone."""


@dataclass(frozen=True)
class AccountSettings:
    """What the office entered for one channel account. `http_seconds` is the total time one request may take.

    `secrets` have the names of the channel's row. `keep` stores new ones before it returns: a rotated token is stored
    first and used afterwards (F22). `spend` counts what a platform that is paid by use charged, before its answer is
    used; it never raises.
    """

    settings: Mapping[str, str]
    secrets: Mapping[str, str] = field(repr=False)
    http_seconds: float = 20.0
    keep: Callable[[Mapping[str, str]], None] = field(default=keep_nothing, repr=False, compare=False)
    spend: Callable[[Sequence[Charge]], None] = field(default=count_nothing, repr=False, compare=False)

    @property
    def reads_dm(self) -> bool:
        """Whether private messages are read; platforms grant them separately from comments, and later."""
        return reads_dm(self.settings)


@dataclass(frozen=True)
class FetchRequest:
    """What to read next. Without a cursor, everything from `since` on (None: all there is); `now` is naive UTC.

    The agent asks with a cursor only once the page that gave it is stored. So a connector of a queue (`inbox` of the
    channel's row) confirms by asking with it, and asking without one uses nothing up; overlap and `since` are not for
    it. What a queue dropped unread is a gap.
    """

    stream: str
    cursor: str | None
    overlap: timedelta
    now: datetime
    since: datetime | None = None


class Connector(Protocol):
    """One platform as the agent uses it. A failure is always a kind of ConnectorError, never a return value."""

    kind: str
    streams: tuple[str, ...]

    def check(self) -> Health:
        """Return the account's health at the platform. Raises SignInNeeded or TryLater when it cannot work now."""
        ...

    def fetch(self, request: FetchRequest) -> Page:
        """Return one page, with a cursor that covers it. Raises TryLater or SignInNeeded."""
        ...

    def new_client_ref(self) -> str | None:
        """Return an id to send under; None where the platform takes none. Raises TryLater or SignInNeeded."""
        ...

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send one answer. OutcomeUnknown: it may have been sent; every other error: it surely was not."""
        ...

    def find(self, reply: OutgoingReply) -> Look:
        """Return all our messages that may be this answer, also those that others are. Raises TryLater, SignInNeeded.

        None is left out for its age or because it is not the newest: which is which is for the agent to decide.
        """
        ...

    def fetch_attachment(self, ref: dict[str, object], limit_bytes: int) -> Fetched:
        """Return a file named by an attachment's `ref`. Raises TryLater, SignInNeeded or AttachmentGone."""
        ...


@runtime_checkable
class FileSender(Protocol):
    """A connector that also sends files with `send`, each as a message of its own."""

    def lay_ready(self, file: OutgoingFile) -> str | None:
        """Upload a file without publishing it and return its name there; None where it is sent with the message.

        Raises TryLater, SignInNeeded, or Refused where the platform will never take it.
        """
        ...


@runtime_checkable
class Typing(Protocol):
    """A connector that can show a person that somebody types to him, within BRIEF_SECONDS or not at all."""

    def show_typing(self, thread_id: str) -> None:
        """Show it in a conversation, until the message comes. Raises ConnectorError; nothing was sent."""
        ...


@runtime_checkable
class ReadMarker(Protocol):
    """A connector that can tell a citizen that his messages were read, within BRIEF_SECONDS or not at all.

    Its channel's row says what such a mark covers (`marks`): never a message that came after those named.
    """

    def mark_read(self, thread_id: str, message_ids: Sequence[str]) -> int:
        """Say that messages of one conversation were read, the oldest first; said again, it changes nothing.

        Return of how many, from the first, it was said; the others are for another time. Raises ConnectorError.
        """
        ...


@runtime_checkable
class GatewayProver(Protocol):
    """A connector of a gateway the office runs itself: old, open or lying ones answer as readily as good ones."""

    def check_version(self) -> None:
        """Check version and engine by one cheap question. Raises SignInNeeded or TryLater."""
        ...

    def check_gateway(self) -> None:
        """Check version, engine and lock. Raises SignInNeeded, OpenToAll, or TryLater."""
        ...

    def newest(self) -> IncomingMessage | None:
        """Return the newest message of a conversation the gateway lists, found by the way fetch() reads.

        None where no conversation has a message yet. Raises SignInNeeded where the reading passes it over, TryLater.
        """
        ...


@runtime_checkable
class PushReader(Protocol):
    """A connector whose platform pushes: it reads a payload that the back office stored."""

    def read_push(self, body: str) -> Page | None:
        """Return the page of a pushed payload whose signature was checked; None where it only announces news."""
        ...
