"""An office with both programs and the simulated platforms, all of them moved by one clock in the test's hands."""

import hashlib
import json
import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from peewee import PeeweeException

from admin_app.shell import maintenance
from models.actions.replies.queue_reply import queue_reply
from models.actions.upkeep import self_watch
from models.actions.upkeep.self_watch import SelfWatch
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import BackupCopy, ChannelAccount, Complaint, Message, Outbox, database
from models.tables.core import database as core_database
from models.tables.core.database import close_database, open_database
from models.tables.core.secrets import load_key, seal
from models.tables.core.settings import load_settings
from sync_agent import agent as agent_module
from sync_agent import commands
from sync_agent.account_worker import AccountWorker
from sync_agent.agent import Agent
from sync_agent.restarts import Restarts
from sync_agent.simulator.app import build
from sync_agent.simulator.network.items import Draft
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.serve import Running, start
from sync_agent.simulator.waha.messages import Draft as WahaDraft
from tests.admin_app.browsing import Browser, back_office, text
from tests.causes.rhythm import Rhythm
from tests.causes.server import Server
from tests.causes.surroundings import Awake, Heard, KeptLock, Pc
from tests.office import NOW, actor, lay_office
from tests.running.kept_states import opened

STEP = 2.0  # seconds: an agent's tick
WARGA = "6281200000001"
KEY = "kunci-rahasia-api"
_numbers = count(1)


class Stage:
    """The office, its programs, its platforms; what a row of the table begins and ends."""

    server: Server | None = None  # where its database is; None: SQLite

    def __init__(
        self, kind: str, folder: Path, running: Running, rhythm: Rhythm, here: pytest.MonkeyPatch, url: str
    ) -> None:
        self.kind, self.folder, self.running, self.rhythm, self.here = kind, folder, running, rhythm, here
        environ = {"ADUAN_DATA_DIR": str(folder / "data"), "ADUAN_PACE_SECONDS": "0", "ADUAN_UNDO_SECONDS": "0"}
        environ["ADUAN_SECOND_FACTOR"] = "optional"
        self.settings = load_settings({**environ, "ADUAN_DATABASE_URL": url}, folder / "none.toml")
        self.settings.data_dir.mkdir()
        self.key = load_key(self.settings.secret_key_file)
        self.kept: dict[str, Any] = {}
        self.pc, self.log = Pc(rhythm.ticks), Heard()
        self.agent: Agent | None = None
        self.said_at_start = ""
        self._mark = 0
        self._govern()
        self.enter()
        self.app: Flask = back_office(folder, rhythm.now)  # type: ignore[arg-type]
        self.app.extensions[maintenance._EXTENSION] = SelfWatch(self.settings, self.pc.probes)
        self.app.config["ADUAN"] = self.settings
        self.officer = Browser(self.app)
        self.officer.sign_in(Role.ADMINISTRATOR)

    def _govern(self) -> None:
        self.here.setattr(agent_module, "AgentLock", KeptLock)
        self.here.setattr(agent_module, "SelfWatch", lambda settings: SelfWatch(settings, self.pc.probes))
        self.here.setattr(agent_module, "Restarts", lambda now: Restarts(now, self.rhythm.ticks))
        self.here.setattr(commands, "SelfWatch", lambda settings: SelfWatch(settings, self.pc.probes))
        self.here.setattr(commands, "_open", lambda *_program: self.settings)
        self.here.setattr(commands, "utc_now", self.rhythm.now)
        self.here.setattr(commands, "start_log", lambda *_how: None)
        self.here.setattr(self_watch, "_LOCK_SECONDS", 0.0)
        self.here.setattr(AccountWorker, "start", _begin)

    def be_at(self, url: str) -> None:
        """Let the programs' settings name another database."""
        self.settings = replace(self.settings, database_url=url)
        self.app.config["ADUAN"] = self.settings

    # The channel

    @property
    def fake(self) -> Any:
        """Return the fake of the channel's platform."""
        practice = self.running.practice
        return practice.gateway if self.kind == "waha" else practice.platforms[self.kind]

    def enter(self, secrets: dict[str, str] | None = None, **changes: str) -> None:
        """Enter what opens the platform, as an administrator does by *Ubah*."""
        if self.kind == "waha":
            settings, known = {"base_url": self.running.waha_url, "session": "default"}, {"api_key": KEY}
        else:
            settings, known = account_of(self.fake, self.running.url)
        secret = seal(self.key, json.dumps({**known, **(secrets or {})}))
        ChannelAccount.update(kind=self.kind, settings=json.dumps({**settings, **changes}), secret=secret).execute()

    def write(self, words: str) -> None:
        """Let a citizen write."""
        if self.kind == "waha":
            self.fake.receive(WahaDraft(f"{WARGA}@c.us", words))
        else:
            self.fake.network.write(
                Draft(WARGA if self.kind in ("gowa", "whatsapp_cloud") else "warga.contoh", words)
            )

    def answer(self, words: str) -> None:
        """Let an officer answer the open case."""
        case = Complaint.select().order_by(Complaint.id.desc()).first()
        queue_reply(case.id, words, Purpose.LAIN, uuid.uuid4().hex, actor(Role.PENGELOLA), self.rhythm.now())

    def fault(self, kind: str, **more: Any) -> None:
        """Let requests to the platform fail."""
        self.running.practice.switchboard.switch_on({"kind": kind, "platform": self.kind, **more})

    def mend(self) -> None:
        """End all such faults."""
        self.running.practice.switchboard.switch_off()

    def behave(self, **settings: Any) -> None:
        """Let the platform behave so; `as_before` takes it back."""
        for name, value in settings.items():
            self.kept.setdefault(name, getattr(self.fake.settings, name))
            setattr(self.fake.settings, name, value)

    def as_before(self) -> None:
        """Let the platform behave as it did."""
        for name, value in self.kept.items():
            setattr(self.fake.settings, name, value)

    # The agent

    def start_agent(self) -> None:
        """Start an agent as run_agent.py does; `said_at_start` is what it said where it did not begin to serve."""
        self.here.setattr(Agent, "run", lambda one: one._live(lambda taken: self._served(one, taken)))
        done = CliRunner().invoke(commands.main, [])
        self._connect_again()
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        self.said_at_start = done.output

    def _connect_again(self) -> None:
        """Open what a command closed behind it, where that can be done."""
        with suppress(PeeweeException):
            database.connect(reuse_if_open=True)

    def _served(self, one: Agent, taken: list[Any]) -> int:
        self.agent, one.stop = one, Awake()
        one._start(taken)
        return 0

    def back_up(self) -> None:
        """Let a backup be there, as in an office at work."""
        (file := self.folder / "tadi.zip").touch()
        row = {"made_at": self.rhythm.now(), "path": str(file), "sha256": hashlib.sha256(b"").hexdigest()}
        BackupCopy.create(**row, size=0, files=0, lacking=0)

    def kill_agent(self) -> None:
        """Let the agent's process be gone without a word."""
        self.agent = None

    @property
    def worker(self) -> AccountWorker:
        """Return what serves the channel."""
        assert self.agent
        return next(iter(self.agent._workers.values()))

    def serve(self, connector: Any) -> None:
        """Let the channel be served through this connector."""
        self.worker.service = replace(self.worker.service, connector=connector)

    # Time

    def step(self, seconds: float = STEP, tick: float = STEP) -> None:
        """Let time pass, and the agent do what it does meanwhile; with larger ticks it looks less often."""
        until = self.rhythm.gone + seconds
        while self.rhythm.gone < until:
            self.rhythm.gone += min(tick, seconds)
            if self.agent is None or self.agent.stop.is_set():
                continue
            self.agent._tick()
            for worker in list(self.agent._workers.values()):
                while not worker.service.stop.is_set() and worker.turn():
                    pass

    # What is said

    def page(self, path: str) -> str:
        """Return a page as the administrator sees it, who signs in again where he is asked to."""
        answer = self.officer.get(path)
        if answer.status_code == 302:
            self.officer = Browser(self.app)
            self.officer.sign_in(Role.ADMINISTRATOR)
            answer = self.officer.get(path)
        return text(answer)

    def ready(self) -> tuple[int, str]:
        """Return what /readyz answers."""
        answer = Browser(self.app).get("/readyz")
        return answer.status_code, json.dumps(answer.json)

    def status(self) -> tuple[int, str]:
        """Return the exit code and the words of `run_agent.py status`."""
        done = CliRunner().invoke(commands.main, ["status"])
        self._connect_again()
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.output

    def new_lines(self) -> str:
        """Return what was logged since the mark."""
        return "\n".join(self.log.lines[self._mark :])

    def mark(self) -> None:
        """Forget what was logged until now."""
        self._mark = len(self.log.lines)

    # What goes on

    def came(self, words: str) -> bool:
        """Whether a citizen's message is in."""
        return bool(Message.select().where((Message.direction == "in") & (Message.text == words)).exists())

    def left(self, words: str) -> bool:
        """Whether an answer has left."""
        return bool(Outbox.select().where((Outbox.text == words) & (Outbox.state == str(ReplyState.SENT))).exists())


