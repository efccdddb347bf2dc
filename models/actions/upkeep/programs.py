"""Keeps the register of running programs: enters this one, signs that it lives, tells others to end, strikes out."""

import os
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from models.rules.core.stored_moments import is_impossible
from models.rules.upkeep.programs import DRAIN_SECONDS, SIGNED_EVERY, ProgramKind, Told, lives, named
from models.tables import RunningProgram, database
from models.tables.core.files.places import this_machine
from models.tables.core.listening import is_alive
from models.tables.core.server_clock import by_server
from models.tables.upkeep.release import VERSION

_PAUSE = 0.5


def started_by_hand(process: int, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether no service of the machine began this process: systemd names the one it begins."""
    return environ.get("SYSTEMD_EXEC_PID") != str(process)


@dataclass
class Entry:
    """This program's entry. `process`: whom a person would end; `mark` names this run of it."""

    kind: ProgramKind
    folder: Path
    process: int = field(default_factory=os.getpid)
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)

    def look(self, now: datetime) -> Told:
        """Sign where it is time, and return what this program is told; enter it where it stands there not yet."""
        at = by_server(now)
        row = RunningProgram.select(RunningProgram.seen_at, RunningProgram.told).where(self._mine()).tuples().first()
        if row is None:
            self._enter(at)
            return Told.NOTHING
        seen_at, told = row
        if at - seen_at >= SIGNED_EVERY or is_impossible(seen_at, at):
            RunningProgram.update(seen_at=at).where(self._mine()).execute()
        return Told(told)

    def leave(self) -> None:
        """Strike this program out."""
        RunningProgram.delete().where(self._mine()).execute()

    def _mine(self) -> Any:
        return RunningProgram.mark == self.mark

    def _enter(self, at: datetime) -> None:
        with database.atomic():
            forget_gone(at)
            RunningProgram.create(
                mark=self.mark,
                kind=str(self.kind),
                version=VERSION,
                host=this_machine(),
                folder=str(self.folder),
                process=self.process,
                by_hand=started_by_hand(self.process),
                began_at=at,
                seen_at=at,
            )


def forget_gone(at: datetime) -> None:
    """Strike out whoever runs no more; `at` is by the server's clock."""
    gone = [row.id for row in RunningProgram.select() if not _lives(row, at)]
    if gone:
        RunningProgram.delete().where(RunningProgram.id.in_(gone)).execute()


def running(now: datetime) -> list[RunningProgram]:
    """Return the programs that run, the oldest first."""
    at = by_server(now)
    return [row for row in RunningProgram.select().order_by(RunningProgram.id) if _lives(row, at)]


def _lives(row: RunningProgram, at: datetime) -> bool:
    here = row.host == this_machine()
    return lives(row.seen_at, at) and (not here or is_alive(row.process))


@dataclass(frozen=True)
class Drained:
    """What became of the programs that ran, each once by its name: who ended, and of these who must be started by
    hand again, and who did not end."""

    ended: list[str]
    by_hand: list[str]
    stayed: list[str]


def drain(
    clock: Callable[[], datetime], told: Told, pause: Callable[[float], object], seconds: float = DRAIN_SECONDS
) -> Drained:
    """Tell every running program to end, and wait until all have, or for so many seconds."""
    there = {row.mark: row for row in running(clock())}
    left = there
    for _ in range(max(1, int(seconds / _PAUSE))):
        if not left:
            break
        tell(told)
        pause(_PAUSE)
        left = {row.mark: row for row in running(clock())}
        there |= left  # one that was begun meanwhile is told as well
    names = {mark: _named(row) for mark, row in there.items()}
    ended = [name for mark, name in names.items() if mark not in left]
    by_hand = [names[mark] for mark, row in there.items() if row.by_hand and mark not in left]
    return Drained(_once(ended), _once(by_hand), _once(names[mark] for mark in left))


def tell(told: Told) -> None:
    """Tell this to every program that stands in the register."""
    RunningProgram.update(told=str(told)).where(RunningProgram.told != str(told)).execute()


def _named(row: RunningProgram) -> str:
    return named(row.kind, row.version, row.host, row.process, row.folder, row.by_hand)


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))  # the workers of one back office are one program
