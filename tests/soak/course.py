"""One soak from beginning to end: fault after fault beside traffic and officers, then drills."""

import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.soak.drills import DRILLS
from tests.soak.journal import Journal, Struck
from tests.soak.judge.limits import Limits
from tests.soak.judge.snapshot import Snapshot
from tests.soak.judging import Judging
from tests.soak.office import OfficeRun
from tests.soak.officers import Officers
from tests.soak.rehearsal import restored_elsewhere
from tests.soak.striking.faults import FAULTS, Fault
from tests.soak.striking.platform_faults import Strike
from tests.soak.striking.told import Told
from tests.soak.traffic import Traffic

_LOOK, _TELL = 15.0, 4.0  # seconds between two looks, and between two questions whether it is told
_REPORT = 60.0
_LATE_EFFECTS = 30.0  # seconds in which what was cut off may still show
_FAULTS_TO_QUIET = 6
_HANDS = 2


class Course:
    """One office for so long. `pace`: seconds between two things of the citizens, and of each pair of hands."""

    def __init__(self, office: OfficeRun, hours: float, pace: float, limits: Limits) -> None:
        self.office, self.limits = office, limits
        self.seconds = hours * 3600
        self.journal = Journal(office.out / "events.jsonl", office.seed)
        self.chance = random.Random(f"faults-{office.seed}")
        self.traffic = Traffic(office.platforms, office.seed, pace)
        names = [f"{office.seed}-{number}" for number in range(_HANDS)]
        self.officers = [Officers(office.url, office.reader, office.platforms, one, pace) for one in names]
        self.judging = Judging(office, self.officers, self.journal, limits)
        self.skipped = {row.kind: why for row in FAULTS if (why := row.why_not(office))}
        self.backup: Path | None = None
        self.rehearsed = 0  # backups restored elsewhere
        self.told: Counter[str] = Counter()  # how often each kind could be judged
        self.reporting: Callable[[], object] = lambda: None
        self._reported_at = 0.0
        self._deck: list[Fault] = []
        self._over_at = float("inf")  # when the last fault's cause went away; never while one is on
        self._looked_at = 0.0
        for one in self.officers:
            one.calm = lambda: time.time() > self._over_at + _LATE_EFFECTS

    @property
    def left(self) -> float:
        """Return the seconds left."""
        return self.journal.began + self.seconds - time.time()

    def run(self) -> None:
        """Run until the time is over; the drills come after it. KeyboardInterrupt ends it, with what it found."""
        for worker in (self.judging.pulse, self.traffic, *self.officers):
            worker.start()
        for kind, why in self.skipped.items():
            self.journal.note(f"no fault of kind '{kind}': {why}")
        self.judging.figures.take()
        self._over_at = time.time()
        self.wait_well("the beginning")
        struck = 0
        while self.left > 0:
            self.wait(self.chance.uniform(15, 45))
            self.let_loose()
            struck += 1
            if struck % _FAULTS_TO_QUIET == 0 and self.left > 0:
                self.quiet_point()
        self.quiet_point()
        if not self.rehearsed:
            self.journal.breach(
                "I-12", "a backup of the run is restored elsewhere", "no backup was, in the whole run"
            )
        self.drill()

    def rest(self, resting: bool) -> None:
        """Let citizens and officers rest, or go on."""
        for worker in (self.traffic, *self.officers):
            (worker.rest.set if resting else worker.rest.clear)()

    def end(self) -> None:
        """Let citizens and officers go home."""
        for worker in (self.judging.pulse, self.traffic, *self.officers):
            worker.stop.set()

    def wait(self, seconds: float) -> None:
        """Go on looking for so long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(max(0.0, min(1.0, until - time.monotonic())))
            if time.monotonic() - self._looked_at > _LOOK:
                self.look()
            if time.monotonic() - self._reported_at > _REPORT:
                self._reported_at = time.monotonic()
                self.reporting()

    def look(self, verified: tuple[str, ...] | None = None, quiet: bool = False) -> Snapshot:
        """Take a look now."""
        found = self.judging.look(verified, quiet)
        self._looked_at = time.monotonic()
        return found

    # Faults

    def let_loose(self) -> None:
        """Let one fault strike, take its cause away again, and wait until all is well by itself."""
        fault = self._draw()
        self.judging.well_since, self._over_at = None, float("inf")
        self.judging.fault = fault
        strike = Strike(self.office, self.chance)
        strike.mark()
        lasts = self.chance.uniform(*fault.lasts)
        fault.begin(strike)
        struck = self.journal.strike(fault.kind, f"{strike.words}, for {lasts:.0f} s")
        try:
            self._hold(fault, strike, struck, lasts)
        finally:
            fault.end(strike)
            self.journal.end(struck)
            self._over_at = time.time()
        began = time.monotonic()
        if self.wait_well(f"'{fault.kind}' ({strike.words})"):
            struck.well_after = time.monotonic() - began

    def _draw(self) -> Fault:
        """Return the next of a shuffled round, so that every kind comes up."""
        if not self._deck:
            self._deck = [row for row in FAULTS if row.kind not in self.skipped]
            self.chance.shuffle(self._deck)
        return self._deck.pop()

    def _hold(self, fault: Fault, strike: Strike, struck: Struck, lasts: float) -> None:
        """Let a fault be on for so long; the first of its kind until it was told or its limit is over."""
        began, told = time.monotonic(), Told(fault, strike, fault.within * self.judging.stretch, time.monotonic)
        first = not self.told.get(fault.kind)
        while (gone := time.monotonic() - began) < lasts or (first and not told.decided):
            self.wait(min(_TELL, max(0.5, lasts - gone)))
            told.ask(self.judging.say)
        struck.told_after = told.after
        if self.judging.pulse.starves or not told.judged:
            return
        self.told[fault.kind] += 1
        if broken := told.breach():
            self.journal.breach("TOLD", "a fault is told within its limit", f"{broken} ({strike.words})")

    def wait_well(self, after: str) -> bool:
        """Wait until the office says that all is well; a breach where it does not in time."""
        began, said = time.monotonic(), self.judging.say()
        while not said.well and time.monotonic() - began < self.judging.limits.well:
            self.wait(_TELL)
            said = self.judging.say()
        if not said.well:
            wrong = [*said.checks, *said.degraded, *([] if said.ready else ["not ready"])]
            words = f"{time.monotonic() - began:.0f} s after {after} it is not well: {'; '.join(wrong)}"
            self.journal.breach("GOES ON", "work goes on by itself when a cause ends", words)
        self.look()  # what was logged and shown until now belongs to the fault
        self.judging.well_since, self.judging.fault = time.time(), None
        return said.well

    # Quiet points

    def quiet_point(self) -> bool:
        """Let everybody rest until nothing is on its way, then verify everything."""
        self.rest(True)
        began = time.monotonic()
        while (left := self._unsettled()) and time.monotonic() - began < self.judging.limits.settled:
            self.wait(_TELL)
        took = time.monotonic() - began
        if left:
            says = "everything comes to its end when all is quiet"
            self.journal.breach("SETTLE", says, f"after {took:.0f} s: {left}")
        done = self.office.command("run_admin.py", "verify")
        failed = tuple(done.stdout.splitlines()) if done.returncode else ()
        snapshot = self.look(failed or (() if not done.returncode else (done.stderr[-300:],)), quiet=True)
        self.journal.quiet_points.append(
            {"s": round(time.time() - self.journal.began), "settled_after": round(took), "verify": list(failed),
             "messages": len(snapshot.office.stored), "answers": len(snapshot.office.answers)}
        )  # fmt: skip
        self.journal.note(f"quiet after {took:.0f} s, verify {'clean' if not done.returncode else 'FAILED'}")
        self._back_up()
        self.rest(False)
        return not left

    def _unsettled(self) -> str:
        """Return what is still on its way; empty where nothing is but what waits for a person or a citizen."""
        snapshot = self.look()
        here = {(row.channel, row.id) for row in snapshot.office.stored}
        missing = sum(1 for one in snapshot.written if not one.gone and (one.channel, one.id) not in here)
        on_its_way = len(snapshot.office.on_their_way())
        said = {"messages": missing, "answers": on_its_way, "files": snapshot.office.files_waiting}
        return ", ".join(f"{count} {what}" for what, count in said.items() if count)

    def _back_up(self) -> None:
        path = self.office.out / "backup.zip"
        part = path.with_name("backup-new.zip")
        before = self.office.reader.office()
        done = self.office.command("run_admin.py", "backup", str(part), "--with-key")
        if done.returncode:
            said = f"{done.stdout[-300:]} {done.stderr[-300:]}"
            self.journal.breach("BACKUP", "a backup can be made while both programs run", said)
            part.unlink(missing_ok=True)
            return
        lacks = tuple(restored_elsewhere(self.office, part, before))
        self.rehearsed += 1
        self.judging.look(restored=lacks)
        self.journal.note(f"backup restored elsewhere, {f'{len(lacks)} FAULTS' if lacks else 'whole and clean'}")
        if self.backup is None:  # the oldest one is restored at the end: the most has happened since
            part.replace(path)
            self.backup = path
        part.unlink(missing_ok=True)

    def drill(self) -> None:
        """Do at the end what cannot be done in between: cursors deleted, a backup restored."""
        self.rest(True)
        self.judging.well_since = None
        for drill in DRILLS:
            self.journal.note(f"drill: {drill.says}")
            for broken in drill.do(self):
                self.journal.breach(drill.code, drill.says, broken)