def _begin(worker: AccountWorker) -> None:
    worker.begin()


@contextmanager
def _governed(rhythm: Rhythm, here: pytest.MonkeyPatch) -> Iterator[None]:
    """Let time be ours, and no statement wait for a lock."""
    here.setitem(core_database._PRAGMAS, "busy_timeout", 0)
    rhythm.govern(here)
    yield


def _lay(folder: Path, server: Server | None) -> str:
    if server is not None:
        return server.lay(f"kantor_{next(_numbers)}")
    url = f"sqlite:///{folder / 'aduan.db'}"
    lay_office(url)
    return url


@contextmanager
def _laid(url: str) -> Iterator[None]:
    """Keep this office's database open; whoever closes it meanwhile opens it again."""
    open_database(url)
    database.connect()
    opened(NOW)
    try:
        yield
    finally:
        close_database()


@contextmanager
def stage(kind: str, folder: Path, server: Server | None = None) -> Iterator[Stage]:
    """Open an office whose channel works: a citizen wrote, and it is read; its database is on a server, or SQLite."""
    rhythm, url = Rhythm(), _lay(folder, server)
    with (
        pytest.MonkeyPatch.context() as here,
        _governed(rhythm, here),
        start(build(seed=5, clock=rhythm.unix, kinds=[kind])) as running,
        _laid(url),
    ):
        made = Stage(kind, folder, running, rhythm, here, url)
        made.server = server
        root, level = logging.getLogger(), logging.getLogger().level
        root.addHandler(made.log)
        root.setLevel(logging.INFO)
        try:
            made.write("Paspor saya belum jadi")
            made.start_agent()
            made.step(12)
            assert made.came("Paspor saya belum jadi"), made.said_at_start + made.new_lines()
            made.back_up()
            yield made
        finally:
            root.removeHandler(made.log)
            root.setLevel(level)
