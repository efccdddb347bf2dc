"""Looks at the office again and again and hands each look to the invariants; whatever they yield is a breach."""

import time
from dataclasses import replace

import requests

from tests.soak import telling
from tests.soak.figures import Figures
from tests.soak.journal import Journal
from tests.soak.judge.invariants import judge
from tests.soak.judge.limits import Limits, Memory
from tests.soak.judge.snapshot import Bubble, LogLine, Page, Snapshot
from tests.soak.machine import Pulse
from tests.soak.office import OfficeRun
from tests.soak.officers import Officers
from tests.soak.reading import TROUBLE, tried

# While a fault is on: SIGKILL, and a program that begins and says in a sentence that the database cannot be used now.
_ENDS_IN_FAULTS = (-9, 1)


class Judging:
    """The judge. `well_since` is set by the course: None while a fault is on or its traces are."""

    def __init__(self, office: OfficeRun, officers: list[Officers], journal: Journal, limits: Limits) -> None:
        self._office, self._officers, self._journal, self._limits = office, officers, journal, limits
        self.memory, self.figures = Memory(), Figures(office)
        self.well_since: float | None = None
        self.pulse = Pulse()
        self.figures.slowness = lambda: self.pulse.slowness
        self.looks = 0
        self.last = Snapshot(time.time())
        self.errors_in_faults = 0
        self._measured_at = 0.0

    @property
    def limits(self) -> Limits:
        """Return the limits on this machine as slow as it is now."""
        return self._limits.on(self.pulse.slowness)

    @property
    def calm_since(self) -> float | None:
        """Return since when all is well; None also while the machine has no time for our programs."""
        return None if self.pulse.starves else self.well_since

    def say(self) -> telling.Telling:
        """Return what the office says of itself now."""
        return telling.ask(self._office.line, self._office.url)

    def look(self, verified: tuple[str, ...] | None = None, quiet: bool = False) -> Snapshot:
        """Take a look at everything and judge it."""
        snapshot = self._beside(self._inside(), verified, quiet)
        self.last = snapshot
        self.looks += 1
        for row, broken in judge(snapshot, self.memory, self.limits):
            self._journal.breach(row.code, row.says, broken)
        return snapshot

    def _inside(self) -> Snapshot:
        """Return what database and platforms have; where they cannot be read, what they had at the last look."""
        try:
            before = self._office.reader.office()
            written, shown = self._office.platforms.truth()
            office = self._office.reader.office()
        except (*TROUBLE, requests.RequestException) as trouble:
            if self.calm_since is not None:
                self._journal.breach("READ", "the judge can read", type(trouble).__name__)
            return replace(self.last, at=time.time())
        return Snapshot(time.time(), written, shown, before, office)

    def _beside(self, snapshot: Snapshot, verified: tuple[str, ...] | None, quiet: bool) -> Snapshot:
        pages = [one.pages.popleft() for one in self._officers for _ in range(len(one.pages))]
        twice = frozenset(words for one in self._officers for words in list(one.twice))
        measures = quiet or time.monotonic() - self._measured_at > 30
        return replace(
            snapshot,
            telling=self.say(),
            well_since=self.calm_since,
            pages=tuple(one for one in pages if isinstance(one, Page)),
            bubbles=tuple(one for one in pages if isinstance(one, Bubble)),
            log=tuple(self._errors()),
            tried=tried(self._office.data / "attempts.log"),
            twice=twice,
            write_seconds=self._write_seconds() if measures else None,
            figures=self._measure() if measures else {},
            verified=verified,
            quiet=quiet,
            ended=tuple(self._look_after()),
        )

    def _measure(self) -> dict[str, float]:
        self._measured_at = time.monotonic()
        return self.figures.take()

    def _write_seconds(self) -> float | None:
        if self.calm_since is None:
            return None
        try:
            return self._office.reader.write_seconds()
        except TROUBLE:
            return 60.0

    def _errors(self) -> list[LogLine]:
        calm, now = self.calm_since is not None, time.time()
        found = [LogLine(now, one.name, words, calm) for one in self._office.programs[1:] for words in one.errors()]
        self.errors_in_faults += 0 if calm else len(found)
        return found

    def _look_after(self) -> list[str]:
        said = [one.look_after() for one in self._office.programs]
        during = () if self.calm_since is not None else _ENDS_IN_FAULTS
        return [words for words in said if words and int(words.rsplit(" ", 1)[1]) not in during]
