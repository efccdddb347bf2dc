"""Updates an office again and again, kills it each time a little later, begins a program, and sees what came of it.

`python -m tests.releases.killed_updates [POINTS]` does it on both databases and prints how often the office was then
wholly of the old version, wholly of the new one, or anything between.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from admin_app.papers.making_late import LateFiles
from models.tables.core.database import close_database
from models.tables.core.settings import load_settings
from models.tables.upkeep import kept_archive
from models.tables.upkeep.release import VERSION
from tests.actions.walking import Walk
from tests.office import office
from tests.postgres import drop_database, make_database, postgres_server
from tests.releases.versions import LATER, NEXT, Machine, Version, lay, make
from tests.tables.upkeep.described import described
from tests.tables.upkeep.going_back import every_row

POINTS = 32
# What a step writes that changes nothing of the office: a backup made, who runs where, what is to be indexed again.
_BESIDE = ("running_program", "backup_copy", "file_place", "audit", "trail_writer", "counters", "search_due")


@dataclass
class Seen:
    """What an office is: the version in use, its schema, its rows, and what it hands to agents elsewhere."""

    now: str
    schema: list[str]
    rows: dict[str, Any]
    handed: str  # the SHA-256 of the kept archive of the version in use; empty where none is kept


@dataclass
class Tally:
    """What came of the kills: how often old, new and between, and each that was between."""

    counts: Counter[str] = field(default_factory=Counter)
    between: list[str] = field(default_factory=list)


def seen(machine: Machine) -> Seen:
    """Look at an office from outside."""
    with machine.opened():
        rows = {name: value for name, value in every_row().items() if name not in _BESIDE}
        return Seen(machine.now, described(), rows, handed(machine))


def handed(machine: Machine) -> str:
    """Return the SHA-256 of what the office hands to agents on other machines; empty where that is nothing."""
    found = kept_archive.kept(machine.data, machine.now)
    return hashlib.sha256(found.read_bytes()).hexdigest() if found else ""


class Office:
    """An office on a machine with two versions, put back to its beginning as often as is asked for."""

    def __init__(self, folder: Path, server: str, first: Version, later: Version) -> None:
        self._folder, self._server, self._later = folder, server, later
        target = folder / "opt"
        url = f"{server}/updated" if server else f"sqlite:///{folder / 'data' / 'aduan.db'}"
        self.machine = Machine(target, folder / "data", url, first)
        for place in (self.machine.data, self.machine.temporary):
            place.mkdir(mode=0o700)
        self._fill()
        for version in (first, later):
            lay(version, target)
        self.put_back()

    def _fill(self) -> None:
        with office(self.machine.url) as account:
            walk = Walk(account).with_answer().handed_back().finished()
            # Else a back office that runs for half a minute makes the papers' files while rows are compared.
            settings = load_settings(self.machine.environment)
            assert LateFiles(settings, lambda: walk.now + timedelta(days=1), threading.Event()).once()
        close_database()
        if self._server:
            make_database(self._server, "updated_first", "updated")
        else:
            shutil.copy(self.machine.data / "aduan.db", self._folder / "first.db")
        shutil.copytree(settings.files_dir, self._folder / "files")

    def put_back(self) -> None:
        """Put the office back to how it was before any update."""
        for folder in (self.machine.data, self.machine.temporary):
            shutil.rmtree(folder)
            folder.mkdir(mode=0o700)
        shutil.copytree(self._folder / "files", self.machine.data / "files")
        if self._server:
            drop_database(self.machine.url)
            make_database(self._server, "updated", "updated_first")
        else:
            shutil.copy(self._folder / "first.db", self.machine.data / "aduan.db")
        self.machine.use(self.machine.first)
        kept_archive.keep(self.machine.data, self.machine.first.packed, self.machine.first.name)

    def update(self, kill_after: float = 0.0, with_children: bool = True) -> float:
        """Update, and kill it after so many seconds; return how long it lived."""
        began = time.monotonic()
        program = self.machine.start("update", str(self._later.packed))
        try:
            _, err = program.communicate(timeout=kill_after or 300)
            if not kill_after:
                assert program.returncode == 0, err
        except subprocess.TimeoutExpired:
            if with_children:
                os.killpg(program.pid, signal.SIGKILL)
            program.kill()
            program.communicate()
        return time.monotonic() - began

    def begin(self) -> str:
        """Begin a program as a service does, again while it is told to wait for the version in use; say how."""
        while True:
            done = self.machine.run("update", "--settle")
            if not any(words in done.stderr for words in ("is at work on this machine", "Start the version in use")):
                return done.stderr.strip()


def kill_everywhere(one: Office, points: int) -> Tally:
    """Kill updates at so many points of their time, each second one without the step it had begun."""
    before = seen(one.machine)
    whole = one.update()
    after = seen(one.machine)
    assert (after.now, before.now) != (before.now, after.now) and before.schema != after.schema
    assert "" not in (before.handed, after.handed) and before.handed != after.handed
    tally = Tally()
    for point in range(1, points + 1):
        one.put_back()
        one.update(whole * point / (points + 1), with_children=point % 2 == 0)
        said = one.begin()
        found = seen(one.machine)
        what = "old" if _same(found, before) else "new" if _same(found, after) else "between"
        tally.counts[what] += 1
        if what == "between":
            hands = f"hands out {found.handed[:8]}"
            tally.between.append(f"point {point}: {found.now}, {hands}, {said}, {_differing(found, before)}")
    return tally


def _same(one: Seen, other: Seen) -> bool:
    return one == other


def _differing(one: Seen, other: Seen) -> list[str]:
    tables = {*one.rows, *other.rows}
    return sorted(name for name in tables if one.rows.get(name) != other.rows.get(name))


@contextmanager
def offices(folder: Path, server: str = "") -> Iterator[Office]:
    """Lay an office with both versions on SQLite, or on this server."""
    first = make(folder, VERSION, {})
    later = make(folder, NEXT, {"models/tables/migrations/9998_later.py": LATER})
    yield Office(folder, server, first, later)


def main(points: int) -> int:
    """Kill updates on both databases and print what came of it; return how many were between."""
    between = 0
    with postgres_server() as server:
        for kind, at in (("sqlite", ""), ("postgresql", server)):
            with tempfile.TemporaryDirectory(prefix="aduan-updates-") as folder, offices(Path(folder), at) as one:
                tally = kill_everywhere(one, points)
            counts = {what: tally.counts[what] for what in ("old", "new", "between")}
            print(f"{kind}: {points} points, {counts}", *tally.between, sep="\n", flush=True)
            between += counts["between"]
    return between


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]) if len(sys.argv) > 1 else POINTS)))
