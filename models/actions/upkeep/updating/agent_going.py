"""The update of an agent's machine: fetched from the office, checked by the installed version, tried, and used.

The office went before it: here nothing is migrated, backed up or drained. A program that runs here sees within
seconds that another version was taken into use, and ends. Killed at any point, one of the two versions is in use.
"""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from models.actions.upkeep.updating.places import Installed, Runner, Said
from models.actions.upkeep.updating.settle import UpdateAtWork
from models.actions.upkeep.updating.unpacking import ArchiveBroken, unpacked
from models.rules.upkeep.agent_updates import plain_name
from models.tables.core.file_lock import taken

LOCK = "agent-update.lock"  # beside the versions: whoever may write there may update
SAME, PROGRAM = 3, "run_agent.py"


class AgentUpdateFailed(Exception):
    """The agent's machine keeps the version it had; the sentence says why and what to do."""


@dataclass
class AgentUpdate:
    """One update of an agent's machine. `say` tells each step before it is begun."""

    installed: Installed
    data_dir: Path
    say: Callable[[str], object]

    def go(self) -> str:
        """Update; return what was done, empty where the machine has the office's version already.

        Raises AgentUpdateFailed, UpdateAtWork, OSError.
        """
        lock = taken(self.installed.target / LOCK)
        if lock is None:
            raise UpdateAtWork("Another update of this machine is at work.")
        with lock, tempfile.NamedTemporaryFile(prefix="aduan-update-") as packed, ExitStack() as stack:
            return self._go(Runner(self.data_dir, lock.fileno()), packed, stack)

    def _go(self, run: Runner, packed: IO[bytes], stack: ExitStack) -> str:
        old = self.installed.in_use
        self.say("Asking the office for its version ...")
        said = run.office_into(packed, old, "update", "--fetch", plain_name(old.name), program=PROGRAM)
        if said.code == SAME:
            return ""
        self._demand(said, "no archive was had from the office")
        self.say("Checking the archive, and laying the new version beside the installed one ...")
        new = self._laid(run, old, packed, stack)
        if new == old:
            raise AgentUpdateFailed(
                f"The office handed over {old.name} as its version, which is in use here already."
            )
        self.say("Trying the new version on the office's database ...")
        tried = run.office(new, "status", "--json", program=PROGRAM)
        if not tried.out.startswith("{"):
            raise AgentUpdateFailed(f"{new.name} does not work with the office as it is: {tried.last}")
        self.say("Taking the new version into use ...")
        used = run.installer(old, str(self.installed.target), "--use", new.name)
        if self.installed.in_use != new:
            raise AgentUpdateFailed(f"{new.name} could not be taken into use: {used.last}")
        return f"{plain_name(old.name)} to {plain_name(new.name)}"

    def _laid(self, run: Runner, old: Path, packed: IO[bytes], stack: ExitStack) -> Path:
        """Return where the new version lies, after its archive was checked by the installed one."""
        try:
            folder = unpacked(Path(packed.name), stack)
        except ArchiveBroken as err:
            raise AgentUpdateFailed(f"The office handed over what is no archive of Aduan: {err}") from err
        said = run.installer(old, str(self.installed.target), "--from", str(folder), "--beside")
        self._demand(said, "the archive was not taken")
        return self.installed.target / said.out.splitlines()[-1]

    def _demand(self, said: Said, problem: str) -> None:
        if said.code != 0:
            raise AgentUpdateFailed(f"{problem}: {said.err.strip() or said.last}")
