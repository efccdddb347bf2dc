"""What `service install`, `remove` and `status` do and say, alike for both programs."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from models.actions.upkeep.services.arranging import service_of, settings_now
from models.actions.upkeep.services.systemd import Machine, ServiceRefused, install, look, look_twice, remove
from models.rules.core.inherited import without_settings
from models.rules.upkeep.units import Program, started_by
from models.tables.core.settings import Settings

_WINDOWS = "On Windows there is no systemd: have NSSM start the program (service install --dry-run says how)."
Told = tuple[str, int]  # one line for the operator, and the exit code


def machine_at(
    root: Path, run: Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"] | None = None
) -> Machine:
    """Return the machine with this root folder. Raises ServiceRefused on Windows."""
    if sys.platform == "win32":
        raise ServiceRefused(_WINDOWS)
    return Machine(run or _run, root.resolve())


def tell_installed(
    machine: Machine,
    program: Program,
    settings: Settings,
    words: tuple[str, ...],
    pause: Callable[[float], object] = time.sleep,
    outside: tuple[str, ...] = (),
) -> Told:
    """Install a service and say whether it truly runs; 1 where it does not. Raises ServiceRefused.

    `outside`: folders it may write in beside its data, which need not be there now.
    """
    service = replace(service_of(machine, program, settings, words), outside=outside)
    install(machine, service, settings_now(machine, program, settings))
    name = started_by(program)
    if not machine.is_running:
        return f"{name} is written under {machine.root} and begins when that machine starts.", 0
    standing = look_twice(machine, program, pause)
    if not standing.active:
        return f"{name} is installed and does NOT run: {standing.words}. See: journalctl -u {name} -n 50", 1
    return f"{name} runs as {service.account}: {standing.words}. It begins with the machine.", 0


def tell_removed(machine: Machine, program: Program) -> Told:
    """Remove a service; the data stay. Raises ServiceRefused."""
    if not remove(machine, program):
        return f"{started_by(program)} was not installed.", 0
    return f"{started_by(program)} is stopped and removed; the data stay where they are.", 0


def tell_standing(machine: Machine, program: Program) -> Told:
    """Say how a service stands; 1 where it does not run or does not begin with the machine. Raises ServiceRefused."""
    standing = look(machine, program)
    later = "" if standing.enabled or not standing.installed else "; it does not begin with the machine"
    return f"{started_by(program)}: {standing.words}{later}", 0 if standing.active and standing.enabled else 1


def _run(words: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    few = without_settings(os.environ)
    return subprocess.run(words, capture_output=True, text=True, timeout=120, env=few)  # noqa: S603 - systemctl
