"""Looks at the office again and again and hands each look to the invariants; whatever they yield is a breach."""

import time
from dataclasses import replace

import requests

from tests.soak import telling
from tests.soak.figures import Figures
from tests.soak.journal import Journal
from tests.soak.judge.invariants import judge
from tests.soak.judge.limits import Limits, Memory, stretch
from tests.soak.judge.snapshot import Bubble, Ended, Exit, LogLine, OpenWrite, Page, Snapshot
from tests.soak.machine import Pulse
from tests.soak.office import OfficeRun
from tests.soak.officers import Officers
from tests.soak.reading import TROUBLE, tried
from tests.soak.striking.faults import UNUSABLE, Fault


class Judging:
    """The judge. `well_since` is set by the course: None while a fault is on or its traces are."""

    def __init__(self, office: OfficeRun, officers: list[Officers], journal: Journal, limits: Limits) -> None:
        self._office, self._officers, self._journal, self._limits = office, officers, journal, limits
        self.memory, self.figures = Memory(), Figures(office)
        self.well_since: float | None = None
        self.fault: Fault | None = None  # the one that is on, or whose traces are
        self.pulse = Pulse()
        self.figures.slowness = lambda: self.pulse.slowness
        self.looks = 0
        self.last = Snapshot(time.time())
        self.errors_in_faults = 0
        self._measured_at = 0.0
        self._waiting: list[Bubble] = []  # what pages said since the rows were read last

    @property
    def limits(self) -> Limits:
        """Return the limits on this machine as slow as it is now."""
        return self._limits.on(self.pulse.slowness)

    @property
    def stretch(self) -> float:
        """Return how many times longer things may take on this machine now."""
        return stretch(self.pulse.slowness)

    @property
    def calm_since(self) -> float | None:
        """Return since when all is well; None also while the machine has no time for our programs."""
        return None if self.pulse.starves else self.well_since

    def say(self) -> telling.Telling:
        """Return what the office says of itself now."""
        return telling.ask(self._office.line, self._office.url)

    def look(
        self,
        verified: tuple[str, ...] | None = None,
        quiet: bool = False,
        restored: tuple[str, ...] | None = None,
    ) -> Snapshot:
        """Take a look at everything and judge it."""
        snapshot = replace(self._beside(self._inside(), verified, quiet), restored=restored)
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
            bubbles=self._said([one for one in pages if isinstance(one, Bubble)], snapshot),
            log=tuple(self._errors()),
            tried=tried(self._office.data / "attempts.log"),
            twice=twice,
            open_write=self._open_write(),
            figures=self._measure() if measures else {},
            verified=verified,
            quiet=quiet,
            ended=tuple(self._look_after()),
            lawful=self._lawful(),
            alone=self._alone,
        )

    def _said(self, bubbles: list[Bubble], snapshot: Snapshot) -> tuple[Bubble, ...]:
        """Return what pages said of answers; what they said after the rows that are known waits for newer rows."""
        said = (*self._waiting, *bubbles)
        self._waiting = list(said) if snapshot.office is self.last.office else []
        return () if self._waiting else said

    def _measure(self) -> dict[str, float]:
        self._measured_at = time.monotonic()
        return self.figures.take()

    @property
    def _alone(self) -> bool:
        return self.fault is not None and self.fault.alone and not self.pulse.starves

    def _open_write(self) -> OpenWrite | None:
        if self.calm_since is None and not self._alone:
            return None
        try:
            return self._office.reader.open_write()
        except TROUBLE:
            return OpenWrite(60.0, "somebody who lets nobody else write")

    def _errors(self) -> list[LogLine]:
        calm, now = self.calm_since is not None, time.time()
        found = [LogLine(now, one.name, words, calm) for one in self._office.programs[1:] for words in one.errors()]
        self.errors_in_faults += 0 if calm else len(found)
        return found

    def _look_after(self) -> list[Ended]:
        return [ended for one in self._office.programs if (ended := one.look_after())]

    def _lawful(self) -> tuple[Exit, ...]:
        """Return the ends nobody wonders about now: of the fault that is on, and on a machine without time for us."""
        return (*(self.fault.exits if self.fault else ()), *((UNUSABLE,) if self.pulse.starves else ()))
