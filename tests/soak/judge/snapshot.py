"""What the judge sees at one moment: what citizens wrote and see, what the office has, what it says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.rules.channels.late_answers import BY_ITSELF


@dataclass(frozen=True)
class Written:
    """Something a citizen wrote, as the platform keeps it."""

    channel: str
    id: str
    at: float  # unix seconds
    who: str = ""
    gone: bool = False  # taken back: the lists may never have shown it
    newer: int = 0  # how many came after it in a private conversation


@dataclass(frozen=True)
class Shown:
    """Something of the office's that a citizen sees, in the order in which he sees it."""

    channel: str
    id: str
    who: str
    text: str


@dataclass(frozen=True)
class Stored:
    """A message of the database."""

    channel: str
    id: str
    direction: str
    origin: str
    text: str


@dataclass(frozen=True)
class Answer:
    """A row of the outbox; `number` is its id, so the order of approval."""

    key: str
    channel: str
    account: int
    thread: int
    number: int
    text: str
    state: str
    attempts: int
    external_id: str = ""


@dataclass(frozen=True)
class Office:
    """What one reading of the database gave."""

    stored: tuple[Stored, ...] = ()
    answers: tuple[Answer, ...] = ()
    channels: Mapping[int, str] = field(default_factory=dict)  # the state of each account, by its number
    unreadable: Mapping[int, int] = field(default_factory=dict)  # by account
    files_waiting: int = 0
    audits: int = 0

    def on_their_way(self) -> list[Answer]:
        """Return the answers that come to their end by themselves: none that waits behind one a person settles."""
        held = {row.thread for row in self.answers if row.state == "hold"}
        return [row for row in self.answers if row.state in BY_ITSELF and row.thread not in held]


@dataclass(frozen=True)
class Telling:
    """What the office says of itself: /readyz and /metrics. `reached` False: it does not answer at all."""

    reached: bool = True
    ready: bool = True
    agent: str = "ok"
    database: str = "ok"
    checks: tuple[str, ...] = ()
    degraded: tuple[str, ...] = ()
    held: Mapping[int, int] = field(default_factory=dict)
    unreadable: Mapping[int, int] = field(default_factory=dict)
    unread: Mapping[str, float] = field(default_factory=dict)  # seconds since the last whole reading, by channel

    @property
    def well(self) -> bool:
        """Whether it says that everything is as it should be."""
        return self.reached and self.ready and not self.checks and not self.degraded

    def alarms(self, account: int) -> bool:
        """Whether it says that something is wrong which an answer of this account may wait for."""
        about = f"channel {account} "
        named = any(one.startswith(about) for one in self.degraded)
        return not self.reached or not self.ready or bool(self.checks) or named


@dataclass(frozen=True)
class Page:
    """One answer of the back office to an officer; status 0: nobody answered."""

    at: float
    path: str
    status: int


@dataclass(frozen=True)
class Bubble:
    """What a case's page said of an answer, since the last look; `number` is the answer's."""

    number: int
    state: str


@dataclass(frozen=True)
class LogLine:
    """One line of a program's log that tells of an error."""

    at: float
    program: str
    words: str
    calm: bool  # no fault was on, and none had just ended


@dataclass(frozen=True)
class Ended:
    """A program that ended by itself: with which code, and what it wrote in that life."""

    program: str
    code: int
    wrote: str = ""


@dataclass(frozen=True)
class Exit:
    """An end that a fault brings about: of these programs, with this code, announced in these words."""

    program: str  # how their names begin
    code: int
    words: str = ""


@dataclass(frozen=True)
class OpenWrite:
    """A writing transaction: since how many seconds, and what is known of whose it is and what it does."""

    seconds: float = 0.0
    whose: str = "somebody"


@dataclass(frozen=True)
class Snapshot:
    """One look. `before` was read of the database first, then the platforms, then `office` once more."""

    at: float
    written: tuple[Written, ...] = ()
    shown: tuple[Shown, ...] = ()
    before: Office = field(default_factory=Office)
    office: Office = field(default_factory=Office)
    telling: Telling = field(default_factory=Telling)
    well_since: float | None = None  # None: a fault is on, or has just ended
    pages: tuple[Page, ...] = ()
    bubbles: tuple[Bubble, ...] = ()
    log: tuple[LogLine, ...] = ()
    tried: frozenset[str] | None = None  # keys of attempts.log; None: not read
    twice: frozenset[str] = frozenset()  # words of answers whose form an officer sent twice, of no other answer
    open_write: OpenWrite | None = None  # the one open longest; None: not looked for
    figures: Mapping[str, float] = field(default_factory=dict)
    verified: tuple[str, ...] | None = None  # what `verify` failed, at a quiet point
    quiet: bool = False  # traffic and officers rest, and everything had time to settle
    ended: tuple[Ended, ...] = ()  # programs that ended by themselves
    lawful: tuple[Exit, ...] = ()  # ends that the present fault brings about
    restored: tuple[str, ...] | None = None  # what a backup restored elsewhere lacks; None: none was
    alone: bool = False  # no fault is on but one that leaves database and PC alone
