"""An office with a WhatsApp gateway before it: the fake, the account, and one agent's view of it."""

import json
import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from models.actions.channels.serve_account import take_leases
from models.actions.replies.queue_reply import queue_reply
from models.rules.channels.messages import StoredFile
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Message, Outbox
from models.tables.core.secrets import load_key, seal
from models.tables.core.settings import Settings, load_settings
from sync_agent.clock import utc_now
from sync_agent.receiving import look_over
from sync_agent.service import Service, connect
from sync_agent.simulator.serve import Running
from sync_agent.simulator.waha.messages import Draft, Media
from tests.office import actor

# For a test whose platform keeps silent: it waits for the timeout.
IMPATIENT: dict[str, Any] = {"http_seconds": 1.0, "lease_seconds": 3.0}
ANI, BUDI = "6281200000001@c.us", "6281200000002@c.us"
OWNER = "agen-uji"
SECRET = "kunci-rahasia-api"


def receive(service: Service, wide: bool = False) -> bool:
    """Take in what is new on every stream, and raise the first trouble. True: there is more, look again at once."""
    more, troubles = look_over(service, wide)
    if troubles:
        raise troubles[0]
    return more


@dataclass
class Desk:
    """What the agent's parts are tested with. `ahead` moves the agent's clock."""

    running: Running
    row: ChannelAccount
    folder: Path
    database_url: str = ""
    settings: Settings = field(init=False)
    ahead: Any = None

    def __post_init__(self) -> None:
        environ = {
            "ADUAN_DATA_DIR": str(self.folder),
            "ADUAN_DATABASE_URL": self.database_url,
            "ADUAN_POLL_SECONDS": "0.2",
            "ADUAN_HTTP_SECONDS": "1",
            "ADUAN_LEASE_SECONDS": "3",
            "ADUAN_SETTLE_SECONDS": "0.3",
            "ADUAN_OVERLAP_SECONDS": "60",
            "ADUAN_PACE_SECONDS": "0",
        }
        self.environ = {name: value for name, value in environ.items() if value}
        # In this process a request is made once: a busy machine must not turn an answer into a timeout.
        patient: dict[str, Any] = {"http_seconds": 6.0, "lease_seconds": 18.0}
        self.settings = replace(load_settings(self.environ, self.folder / "none.toml"), **patient)
        self.key = load_key(self.settings.secret_key_file)
        self.point_at(self.running.waha_url)

    def point_at(self, base_url: str) -> None:
        """Let the account be at this gateway."""
        settings = json.dumps({"base_url": base_url, "session": "default"})
        ChannelAccount.update(settings=settings, secret=seal(self.key, SECRET)).where(
            ChannelAccount.id == self.row.id
        ).execute()

    def now(self) -> datetime:
        """Return the agent's clock."""
        return utc_now() + self.ahead if self.ahead else utc_now()

    def service(self, **changes: Any) -> Service:
        """Take the account as an agent does, whoever had it."""
        ChannelAccount.update(lease_until=None).where(ChannelAccount.id == self.row.id).execute()
        settings = replace(self.settings, **changes)
        (account,) = take_leases(OWNER, settings.lease_seconds, self.now(), self.key)
        return Service(
            account, connect(account, settings, self.key, self.now), settings, OWNER, self.now, threading.Event()
        )

    def happen(self, text: str, chat: str = ANI, **more: Any) -> str:
        """Let a citizen write."""
        return self.running.practice.gateway.receive(Draft(chat, text, **more)).id

    def photo(self, content: bytes, mime: str = "image/png", **more: Any) -> str:
        """Let a citizen send a file."""
        return self.happen("berkas", media=Media(content, mime, "bukti.png"), **more)

    def fault(self, kind: str, **more: Any) -> None:
        """Let the gateway fail."""
        self.running.practice.switchboard.switch_on({"kind": kind, **more})

    def well(self) -> None:
        """End all faults."""
        self.running.practice.switchboard.switch_off()

    def answer(self, text: str, chat: str = ANI, key: str = "", files: Sequence[StoredFile] = ()) -> str:
        """Queue an answer to the open complaint of a chat, as the button does; return its key."""
        message = Message.select().where(Message.external_id.contains(chat)).get()
        complaint = Complaint.select().where(Complaint.thread == message.thread_id).order_by(-Complaint.id).get()
        key = key or uuid.uuid4().hex
        queue_reply(complaint.id, text, Purpose.LAIN, key, actor(Role.PENGELOLA), self.now(), files=files)
        return key

    def reply(self, key: str) -> Outbox:
        """Return a reply as it is now."""
        row: Outbox = Outbox.get(Outbox.reply_key == key)
        return row

    def visible(self, chat: str = ANI) -> list[str]:
        """Return the office's texts on a citizen's phone."""
        return [row.text for row in self.running.practice.gateway.phones.at(chat).messages.rows if row.from_me]

    def asked(self, path: str) -> int:
        """Count the requests to a path."""
        return sum(1 for note in list(self.running.practice.wire.requests) if path in note["path"])
