"""Where the versions of an installed program lie, and how commands of one are run as the account of the data."""

import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from models.rules.core.inherited import without_settings

_HERE = Path(__file__).resolve().parents[4]
_NOW = "now"


def place_here() -> Path:
    """Return the folder of the version that runs."""
    return _HERE


@dataclass(frozen=True)
class Said:
    """How a command ended: its exit code, what it printed, and what it complained of."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """Return the last line it complained with, or printed."""
        lines = [line for line in (*self.out.splitlines(), *self.err.splitlines()) if line.strip()]
        return lines[-1] if lines else f"exit code {self.code}"


@dataclass(frozen=True)
class Installed:
    """A folder in which versions are installed, beside each other; `now` names the one in use."""

    target: Path

    @property
    def in_use(self) -> Path:
        """Return the folder of the version in use."""
        return (self.target / _NOW).resolve()


def installed_here() -> Installed | None:
    """Return where the version that runs is installed; None where it is a copy of the sources."""
    found = Installed(_HERE.parent)
    return found if (found.target / _NOW).is_symlink() and found.in_use == _HERE else None


def in_use_beside() -> Path:
    """Return the folder of the version that is in use where this one lies; this one, where none is named there."""
    there = Installed(_HERE.parent)
    return there.in_use if (there.target / _NOW).is_symlink() else _HERE


def replaced_since(began: Installed | None) -> Callable[[], bool]:
    """Return what says whether another version was taken into use since a program began that is installed so."""
    return lambda: began is not None and began.in_use != _HERE


@dataclass(frozen=True)
class Runner:
    """Runs commands of versions. `data_dir`: whose owner runs what touches the data; `lock`: handed on to them."""

    data_dir: Path
    lock: int

    def office(self, place: Path, *words: str, program: str = "run_admin.py") -> Said:
        """Run a command of a version on the office's data."""
        return self._run([python_of(place), str(place / program), *words], self._owner, dict(os.environ))

    def office_into(self, file: IO[bytes], place: Path, *words: str, program: str) -> Said:
        """Run a command of a version on the office's data, and let what it prints go into an open file."""
        command = [python_of(place), str(place / program), *words]
        return self._run(command, self._owner, dict(os.environ), file)

    def installer(self, place: Path, *words: str) -> Said:
        """Run the installer of a version, which writes beside the versions and needs nothing of the office's."""
        return self._run([python_of(place), str(place / "install.py"), *words], {}, without_settings(os.environ))

    @property
    def _owner(self) -> dict[str, object]:
        owner = self.data_dir.stat()
        account = os.geteuid() == 0 and owner.st_uid != 0
        return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []} if account else {}

    def _run(
        self,
        command: Sequence[str],
        as_whom: dict[str, object],
        environ: dict[str, str],
        file: IO[bytes] | None = None,
    ) -> Said:
        done = subprocess.run(  # noqa: S603 - our own programs, and words of ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=file or subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            pass_fds=(self.lock,),
            env=environ,
            **as_whom,  # type: ignore[call-overload]
        )
        return Said(done.returncode, done.stdout or "", done.stderr)


def python_of(place: Path) -> str:
    """Return the Python of an installed version."""
    return str(place / ".venv" / "bin" / "python")
