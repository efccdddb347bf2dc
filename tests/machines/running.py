"""Runs a machine: so many examples, or for hours; examples that failed and what was counted are kept in a folder."""

import time
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import DirectoryBasedExampleDatabase
from hypothesis.stateful import run_state_machine_as_test

from tests.machines.counting import Counting, Counts
from tests.sizes import LONG

STEPS = 25
_BATCH = 20  # examples between two looks at the clock
_EVERY = list(HealthCheck)


@dataclass(frozen=True)
class Bounds:
    """How long to run, and whether a failing example is made small before it is told."""

    examples: int = 0
    hours: float = 0.0
    shrinks: bool = True


def run(machine: type[Counting], bounds: Bounds, state: Path | None = None) -> str:
    """Run a machine up to its bounds or its first fault; return the fault, empty where there was none."""
    counts = Counts(state, machine.done) if state else None
    if counts:
        machine.ended = counts.keep
    until, told = time.monotonic() + bounds.hours * 3600, ""
    left = bounds.examples or _BATCH
    while not told and left > 0:
        some = min(left, _BATCH)
        told = _some(machine, some, bounds, state)
        left = left - some if bounds.examples else _BATCH * (time.monotonic() < until)
    if counts:
        counts.keep(told)
        machine.ended = Counting.ended
    return told


def _some(machine: type[Counting], examples: int, bounds: Bounds, state: Path | None) -> str:
    phases = [Phase.reuse, Phase.generate, *([Phase.shrink] if bounds.shrinks else [])]
    limits = settings(
        *(settings.get_profile("default"),),
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=not (state or LONG),  # what is kept goes on; a bounded run tries the same each time
        database=DirectoryBasedExampleDatabase(state / "examples") if state else None,
        phases=phases,
        suppress_health_check=_EVERY,
        print_blob=False,
    )
    try:
        run_state_machine_as_test(machine, settings=limits)
    except Exception as fault:  # noqa: BLE001 - whatever an example raises is its fault
        inner = fault.exceptions[0] if isinstance(fault, ExceptionGroup) else fault
        return "\n".join([f"{type(inner).__name__}: {inner}", *_steps(fault)])
    return ""


def _steps(fault: Exception) -> list[str]:
    """Return the acts of the example that failed, without the questions between them."""
    lines = [line for note in getattr(fault, "__notes__", []) for line in note.splitlines()]
    return [line for line in lines if line.startswith("state.") and not line.startswith("state.what_")]
