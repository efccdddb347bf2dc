"""The update itself: the installed version drains, backs up, has the new one migrate and try itself, and steps aside.

Every step is a command of one of the two versions. Until the new one is in use, whatever fails leads back.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from models.actions.upkeep.updating.places import Installed, Runner, Said
from models.actions.upkeep.updating.settle import UpdateAtWork
from models.rules.upkeep.updates import Journal, Stage
from models.tables.upkeep import kept_archive, update_journal

_SETTLE = ("update", "--settle", "--held")
_STAYED = 5  # the code of `drain` where a program did not end


class UpdateFailed(Exception):
    """The office works on in the version it had, and its data are as they were; the sentence says why."""


@dataclass(frozen=True)
class Updated:
    """What was done: which version took the place of which, and where the backup lies."""

    told: str
    backup: Path
    notes: tuple[str, ...] = ()


@dataclass
class Update:
    """One update of this machine. `say` tells each step before it is begun; `archive` is unpacked."""

    installed: Installed
    data_dir: Path
    archive: Path
    say: Callable[[str], object]
    packed: Path | None = None  # the same as one file, which is kept for the agents on other machines
    _by_hand: list[str] = field(default_factory=list)  # what the drain says a person must start again

    def go(self, now: datetime) -> Updated:
        """Update. Raises UpdateFailed, UpdateAtWork."""
        lock = update_journal.lock(self.data_dir)
        if lock is None:
            raise UpdateAtWork("Another update of this office is at work on this machine.")
        with lock:
            self._run = Runner(self.data_dir, lock.fileno())
            return self._go(now)

    def _go(self, now: datetime) -> Updated:
        old = self.installed.in_use
        self._demand(self._run.office(old, *_SETTLE), "what an update before left could not be settled")
        self.say("Checking the archive, and laying the new version beside the installed one ...")
        new = self._laid(old)
        self.say("Checking the office as it is (verify) ...")
        before = self._failing(old)
        backup = self.data_dir / f"before-update-{now:%Y%m%dT%H%M%S}.zip"
        journal = Journal(Stage.BEGUN, old.name, new.name, str(backup), f"{old.name} to {new.name}")
        update_journal.note(self.data_dir, journal)
        try:
            self._change(old, new, journal, before)
        except UpdateFailed as failed:
            raise self._gone_back(old, failed) from failed
        self._demand(self._run.office(new, *_SETTLE), f"{new.name} is in use, and the journal of the update stays")
        with suppress(OSError):  # what lies there longer is handed out to nobody
            kept_archive.keep_only(self.data_dir, new.name)
        return Updated(journal.told, backup, tuple(self._by_hand))

    def _laid(self, old: Path) -> Path:
        """Return where the new version lies, after its archive was checked by the installed one."""
        said = self._run.installer(old, str(self.installed.target), "--from", str(self.archive), "--beside")
        if said.code != 0:
            raise UpdateFailed(said.err.strip() or said.last)
        new = self.installed.target / said.out.splitlines()[-1]
        self._keep_archive(new)
        if new == old:
            raise UpdateFailed(f"{old.name} is the version in use already: there is nothing to update.")
        return new

    def _keep_archive(self, new: Path) -> None:
        """Keep what was just checked; it is handed out only once its version is the one in use."""
        if self.packed is None:
            return
        try:
            kept_archive.keep(self.data_dir, self.packed, new.name)
        except OSError as err:
            raise UpdateFailed(f"the archive could not be kept for the agents on other machines: {err}") from err

    def _change(self, old: Path, new: Path, journal: Journal, before: set[str]) -> None:
        """Drain, back up, migrate, try the new version, and name it as the one in use."""
        self.say("Telling the running programs to end ...")
        drained = self._run.office(old, "drain", "--for-update")
        self._by_hand += [line for line in drained.out.splitlines() if line.startswith("Start it again")]
        if drained.code == _STAYED:
            raise UpdateFailed(f"A program did not end: {drained.err.strip()}")
        self._demand(drained, "the running programs could not be told to end")
        self.say("Backing up ...")
        self._demand(self._run.office(old, "backup", journal.backup), "no whole backup could be made")
        update_journal.note(self.data_dir, journal.at(Stage.CHANGING))
        self.say("Bringing the database to the new version ...")
        self._demand(self._run.office(new, "migrate", "--without-backup"), "the database could not be migrated")
        self.say("Trying the new version, while nothing is received, sent or typed ...")
        self._try(new, before)
        update_journal.note(self.data_dir, journal.at(Stage.WELL))
        self.say("Taking the new version into use ...")
        used = self._run.installer(old, str(self.installed.target), "--use", new.name)
        if self.installed.in_use != new:
            raise UpdateFailed(f"the new version could not be taken into use: {used.last}")

    def _try(self, new: Path, before: set[str]) -> None:
        """Raise UpdateFailed where the new version is not well on the migrated database."""
        self._demand(self._run.office(new, "try-out"), "the new version does not work on this office")
        status = self._run.office(new, "status", "--json", program="run_agent.py")
        if not status.out.startswith("{"):
            raise UpdateFailed(f"the new agent does not work on this office: {status.last}")
        if worse := sorted(self._failing(new) - before):
            raise UpdateFailed(f"verify fails in the new version, and not in the old one: {worse[0]}")

    def _failing(self, place: Path) -> set[str]:
        """Return what `verify` of a version says does not hold."""
        said = self._run.office(place, "verify")
        if said.code == 0:
            return set()
        if said.code != 1 or not said.out.strip():
            raise UpdateFailed(f"verify of {place.name} did not come to its end: {said.last}")
        return set(said.out.splitlines())

    def _gone_back(self, old: Path, failed: UpdateFailed) -> UpdateFailed:
        self.say("It failed; going back ...")
        said = self._run.office(old, *_SETTLE)
        if said.code != 0:
            return UpdateFailed(
                f"{failed} The old data could not be put back yet ({said.last}): the next start of a program of this"
                " machine does it, before anything else."
            )
        return UpdateFailed(" ".join([f"{failed} The office is as it was, in {old.name}.", *self._by_hand]))

    def _demand(self, said: Said, problem: str) -> None:
        if said.code != 0:
            raise UpdateFailed(f"{problem}: {said.last}")
