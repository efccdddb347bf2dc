"""The promise every connector keeps. One instance serves one account in one thread and never reads the clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from models.rules.messages import Fetched, Health, OutgoingReply, Page, Readback, Receipt


@dataclass(frozen=True)
class AccountSettings:
    """What the office entered for one channel account. `http_seconds` is the total time one request may take."""

    settings: Mapping[str, str]
    secret: str = field(repr=False)
    http_seconds: float = 20.0


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
