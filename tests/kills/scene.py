"""An office whose agent is killed: the real agent as a process, the fake WhatsApp and the database in reach."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from models.actions.channels.keep_channel import add_channel
from models.actions.core.actor import OPERATOR
from models.actions.core.trail.trail_signing import sign_with
from models.actions.office.load_starting_data import load_starting_data
from models.actions.replies.queue_reply import queue_reply
from models.actions.replies.settle_reply import Verdict, settle_reply
from models.actions.upkeep.trail_checkpoints import signing_key
from models.rules.replies.delivery import MAX_RESENDS, Purpose, ReplyState
from models.tables import Attachment, ChannelAccount, Complaint, Message, Outbox, Thread, database
from models.tables.core.database import connected, open_database
from models.tables.core.secrets import load_key
from models.tables.upkeep.schema import migrate
from sync_agent.simulator.app import build
from sync_agent.simulator.serve import Running, start
from sync_agent.simulator.waha.messages import Draft, Media, Settings
from tests.journeys.programs import API_KEY, Programs
from tests.ready_programs import Program
from tests.ready_programs import start as start_program

# Beside FAST: a dead agent's sending is looked for soon, yet an answer has more than a second to arrive.
QUICK = {"ADUAN_LEASE_SECONDS": "3", "ADUAN_SETTLE_SECONDS": "0.6"}
POLL, SEND, FILES, NEW_ID = "*/chats/all/messages", "*/api/sendText", "*/api/files/*", "*/new-message-id"
_UNSETTLED = ("queued", "sending", "waiting", "unknown", "parked")


def now() -> datetime:
    """Return the present as naive UTC."""
    return datetime.now(UTC).replace(tzinfo=None)


def until(true: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Wait until something is so; fail when it does not come to be."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"not in time: {what}"
        time.sleep(0.03)


@dataclass
class Scene:
    """One office under attack. Its connection to the database is the test's own, beside the agent's."""

    folder: Path
    url: str
    simulator: Running
    agent: str = "run_agent.py"
    programs: Programs = field(init=False)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.programs = Programs(self.folder, self.url)
        self.programs.env |= QUICK
        self.gateway = self.simulator.practice.gateway

    def citizen(self, who: int, text: str = "", photo: bool = False) -> str:
        """Let a citizen write, with a photo of his own or without, and return the chat."""
        number = next(self._numbers)
        media = Media(b"\x89PNG\r\n\x1a\n" + f"foto {number}".encode(), "image/png", "bukti.png") if photo else None
        chat = f"62812{who:08d}@c.us"
        self.gateway.receive(Draft(chat, text or f"pesan {number}", media=media))
        return chat

    def answer(self, who: int) -> str:
        """Have an officer answer the citizen, and return the text, which no other answer has."""
        number = next(self._numbers)
        text = f"jawaban {number}"
        mine = Thread.external_id.startswith(f"62812{who:08d}")
        case = Complaint.select().join(Thread).where(mine).order_by(Complaint.id.desc()).first()
        queue_reply(case.id, text, Purpose.LAIN, f"kunci-{number}", OPERATOR, now())
        return text

    def reply(self, text: str) -> Outbox:
        """Return the row of an answer."""
        row: Outbox = Outbox.get(Outbox.text == text)
        return row

    def visible(self, text: str) -> int:
        """Count how often the citizens see an answer."""
        return sum(1 for message in list(self.gateway.office_messages) if message.text == text)

    def requests(self, path: str) -> list[dict[str, Any]]:
        """Return the requests that came in for a path."""
        return [note for note in list(self.simulator.practice.wire.requests) if fnmatchcase(note["path"], path)]

    def answered(self, path: str) -> int:
        """Count the requests for a path that have their answer."""
        return sum(1 for note in self.requests(path) if note["status"])

    def files(self, pattern: str = "??/????????????????????*") -> list[Path]:
        """Return the files of the store."""
        return [
            path
            for path in (self.folder / "files").glob(pattern)
            if pattern.endswith(".part") or len(path.name) == 64
        ]

    def begin(self, *words: str, before: Callable[[int], object] | None = None) -> Program:
        """Start the agent; `before` is told its number while it has not begun yet."""
        with (self.folder / "agent.log").open("a") as log:
            return start_program(
                self.agent, *words, env=self.programs.env, cwd=self.folder, stderr=log, before=before
            )

    def kill_at(self, fault: str, path: str, skip: int = 0) -> None:
        """Run one pass and kill it at its request to a path, before or after it took effect."""
        payload = {"kind": fault, "path": path, "count": 1, "skip": skip}
        switchboard = self.simulator.practice.switchboard
        process = self.begin("--once", before=lambda pid: switchboard.switch_on({**payload, "pid": pid}))
        assert process.wait(60) == -signal.SIGKILL
        switchboard.switch_off()

    @contextmanager
    def held_at_the_poll(self) -> Iterator[Program]:
        """Start one pass of the agent; inside the block it waits for the answer to its first poll."""
        began = time.time()
        with self.gateway.lock:
            process = self.begin("--once")
            until(lambda: self._alive(process) and self._asked_since(began), "the first poll")
            yield process

    def _asked_since(self, began: float) -> bool:
        return any(note["at"] >= began for note in self.requests(POLL))

    def _alive(self, process: Program) -> bool:
        assert process.poll() is None, f"the agent ended by itself with {process.returncode}: {self.log()}"
        return True

    @contextmanager
    def running(self, *words: str) -> Iterator[Program]:
        """Run the agent until the block ends, then stop it cleanly if it still lives."""
        process = self.begin(*words)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(60)

    def once(self) -> int:
        """Run one whole pass and return its exit code."""
        return self.begin("--once").wait(60)

    def settle(self, seconds: float = 90) -> None:
        """Run the agent until nothing is left to do; an officer looks after what may be held."""
        with self.running() as process:
            self.wait_until_quiet(process, seconds)

    def wait_until_quiet(self, process: Program, seconds: float = 60) -> None:
        """Wait until a running agent has nothing left to do."""
        until(lambda: self._quiet(process), "everything in and out", seconds)

    def wait_for_a_request(self, process: Program) -> None:
        """Wait until an agent started just now asks for something."""
        seen = self.requests("*")[-1:]
        until(lambda: self._alive(process) and self.requests("*")[-1:] != seen, "a request")

    def log(self) -> str:
        """Return what the agents wrote last."""
        return (self.folder / "agent.log").read_text()[-3000:]

    def _quiet(self, process: Program) -> bool:
        self._alive(process)
        self._look_at_the_phone()
        # First: a message may be stored while it is looked, and its attachments with it.
        if Message.select().count() < self.gateway.count():
            return False
        open_replies = Outbox.select().where(Outbox.state.in_((*_UNSETTLED, "hold"))).count()
        return not open_replies and not Attachment.select().where(Attachment.state == "menunggu").exists()

    def _look_at_the_phone(self) -> None:
        """Settle what is held, as an officer would; WhatsApp can refute, so only a third try may be held."""
        for row in Outbox.select().where(Outbox.state == str(ReplyState.HOLD)):
            assert row.resends >= MAX_RESENDS, (
                f"{row.reply_key} is held although the channel can refute: {row.reason}"
            )
            settle_reply(row.reply_key, Verdict.SENT if self.visible(row.text) else Verdict.RESEND, OPERATOR, now())

    def waits_for_the_database(self, pid: int) -> bool:
        """Whether the agent's working thread waits for a lock: PostgreSQL tells, SQLite sleeps between tries."""
        if self.url.startswith("postgresql"):
            return bool(database.execute_sql("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0])
        return "nanosleep" in Path(f"/proc/{pid}/task/{working_thread(pid)}/wchan").read_text()

    @contextmanager
    def held_up(self, table: str) -> Iterator[None]:
        """Keep every program from writing: all of SQLite, or one table of PostgreSQL."""
        with database.atomic():
            if self.url.startswith("postgresql"):
                database.execute_sql(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
            yield


def working_thread(pid: int) -> int:
    """Return the thread that serves the channel: the first one the agent started beside its main thread."""
    return sorted(int(entry.name) for entry in Path(f"/proc/{pid}/task").iterdir())[1]


def fill(url: str) -> str:
    """Bring an empty database up to date, with what an office starts with."""
    open_database(url)
    with connected():
        migrate()
        load_starting_data(now())
    database.obj.close_all()
    return url


@contextmanager
def scene(folder: Path, url: str) -> Iterator[Scene]:
    """Open an office in a migrated database, with the fake WhatsApp it reads."""
    open_database(url)
    sign_with(partial(signing_key, folder))  # as the programs do that write beside this test
    practice = build(seed=7, settings=Settings(api_key=API_KEY, file_lifetime=0))
    with start(practice) as simulator, connected():
        settings = {"base_url": simulator.waha_url, "session": "default"}
        if not ChannelAccount.select().exists():
            key = load_key(folder / "secret.key")
            add_channel("waha", "WhatsApp kantor", settings, API_KEY, key, OPERATOR, now())
        try:
            yield Scene(folder, url, simulator)
        finally:
            practice.switchboard.switch_off()
    database.obj.close_all()
