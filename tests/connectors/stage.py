"""One stage for each channel and stream: the fake, how its citizens write, what they see, how it fails."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from models.rules.channels.channels import CHANNELS, Reach
from models.rules.channels.messages import IncomingMessage, Kind, OutgoingReply, Page
from sync_agent.connector_kit.contract import AccountSettings, Connector, FetchRequest, PushReader
from sync_agent.connectors import CONNECTORS
from sync_agent.simulator.app import build
from sync_agent.simulator.network import items
from sync_agent.simulator.platforms import PLATFORMS, Platform, account_of, username_of
from sync_agent.simulator.serve import Running, start
from sync_agent.simulator.waha.messages import Draft, Media
from tests.connectors.collector import Collector
from tests.toy_queue.installed import installed
from tests.toy_queue.row import KIND

OVERLAP = timedelta(minutes=10)
ANI, BUDI = "6281200000001@c.us", "6281200000002@c.us"
NAMES = {ANI: "Ani Wijaya", BUDI: "Budi Lestari"}
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
PATIENCE = 200  # fetches in a walk; no walk of these tests is so long


def now() -> datetime:
    """Return the fake's own present."""
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass
class Stage:
    """A platform's fake and a connector for it, looked at through one stream. Citizens are named by ANI and BUDI."""

    kind: str
    stream: str
    running: Running
    account: AccountSettings
    connector: Connector = field(init=False)

    def __post_init__(self) -> None:
        self.connector = self.again()

    @property
    def reach(self) -> Reach:
        """Return what can be done in the stream."""
        reach = CHANNELS[self.kind].reach(Kind(self.stream))
        assert reach is not None
        return reach

    def again(self, http_seconds: float | None = None, **settings: str) -> Connector:
        """Return another connector of the account, as after a restart."""
        seconds = self.account.http_seconds if http_seconds is None else http_seconds
        account = AccountSettings({**self.account.settings, **settings}, self.account.secrets, seconds)
        return CONNECTORS[self.kind](account)

    def facing(self, fault: str) -> Connector:
        """Return the account's connector, impatient where only the timeout ends a platform's silence."""
        return self.again(http_seconds=0.5) if fault.startswith(("timeout", "stalled", "slow")) else self.again()

    def many(self, wanted: int) -> int:
        """Return how many messages come here where a test wants many."""
        return wanted

    def happen(self, text: str = "", chat: str = ANI, **more: Any) -> str:
        """Let a citizen write and return the message's id. `at` is unix seconds, `from_office`: we ourselves do."""
        raise NotImplementedError

    def happen_often(self, count: int, **more: Any) -> None:
        """Let many citizens write, each once."""
        raise NotImplementedError

    def photo(self, content: bytes = PNG, **more: Any) -> str:
        """Let a citizen send a picture and return the message's id."""
        raise NotImplementedError

    def edit(self, message_id: str, text: str) -> None:
        """Let the author change a message."""
        raise NotImplementedError

    def remove(self, message_id: str) -> None:
        """Let the author take a message back."""
        raise NotImplementedError

    def shut_out(self, chat: str = ANI) -> None:
        """Let a citizen be nobody the office can write to any more."""
        raise NotImplementedError

    def visible(self, chat: str = ANI) -> list[str]:
        """Return the office's texts as the citizen sees them."""
        raise NotImplementedError

    def received(self, text: str = "Paspor saya belum jadi.", chat: str = ANI, **more: Any) -> IncomingMessage:
        """Let a citizen write, poll, and return the message as the connector read it."""
        self.happen(text, chat, **more)
        since = now() - timedelta(days=30)
        return next(message for message in messages(self.pages(since=since)) if message.text == text)

    def reply(self, text: str = "Baik, kami periksa.", chat: str = ANI, **more: Any) -> OutgoingReply:
        """Let a citizen write, poll, and make the answer to it."""
        found = more.pop("to", None) or self.received(chat=chat)
        fixed = {
            "client_ref": self.connector.new_client_ref(),
            "tried_at": now(),
            "author_handle": found.author.handle,
        }
        answered = None if self.stream == "dm" else found.external_id
        return OutgoingReply("kunci-1", found.thread_id, found.kind, text, **{**fixed, "reply_to": answered, **more})

    def fault(self, kind: str, **more: Any) -> None:
        """Let the platform fail; `where` is polls, sends or files."""
        where = more.pop("where", None)
        board = self.running.practice.switchboard
        if where:
            more["path"] = board.places[self.kind].of(where)
        board.switch_on({"kind": kind, "platform": self.kind, **more})

    def well(self) -> None:
        """End all faults."""
        self.running.practice.switchboard.switch_off()

    def asked(self, path: str = "") -> int:
        """Count the requests that reached the platform."""
        return sum(1 for note in list(self.running.practice.wire.requests) if path in note["path"])

    def page(self, cursor: str | None = None, connector: Connector | None = None, **more: Any) -> Page:
        """Poll once."""
        request = FetchRequest(self.stream, cursor, more.get("overlap", OVERLAP), now(), more.get("since"))
        return (connector or self.connector).fetch(request)

    def pages(self, cursor: str | None = None, connector: Connector | None = None, **more: Any) -> list[Page]:
        """Poll until there is no more."""
        found: list[Page] = []
        for _ in range(PATIENCE):
            page = self.page(cursor, connector, **more)
            found.append(page)
            cursor = cursor if page.cursor is None else page.cursor
            if not page.more:
                return found
        raise AssertionError("the walk does not end")


