"""An office facing the fake of any platform: its account, its agent's view of it, and what citizens of it get."""

import json
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from models.actions.channels.serve_account import ServedAccount
from models.actions.replies.queue_reply import queue_reply
from models.rules.channels.messages import StoredFile
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Message, Outbox
from models.tables.core.settings import Settings, load_settings
from sync_agent.clock import utc_now
from sync_agent.connector_kit.contract import AccountSettings
from sync_agent.delivering import deliver, look_back
from sync_agent.service import Service
from sync_agent.simulator.app import build
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.serve import start
from tests.connectors.stage import ANI, STAGES, NetworkStage, Stage, WahaStage
from tests.office import actor, office
from tests.sync_agent.desk import OWNER, receive

SETTLE = 120.0
LEASE = 60.0


@dataclass
class Facing:
    """One office with one account at a platform. `ahead` moves the agent's clock."""

    stage: Stage
    folder: Path
    account: ChannelAccount = field(init=False)
    settings: Settings = field(init=False)
    ahead: timedelta = timedelta()
    stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        environ = {"ADUAN_DATA_DIR": str(self.folder), "ADUAN_SETTLE_SECONDS": str(SETTLE), "ADUAN_PACE_SECONDS": "0"}
        loaded = load_settings(environ, self.folder / "none.toml")
        self.settings = replace(loaded, http_seconds=6.0, lease_seconds=LEASE)
        self.account = ChannelAccount.create(
            kind=self.stage.kind,
            label="Kanal uji",
            settings=json.dumps(dict(self.stage.account.settings)),
            created_at=self.now() - timedelta(days=90),
        )

    def now(self) -> Any:
        """Return the agent's clock."""
        return utc_now() + self.ahead

    def service(self, owner: str = OWNER) -> Service:
        """Serve the account as an agent does; every agent has a connector of its own."""
        account, row = self.stage.account, self.account
        served = ServedAccount(row.id, row.kind, row.label, dict(account.settings), account.secrets, 1)
        return Service(served, self.stage.again(), self.settings, owner, self.now, self.stop)

    def writes(self, text: str, chat: str = ANI, **more: Any) -> Complaint:
        """Let a citizen write, take it in, and return the complaint."""
        self.stage.happen(text, chat, **more)
        receive(self.service())
        message = Message.select().where(Message.text == text, Message.account == self.account.id).get()
        found: Complaint = (
            Complaint.select().where(Complaint.thread == message.thread_id).order_by(-Complaint.id).get()
        )
        return found

    def answer(self, case: Complaint, text: str, files: Sequence[StoredFile] = ()) -> str:
        """Queue an answer as the button does; return its key."""
        key = uuid.uuid4().hex
        queue_reply(case.id, text, Purpose.LAIN, key, actor(Role.PENGELOLA), self.now(), files=files)
        return key

    def stored(self, content: bytes, mime: str, name: str) -> StoredFile:
        """Store a file an officer attaches."""
        return StoredFile(self.settings.files.keep(content), mime, name, len(content))

    def deliver(self, service: Service | None = None) -> None:
        """Send what is due."""
        deliver(service or self.service())

    def settle(self, service: Service | None = None, looks: int = 2) -> None:
        """Let the settle window pass, and look back, so often."""
        for _ in range(looks):
            self.ahead += timedelta(seconds=SETTLE + 1)
            look_back(service or self.service())

    def cut(self, effect: str = "before", count: int = 1) -> None:
        """Let the next sendings be cut, before or after their effect."""
        self.stage.fault(f"error_{effect}", where="sends", count=count)

    def row(self, key: str) -> Outbox:
        """Return a reply as it is now."""
        found: Outbox = Outbox.get(Outbox.reply_key == key)
        return found

    def state(self, key: str) -> ReplyState:
        """Return the state of a reply."""
        return ReplyState(self.row(key).state)

    def shown(self, text: str) -> int:
        """Count how often the platform shows a text of the office's, to anybody."""
        if isinstance(self.stage, NetworkStage):
            return sum(_said(item) == text for item in self.stage.written())
        rows = self.stage.running.practice.gateway.office_messages
        return sum(row.text == text for row in rows)


def _said(item: Any) -> str:
    return item.text or next((one.filename or "" for one in item.media), "")


@contextmanager
def facing(stage: str, folder: Path) -> Iterator[Facing]:
    """Open an office before one of the stages of the conformance suite."""
    with office(f"sqlite:///{folder / 'aduan.db'}"), STAGES[stage]() as running:
        yield Facing(running, folder)


class Time:
    """The platform's clock, which goes on where the test says so."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        """Return unix seconds."""
        return time.time() + self.ahead


@contextmanager
def facing_in_time(stage: str, folder: Path) -> Iterator[tuple[Facing, Time]]:
    """Open an office before a platform whose clock the test moves too."""
    kind, _, stream = stage.partition("-")
    clock = Time()
    kinds = () if kind == "waha" else (kind,)
    with office(f"sqlite:///{folder / 'aduan.db'}"), start(build(seed=3, kinds=kinds, clock=clock)) as running:
        if kind == "waha":
            settings, secrets = {"base_url": running.waha_url, "session": "default"}, {"api_key": "rahasia-kunci-api"}
            made: Stage = WahaStage(kind, "dm", running, AccountSettings(settings, secrets, 3.0))
        else:
            settings, secrets = account_of(running.practice.platforms[kind], running.url)
            made = NetworkStage(kind, stream, running, AccountSettings(settings, secrets, 3.0))
        yield Facing(made, folder), clock
