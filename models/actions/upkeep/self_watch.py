"""Watches the PC for one program: looks by the probes, remembers a damaged file, and has the rules judge it all."""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import peewee

from models.rules.upkeep.clock_readings import ClockReading
from models.rules.upkeep.conditions.row import Held, Seen, Sign
from models.rules.upkeep.conditions.table import judge
from models.tables import Audit, ChannelAccount, Complaint, Envelope, Message, Outbox, database
from models.tables.core.database import is_sqlite, sqlite_path
from models.tables.core.disk_room import free_bytes
from models.tables.core.settings import Settings
from models.tables.core.trouble import RawError, _sqlite, trouble_of

_FRESH_SECONDS = 5.0  # a page and a tick of the agent may ask often
_PROBE = b"\0" * 4096
_LOCK_SECONDS = 2.0
_WRITTEN = (Audit, ChannelAccount, Complaint, Envelope, Message, Outbox)


def try_writing(folder: Path) -> None:
    """Write a little into a folder, down to the disk, and remove it. Raises OSError where it cannot be written."""
    path = folder / f".write-probe-{os.getpid()}-{threading.get_ident()}"
    try:
        with path.open("wb") as file:
            file.write(_PROBE)
            file.flush()
            os.fsync(file.fileno())
    finally:
        with suppress(OSError):  # a virus scanner may hold it open; it proved what it had to, or says why it did not
            path.unlink(missing_ok=True)


def memory_left() -> int | None:
    """Return the bytes of memory programs can still have; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    found = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), None)
    return None if found is None else int(found) * 1024


@dataclass(frozen=True)
class Probes:
    """How a program looks; tests hand in their own."""

    free: Callable[[Path], int | None] = free_bytes
    write: Callable[[Path], None] = try_writing
    memory: Callable[[], int | None] = memory_left
    monotonic: Callable[[], float] = time.monotonic


class SelfWatch:
    """One program's watch. May be asked by several threads."""

    def __init__(self, settings: Settings, probes: Probes | None = None) -> None:
        self.probes = probes or Probes()
        self._folder = settings.data_dir
        self._turn = threading.Lock()
        self._looked_at, self._seen = float("-inf"), Seen()
        self._damaged: tuple[int, int] | None = None  # the file that was found damaged, until another lies there
        self._on_mark = False  # whether the mark beside it says so too: who mends it in its place takes that away

    def look(self, clock: ClockReading | None = None, signs: frozenset[Sign] = frozenset()) -> tuple[Held, ...]:
        """Return what holds now, with what the caller knows of clocks and met himself."""
        with self._turn:
            if self.probes.monotonic() - self._looked_at >= _FRESH_SECONDS:
                self._seen, self._looked_at = self._measured(), self.probes.monotonic()
            seen = self._seen
        return judge(replace(seen, clock=clock, signs=seen.signs | signs | self._of_file()))

    def met(self, problem: BaseException) -> tuple[Held, ...]:
        """Return what an error means for the whole program, nothing where it is no trouble of database or disk."""
        sign = trouble_of(problem)
        if sign is Sign.DAMAGED:
            self.note_damage()
        return judge(Seen(frozenset({sign}))) if sign else ()

    def note_damage(self) -> None:
        """Remember that the database's file is damaged, until another file lies in its place.

        A mark beside it tells the other program and `status`: whoever opens another page would call it whole.
        """
        self._damaged = _identity()
        if self._damaged is not None:
            with suppress(OSError):
                _mark().write_text("{} {}".format(*self._damaged), "ascii")
                self._on_mark = True
        _let_go()

    def check_file(self) -> bool:
        """Whether SQLite's file is whole by a quick check, on a connection of its own; damage is remembered."""
        whole = _quick_check(sqlite_path()) if is_sqlite() and sqlite_path().exists() else None
        if whole is False:
            self.note_damage()
        elif whole:  # mended in its place
            self._damaged = None
            _unmark()
        return whole is not False

    def _measured(self) -> Seen:
        self._heed_mark()
        signs = set[Sign]()
        free: list[int] = []
        for folder in watched_folders(self._folder).values():
            try:
                here = self.probes.free(folder)
                free += [] if here is None else [here]
                self.probes.write(folder)
            except OSError as err:
                signs.add(trouble_of(err) or Sign.UNWRITABLE)
        return Seen(frozenset(signs), min(free, default=None), memory=self.probes.memory())

    def _heed_mark(self) -> None:
        """Take over what the mark says: another program found the file damaged, or found it mended in its place."""
        marked = _marked()
        if marked is not None:
            self._damaged, self._on_mark = self._damaged or marked, True
        elif self._on_mark:
            self._damaged, self._on_mark = None, False

    def _of_file(self) -> frozenset[Sign]:
        if self._damaged is None:
            return frozenset()
        if self._damaged == _identity():
            return frozenset({Sign.DAMAGED})
        self._damaged = None  # a backup was put in its place
        _unmark()
        _let_go()
        return frozenset()


