"""One stage for each channel kind: the platform's fake, how its citizens write, what they see, how it fails."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from models.rules.messages import IncomingMessage, Kind, OutgoingReply, Page
from sync_agent.connector_kit.contract import AccountSettings, Connector, FetchRequest
from sync_agent.connectors import CONNECTORS
from sync_agent.simulator.app import build
from sync_agent.simulator.serve import Running, start
from sync_agent.simulator.waha.messages import Draft, Media

OVERLAP = timedelta(minutes=10)
ANI, BUDI = "6281200000001@c.us", "6281200000002@c.us"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


def now() -> datetime:
    """Give the fake's own present."""
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass
class Stage:
    """A platform's fake and a connector for it."""

    kind: str
    running: Running
    account: AccountSettings
    connector: Connector = field(init=False)

    def __post_init__(self) -> None:
        self.connector = CONNECTORS[self.kind](self.account)

    def again(self, **settings: str) -> Connector:
        """Give another connector of the account, as after a restart."""
        account = AccountSettings(
            {**self.account.settings, **settings}, self.account.secret, self.account.http_seconds
        )
        return CONNECTORS[self.kind](account)

    def happen(self, text: str = "", chat: str = ANI, **more: Any) -> str:
        """Let a citizen write and give the message's id."""
        return self.running.practice.gateway.receive(Draft(chat, text, **more)).id

    def happen_often(self, count: int, **more: Any) -> None:
        """Let many messages happen."""
        drafts = [Draft(f"62812{number:08d}@c.us", f"pesan {number}", **more) for number in range(count)]
        self.running.practice.gateway.receive_many(drafts)

    def photo(self, content: bytes = PNG, **more: Any) -> str:
        """Let a citizen send a picture and give the message's id."""
        return self.happen("foto", media=Media(content, "image/png", "bukti.png", more.pop("url", None)), **more)

    def fault(self, kind: str, **more: Any) -> None:
        """Let the platform fail."""
        self.running.practice.switchboard.switch_on({"kind": kind, **more})

    def well(self) -> None:
        """End all faults."""
        self.running.practice.switchboard.switch_off()

    def visible(self, chat: str = ANI) -> list[str]:
        """Give the office's texts as the citizen sees them."""
        return [row.text for row in self.running.practice.gateway.phones.at(chat).messages.rows if row.from_me]

    def asked(self, path: str = "") -> int:
        """Count the requests that reached the platform."""
        return sum(1 for note in list(self.running.practice.wire.requests) if path in note["path"])

    def pages(self, cursor: str | None = None, connector: Connector | None = None, **more: Any) -> list[Page]:
        """Poll until there is no more."""
        found: list[Page] = []
        while True:
            request = FetchRequest("dm", cursor, more.get("overlap", OVERLAP), now(), more.get("since"))
            page = (connector or self.connector).fetch(request)
            found.append(page)
            cursor = cursor if page.cursor is None else page.cursor
            if not page.more:
                return found


def messages(pages: list[Page]) -> list[IncomingMessage]:
    """Give the messages of pages."""
    return [message for page in pages for message in page.messages]


def last_cursor(pages: list[Page]) -> str | None:
    """Give the cursor after pages."""
    return next((page.cursor for page in reversed(pages) if page.cursor is not None), None)


def reply(text: str = "Baik, kami periksa.", chat: str = ANI, **more: Any) -> OutgoingReply:
    """Make an answer."""
    return OutgoingReply("kunci-1", chat, Kind.DM, text, **more)


@contextmanager
def _waha() -> Iterator[Stage]:
    with start(build(seed=3)) as running:
        settings = {"base_url": running.waha_url, "session": "default"}
        yield Stage("waha", running, AccountSettings(settings, "rahasia-kunci-api", 3.0))


STAGES: dict[str, Callable[[], Any]] = {"waha": _waha}
