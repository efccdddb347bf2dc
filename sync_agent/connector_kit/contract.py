"""The promise every connector keeps. One instance serves one account in one thread and never reads the clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol, runtime_checkable

from models.rules.channels.channels import reads_dm
from models.rules.channels.messages import Fetched, Health, OutgoingFile, OutgoingReply, Page, Readback, Receipt


def keep_nothing(_secrets: Mapping[str, str]) -> None:
    """Keep no new secrets: for a connector that stands alone."""


@dataclass(frozen=True)
class AccountSettings:
    """What the office entered for one channel account. `http_seconds` is the total time one request may take.

    `secrets` go by the names of the channel's row. `keep` stores new ones safely before it returns: a rotated token
    is kept first and used afterwards (F22).
    """

    settings: Mapping[str, str]
    secrets: Mapping[str, str] = field(repr=False)
    http_seconds: float = 20.0
    keep: Callable[[Mapping[str, str]], None] = field(default=keep_nothing, repr=False, compare=False)

    @property
    def reads_dm(self) -> bool:
        """Whether private messages are read: platforms grant them apart from comments, and later."""
        return reads_dm(self.settings)


@dataclass(frozen=True)
class FetchRequest:
    """What to read next. Without a cursor everything since `since` is read (None: all there is); `now` is UTC."""

    stream: str
    cursor: str | None
    overlap: timedelta
    now: datetime
    since: datetime | None = None


class Connector(Protocol):
    """One platform, seen from the agent. Trouble is told by raising a kind of ConnectorError, never by a value."""

    kind: str
    streams: tuple[str, ...]

    def check(self) -> Health:
        """Ask the platform how the account is. Raises SignInNeeded or TryLater when it cannot work now."""
        ...

    def fetch(self, request: FetchRequest) -> Page:
        """Read one page; its cursor covers what the page holds. Raises TryLater or SignInNeeded."""
        ...

    def new_client_ref(self) -> str | None:
        """Get an id to send under; None where the platform takes none. Raises TryLater or SignInNeeded."""
        ...

    def send(self, reply: OutgoingReply) -> Receipt:
        """Send one answer. OutcomeUnknown: may have been sent; every other error: surely not sent."""
        ...

    def find(self, reply: OutgoingReply) -> Readback:
        """Look for an answer of unknown fate at the platform. Raises TryLater or SignInNeeded."""
        ...

    def fetch_attachment(self, ref: dict[str, Any], limit_bytes: int) -> Fetched:
        """Fetch a file named by an attachment's `ref`. Raises TryLater, SignInNeeded or AttachmentGone."""
        ...


@runtime_checkable
class FileSender(Protocol):
    """What a connector can do in addition that sends files with `send`, each as a message of its own."""

    def lay_ready(self, file: OutgoingFile) -> str | None:
        """Bring a file to the platform, seen by nobody yet, and return its name there; None: it goes with the send.

        Raises TryLater, SignInNeeded, or Refused where the platform will never take it.
        """
        ...


@runtime_checkable
class PushReader(Protocol):
    """What a connector can do in addition whose platform pushes: read a payload the back office took in unread."""

    def read_push(self, body: str) -> Page | None:
        """Read one pushed payload, its signature checked already; None: it only says that a poll is worth while."""
        ...