def is_whole(path: Path) -> bool:
    """Whether a database file has no damaged page; True where that cannot be asked now."""
    return _quick_check(path) is not False


def _quick_check(path: Path) -> bool | None:
    """Return whether a file is whole; None where that cannot be asked now."""
    connection = _sqlite.connect(path, timeout=_LOCK_SECONDS)
    try:
        said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except RawError as err:
        return False if trouble_of(err) is Sign.DAMAGED else None
    finally:
        connection.close()
    return bool(said == "ok")


def is_locked() -> bool:
    """Whether another program keeps the database from being written to; waits for it two seconds."""
    return refuses_writes() is Sign.LOCKED


def refuses_writes() -> Sign | None:
    """Return why the database takes no write now, None where it does; waits two seconds for who holds it."""
    if not is_sqlite():
        (only_read,) = database.execute_sql("SHOW transaction_read_only").fetchone()
        return Sign.ONLY_READ if only_read == "on" else _tables_held()
    if not sqlite_path().exists():
        return None
    connection = _sqlite.connect(sqlite_path(), timeout=_LOCK_SECONDS, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except RawError as err:
        return trouble_of(err)
    finally:
        connection.close()
    return None


def _tables_held() -> Sign | None:
    """Return LOCKED where somebody holds a table whose rows all work writes; that he reads alone hinders nobody."""
    try:
        with database.atomic() as probe:
            database.execute_sql(f"SET LOCAL lock_timeout = '{int(_LOCK_SECONDS * 1000)}ms'")
            database.execute_sql(f"LOCK TABLE {_lockable()} IN ROW EXCLUSIVE MODE")
            probe.rollback()
    except peewee.OperationalError as err:
        if trouble_of(err) is not Sign.LOCKED:
            raise
        return Sign.LOCKED
    return None


def _lockable() -> str:
    """Return those of the tables that this program's role may lock: an agent's may write only some columns of one."""
    names = ", ".join(f"('{one._meta.table_name}')" for one in _WRITTEN)
    asked = (
        f"SELECT it FROM (VALUES {names}) AS all_of_them(it) WHERE has_table_privilege(it, 'INSERT, UPDATE, DELETE')"  # noqa: S608 - our own names
    )
    return ", ".join(f'"{name}"' for (name,) in database.execute_sql(asked).fetchall())


def watched_folders(data_dir: Path) -> dict[str, Path]:
    """Return the folders that must take writes: the data's, and the database file's where it lies elsewhere."""
    found = {"data": data_dir} if data_dir.exists() else {}
    if database.obj is not None and is_sqlite() and sqlite_path().parent not in found.values():
        found["database"] = sqlite_path().parent
    return found


def _mark() -> Path:
    return sqlite_path().with_name(f"{sqlite_path().name}.found-damaged")


def _unmark() -> None:
    with suppress(OSError):
        _mark().unlink(missing_ok=True)


def _marked() -> tuple[int, int] | None:
    """Return which file another program, or this one before it was started anew, found damaged."""
    if database.obj is None or not is_sqlite():
        return None
    try:
        device, number = _mark().read_text("ascii").split()
        return int(device), int(number)
    except (OSError, ValueError):
        return None


def _identity() -> tuple[int, int] | None:
    try:
        found = sqlite_path().stat()
    except (OSError, TypeError):
        return None
    return found.st_dev, found.st_ino


def _let_go() -> None:
    """Close this thread's connection and the parked ones: they hold the old file open."""
    if not is_sqlite():
        return
    with suppress(peewee.PeeweeException, RawError):
        database.manual_close()
    database.obj.close_idle()