class WahaStage(Stage):
    """WAHA keeps a memory of its own, older than the network the other fakes share."""

    def happen(self, text: str = "", chat: str = ANI, **more: Any) -> str:
        return self.running.practice.gateway.receive(_waha_draft(chat, text, more)).id

    def happen_often(self, count: int, **more: Any) -> None:
        chats = [f"62812{number:08d}@c.us" for number in range(count)]
        drafts = [_waha_draft(chat, f"pesan {number}", dict(more)) for number, chat in enumerate(chats)]
        self.running.practice.gateway.receive_many(drafts)

    def photo(self, content: bytes = PNG, **more: Any) -> str:
        return self.happen("foto", media=Media(content, "image/png", "bukti.png", more.pop("url", None)), **more)

    def edit(self, message_id: str, text: str) -> None:
        assert self.running.practice.gateway.edit(message_id, text)

    def remove(self, message_id: str) -> None:
        assert self.running.practice.gateway.withdraw(message_id)

    def shut_out(self, chat: str = ANI) -> None:
        self.running.practice.gateway.settings.not_on_whatsapp.append(chat)

    def visible(self, chat: str = ANI) -> list[str]:
        return [row.text for row in self.running.practice.gateway.phones.at(chat).messages.rows if row.from_me]


def _waha_draft(chat: str, text: str, more: dict[str, Any]) -> Draft:
    more = {"name": NAMES.get(chat, ""), **more}
    named = {"at": "timestamp", "from_office": "from_me"}
    return Draft(chat, text, **{named.get(name, name): value for name, value in more.items()})


