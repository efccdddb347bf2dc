"""Installs, removes and looks at a program's systemd service; what runs systemctl is handed in."""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.rules.upkeep.units import (
    TURNS,
    Program,
    Service,
    settings_text,
    started_by,
    timer_text,
    unit_name,
    unit_text,
)

UNITS, SETTINGS = Path("etc/systemd/system"), Path("etc/aduan")
Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]
# Longer than the pause after which a service that ends is begun again (rules/upkeep/units.py RestartSec).
SETTLE_SECONDS = 8.0
_ASKED = ("ActiveState", "SubState", "UnitFileState", "NRestarts", "ActiveEnterTimestamp")


class ServiceRefused(Exception):
    """The service cannot be installed, removed or looked at here; the sentence says what to do."""


@dataclass(frozen=True)
class Machine:
    """Where services are installed: this machine, or a folder that becomes the root of one."""

    run: Run
    root: Path = Path("/")
    booted: Path = Path("/run/systemd/system")  # is there where systemd runs (sd_booted(3))

    @property
    def is_running(self) -> bool:
        """Whether systemd runs here, so that services can be started."""
        return self.root == Path("/") and self.booted.is_dir()

    def ask(self, *words: str) -> str:
        """Return what systemctl prints. Raises ServiceRefused in its words."""
        at = () if self.root == Path("/") else (f"--root={self.root}",)
        try:
            done = self.run(("systemctl", *at, *words))
        except FileNotFoundError as err:
            raise ServiceRefused("There is no systemctl on this machine: services need systemd.") from err
        except subprocess.TimeoutExpired as err:
            raise ServiceRefused(f"systemctl {' '.join(words)} did not end: see 'systemctl list-jobs'.") from err
        if done.returncode != 0:
            raise ServiceRefused(f"systemctl {' '.join(words)} failed: {' '.join(done.stderr.split())[:300]}")
        return done.stdout

    def unit(self, program: Program) -> Path:
        """Return where a program's unit lies."""
        return self.root / UNITS / unit_name(program)

    def timer(self, program: Program) -> Path:
        """Return where the timer of a program lies that does a turn and ends."""
        return self.root / UNITS / f"{program}.timer"

    def settings(self, program: Program) -> Path:
        """Return where the settings lie with which the service runs."""
        return self.root / SETTINGS / f"{program}.env"


@dataclass(frozen=True)
class Standing:
    """How a service stands: whether it is installed, begins with the machine, and runs; `words` are systemd's."""

    installed: bool
    enabled: bool
    active: bool
    words: str


def install(machine: Machine, service: Service, settings: Mapping[str, str]) -> None:
    """Write unit and settings, and have the machine start the service now and at each start of its own.

    The settings may hold the database's password: only root reads them. Raises ServiceRefused.
    """
    _demand_reachable(machine)
    try:
        unit, values = unit_text(service), settings_text(settings)
    except ValueError as err:
        raise ServiceRefused(f"{err}.") from err
    try:
        _write(machine.settings(service.program), values, 0o600)
        _write(machine.unit(service.program), unit, 0o644)
        if service.program in TURNS:
            _write(machine.timer(service.program), timer_text(service.program), 0o644)
    except OSError as err:
        raise ServiceRefused(f"{err.filename} cannot be written ({err.strerror}): run this with sudo.") from err
    if machine.is_running:
        machine.ask("daemon-reload")
    machine.ask("enable", started_by(service.program))
    if machine.is_running:
        machine.ask("restart", started_by(service.program))


def remove(machine: Machine, program: Program) -> bool:
    """Stop a service and take its unit and settings away; the data stay. Returns whether there was one."""
    _demand_reachable(machine)
    unit, settings = machine.unit(program), machine.settings(program)
    if not unit.exists() and not settings.exists():
        return False
    if unit.exists():
        machine.ask("disable", *(["--now"] if machine.is_running else []), started_by(program))
    try:
        settings.unlink(missing_ok=True)  # first: it may hold the database's password
        machine.timer(program).unlink(missing_ok=True)
        unit.unlink(missing_ok=True)
    except OSError as err:
        raise ServiceRefused(f"{err.filename} cannot be removed ({err.strerror}): run this with sudo.") from err
    if machine.is_running:
        machine.ask("daemon-reload")
    return True


def look(machine: Machine, program: Program) -> Standing:
    """Return how a service stands, in systemd's own words. Raises ServiceRefused."""
    if not machine.unit(program).exists():
        return Standing(installed=False, enabled=False, active=False, words="not installed")
    _demand_reachable(machine)
    if not machine.is_running:
        raise ServiceRefused(f"{machine.root} is no running machine: whether a service runs cannot be told.")
    return _stands(machine.ask("show", started_by(program), f"--property={','.join(_ASKED)}"))


def look_twice(machine: Machine, program: Program, pause: Callable[[float], object]) -> Standing:
    """Return how a service stands after it was left alone for a while.

    A program that ends at its start is begun again and again, and looks active in between: it runs where both looks
    find the same run of it.
    """
    first = look(machine, program)
    pause(SETTLE_SECONDS)
    later = look(machine, program)
    stays = first.active and later.active and first.words == later.words
    return Standing(later.installed, later.enabled, stays, later.words)


def _stands(said: str) -> Standing:
    found = dict(line.partition("=")[::2] for line in said.splitlines())
    words = f"{found.get('ActiveState', 'unknown')} ({found.get('SubState', 'unknown')})"
    if found.get("ActiveEnterTimestamp"):
        words += f" since {found['ActiveEnterTimestamp']}"
    if found.get("NRestarts", "0") not in ("", "0"):
        words += f", begun again {found['NRestarts']} times"
    active = found.get("ActiveState") == "active" and found.get("SubState") in ("running", "waiting")  # a timer waits
    return Standing(True, found.get("UnitFileState") == "enabled", active, words)


def _demand_reachable(machine: Machine) -> None:
    if machine.root == Path("/") and not machine.is_running:
        raise ServiceRefused("systemd does not run here: start the programs yourself, or name a folder with --root.")


def _write(path: Path, words: str, mode: int) -> None:
    """Write a file whole or not at all, and never readable by more accounts than in the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
        file.write(words)
        file.flush()
        os.fsync(file.fileno())
    new.chmod(mode)
    new.replace(path)
