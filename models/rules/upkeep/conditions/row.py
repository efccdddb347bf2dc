"""The shape of a row of the table of conditions: what was seen, who can see it, what it stops, and what is said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from models.rules.upkeep.clock_readings import ClockReading
from models.rules.upkeep.front_end import Shown, Trouble


class Sign(StrEnum):
    """What a program met that is so or not."""

    DAMAGED = "damaged"
    DISK_ERRORS = "disk errors"
    DISK_FULL = "disk full"
    UNWRITABLE = "unwritable"
    LOCKED = "locked"
    UNREACHABLE = "unreachable"
    ONLY_READ = "only read"
    CROWDED = "no connection left"
    NOT_ADMITTED = "not admitted"
    KEY_LOST = "key lost"
    KEY_CHANGED = "key changed"
    UNTIMELY = "certificates out of time"
    SCHEMA_OLDER = "schema older"
    SCHEMA_NEWER = "schema newer"
    OFFICE_MOVED = "office moved"
    OFFICE_HALF_MOVED = "office half moved"
    AGENT_SILENT = "agent silent"
    BACKUP_NONE = "no backup"
    BACKUP_OLD = "backup old"
    PC_HANGS = "pc hangs"
    DATABASE_HANGS = "database hangs"
    BACK_OFFICE_SILENT = "back office silent"
    BACK_OFFICE_UNREADY = "back office not ready"
    BACK_OFFICE_UNKNOWN = "back office unknown"
    WAYS_LOST = "ways of letters lost"
    LETTERS_FAIL = "letters fail"


class Effect(StrEnum):
    """What a finding stops: nothing, sending, everything that is stamped with a time, or the whole program."""

    TELLS = "tells"
    STOPS_SENDING = "stops sending"
    STOPS_STAMPING = "stops stamping"
    STOPS_ALL = "stops all"


class Weight(StrEnum):
    """What /readyz makes of a finding."""

    DEGRADED = "degraded"
    NOT_READY = "not ready"


class Face(StrEnum):
    """Who tells people or machines what is wrong."""

    STATUS = "status"  # run_agent.py status
    READYZ = "readyz"
    METRICS = "metrics"
    HOME = "home"  # the administrator's Beranda
    DOCTOR = "doctor"
    WATCHER = "watcher"  # and its letters


class Part(StrEnum):
    """Whom a look of the watcher asks: it reaches each of them or does not."""

    WATCHER = "watcher"
    PC = "pc"
    BACK_OFFICE = "back office"
    FRONT = "front end"  # the https address before it
    DATABASE = "database"  # whether it answers
    SCHEMA = "schema"
    OFFICE = "office"  # what only a database of this version tells


class Source(StrEnum):
    """How a condition is seen, which decides who can see it."""

    MACHINE = "machine"  # this machine: its disk, its memory, what lies in its data folder
    ANSWER = "answer"  # whether the database answers
    SCHEMA = "schema"
    OFFICE = "office"  # what only a database of this version tells
    AGENT = "agent"  # the time that platforms state: an agent hears it
    WORKERS = "workers"  # the board that the workers of one back office share
    LINE = "line"  # the back offices begun from this data folder, asked from beside them
    FRONT = "front"  # the office's https address, asked over the network
    BOUND_MACHINE = "bound machine"  # that a look at this machine does not end
    BOUND_DATABASE = "bound database"  # that a look at the database does not end
    WATCHER = "watcher"  # the watcher's own work


@dataclass(frozen=True)
class SourceRow:
    """Who sees what is seen so, what it needs, and whom a look of the watcher asks for it."""

    faces: frozenset[Face]
    part: Part
    disk: bool = False  # asks this machine's own disk or memory: it is not seen from another machine
    database: bool = False
    network: bool = False


@dataclass(frozen=True)
class Seen:
    """What a program saw; None, or empty: not known here, or nothing."""

    signs: frozenset[Sign] = frozenset()
    free: int | None = None
    clock: ClockReading | None = None
    office_clock: ClockReading | None = None  # of this PC beside the database server's, which programs share
    memory: int | None = None
    halted: tuple[str, ...] = ()  # why agents that live send nothing
    jobs: tuple[str, ...] = ()  # what stands still because a job by the clock does not go through
    backup: str = ""  # what does not go through of the planned backups
    second: str = ""  # and of their second place
    drill: str = ""  # what is told of the restore drills
    elsewhere: str = ""  # why the files here are not the office's, for operators
    older: tuple[str, ...] = ()  # programs of an earlier version than the office's newest: version and machine
    waiting: tuple[str, ...] = ()  # gateways' PCs whose agent is older than the office: name and version
    breaches: tuple[str, ...] = ()  # breaches of personal data whose notice lacks, in words
    alone: tuple[str, ...] = ()  # what was done at the server without a second person, by kind
    unheard: timedelta | None = None  # for how long nobody outside heard the watcher; at most: never
    unheard_why: str = ""  # what came of its last word
    workers: tuple[str, ...] = ()  # those of a back office that are in trouble, as they say it themselves
    front_silent: tuple[str, ...] = ()
    certificates: tuple[tuple[Shown, Trouble], ...] = ()
    way: str = ""  # by which the watcher's letters do not leave
    fault: str = ""  # of the watcher itself: the kind of the error, and where


Says = Callable[[Seen], str]


@dataclass(frozen=True)
class Condition:
    """One row. `where`: what is read. `says` for staff with what to do, `operators` for logs and command lines.

    `says` may leave the office in a letter: it names no person, case or message.
    """

    key: str
    where: str
    source: Source
    heading: str  # under which Beranda shows it
    effect: Effect
    weight: Weight
    holds: Callable[[Seen], bool]
    says: Says
    operators: str | Says


@dataclass(frozen=True)
class Held:
    """One condition that holds."""

    key: str
    effect: Effect
    weight: Weight
    says: str
    operators: str