class NetworkStage(Stage):
    """Any fake over the shared network."""

    @property
    def platform(self) -> Platform:
        """Return the fake."""
        return self.running.practice.platforms[self.kind]

    def many(self, wanted: int) -> int:
        return min(wanted, getattr(self.platform, "many", wanted))

    def username(self, chat: str) -> str:
        """Return the user name of ANI or BUDI at this platform."""
        return username_of(self.platform, NAMES[chat], int(chat[5:13]))

    def happen(self, text: str = "", chat: str = ANI, **more: Any) -> str:
        more = {"kind": self.stream, "name": NAMES.get(chat, chat), **more}
        return self.platform.network.write(items.Draft(self.username(chat), text, **more)).id

    def happen_often(self, count: int, **more: Any) -> None:
        for number in range(count):
            username = username_of(self.platform, f"Warga Nomor {number}", 1000 + number)
            draft = items.Draft(username, f"pesan {number}", self.stream, f"Warga Nomor {number}", **more)
            self.platform.network.write(draft)

    def photo(self, content: bytes = PNG, **more: Any) -> str:
        return self.happen(
            "foto", media=(items.Media(content, "image/png", "bukti.png", more.pop("url", None)),), **more
        )

    def edit(self, message_id: str, text: str) -> None:
        assert self.platform.network.edit(message_id, text)

    def remove(self, message_id: str) -> None:
        assert self.platform.network.remove(message_id)

    def shut_out(self, chat: str = ANI) -> None:
        self.platform.network.person(self.username(chat)).closed = True

    def visible(self, chat: str = ANI) -> list[str]:
        username = self.username(chat)
        return [item.text for item in self.written() if item.person.username == username]

    def written(self) -> list[items.Item]:
        """Return what the office wrote."""
        return [item for item in self.platform.network.office_items if not item.removed]


class PushedStage(NetworkStage):
    """A platform nobody can ask for messages: what it would push is read as if it had come."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.pushed = Collector(self.platform)  # type: ignore[arg-type]
        # Only the test pushes: what the simulator's thread pushed between two looks belonged to neither.
        self.platform.step = lambda: 0  # type: ignore[attr-defined]
        self.platform.settings.webhook_url = "http://kantor.example/dorong"

    def pages(self, cursor: str | None = None, connector: Connector | None = None, **more: Any) -> list[Page]:
        self.pushed.step()
        reader = connector or self.connector
        assert isinstance(reader, PushReader)
        return [page for page in map(reader.read_push, self.pushed.bodies) if page is not None]


def messages(pages: list[Page]) -> list[IncomingMessage]:
    """Return the messages of pages."""
    return [message for page in pages for message in page.messages]


def ids(pages: list[Page]) -> set[str]:
    """Return the ids of the messages of pages."""
    return {message.external_id for message in messages(pages)}


def last_cursor(pages: list[Page], before: str | None = None) -> str | None:
    """Return the cursor after pages, that `before` them where they moved none."""
    return next((page.cursor for page in reversed(pages) if page.cursor is not None), before)


def reply(text: str = "Baik, kami periksa.", chat: str = ANI, **more: Any) -> OutgoingReply:
    """Make an answer on WhatsApp, where an address is all it takes."""
    return OutgoingReply("kunci-1", chat, Kind.DM, text, **more)


@contextmanager
def _waha() -> Iterator[Stage]:
    with start(build(seed=3, kinds=())) as running:
        settings = {"base_url": running.waha_url, "session": "default"}
        yield WahaStage("waha", "dm", running, AccountSettings(settings, {"api_key": "rahasia-kunci-api"}, 3.0))


@contextmanager
def _over_the_network(kind: str, stream: str) -> Iterator[Stage]:
    with start(build(seed=3, kinds=(kind,))) as running:
        settings, secrets = account_of(running.practice.platforms[kind], running.url)
        stage = NetworkStage if CHANNELS[kind].polled else PushedStage
        yield stage(kind, stream, running, AccountSettings(settings, secrets, 3.0))


@contextmanager
def _toy() -> Iterator[Stage]:
    with installed(), _over_the_network(KIND, "dm") as stage:
        yield stage


def streams(kind: str) -> tuple[str, ...]:
    """Name the sorts of conversation a channel's row knows, where something can be sent at all."""
    found = {one: CHANNELS[kind].reach(one) for one in Kind}
    return tuple(str(one) for one, reach in found.items() if reach is not None and reach.replies)


TOYS: dict[str, Callable[[], Any]] = {f"{KIND}-dm": _toy}
STAGES: dict[str, Callable[[], Any]] = {"waha": _waha, **TOYS} | {
    f"{kind}-{stream}": partial(_over_the_network, kind, stream)
    for kind in CONNECTORS
    if kind in PLATFORMS
    for stream in streams(kind)
}
