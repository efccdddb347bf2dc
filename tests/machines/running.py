"""Runs a machine: so many examples, or for hours; examples that failed and what was counted are kept in a folder.

Examples are chosen by Hypothesis or walked (walks.py), some of the one after some of the other.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from unittest import SkipTest

from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import DirectoryBasedExampleDatabase
from hypothesis.stateful import run_state_machine_as_test

from tests.machines.counting import Counting, Counts
from tests.machines.walks import walk
from tests.sizes import LONG

WAYS = ("walked", "chosen")
STEPS = 25
_BATCH = 20  # examples between two looks at the clock
_EVERY = list(HealthCheck)


@dataclass(frozen=True)
class Bounds:
    """How long to run, and whether a failing example is made small before it is told."""

    examples: int = 0
    hours: float = 0.0
    shrinks: bool = True
    ways: Sequence[str] = ("chosen",)


def run(machine: type[Counting], bounds: Bounds, state: Path | None = None) -> str:
    """Run a machine up to its bounds or its first fault; return the fault, empty where there was none."""
    counts = Counts(state, machine.done) if state else None
    if counts:
        machine.ended = counts.keep
    until = time.monotonic() + bounds.hours * 3600
    left, ways = bounds.examples or _BATCH, cycle(bounds.ways)
    told = _some(machine, _BATCH, bounds, state, (Phase.reuse,)) if state else ""  # what failed before comes first
    while not told and left > 0:
        some, way = min(left, _BATCH), next(ways)
        told = _walks(machine, some, bounds, counts) if way == "walked" else _some(machine, some, bounds, state)
        left = left - some if bounds.examples else _BATCH * (time.monotonic() < until)
    if counts:
        counts.keep(told)
        machine.ended = staticmethod(lambda: None)
    return told


def _walks(machine: type[Counting], examples: int, bounds: Bounds, counts: Counts | None) -> str:
    told = ""
    for number in range(examples):
        told = told or walk(machine, counts.next_walk if counts else number, bounds.shrinks)
    return told


def _some(
    machine: type[Counting],
    examples: int,
    bounds: Bounds,
    state: Path | None,
    phases: tuple[Phase, ...] = (Phase.reuse, Phase.generate),
) -> str:
    limits = settings(
        *(settings.get_profile("default"),),
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=not (state or LONG),  # what is kept goes on; a bounded run tries the same each time
        database=DirectoryBasedExampleDatabase(state / "examples") if state else None,
        phases=[*phases, *([Phase.shrink] if bounds.shrinks else [])],
        suppress_health_check=_EVERY,
        print_blob=False,
    )
    try:
        run_state_machine_as_test(machine, settings=limits)
    except SkipTest:  # asked for what failed before, and nothing did
        return ""
    except Exception as fault:  # noqa: BLE001 - whatever an example raises is its fault
        inner = fault.exceptions[0] if isinstance(fault, ExceptionGroup) else fault
        return "\n".join([f"{type(inner).__name__}: {inner}", *_steps(fault)])
    return ""


def _steps(fault: Exception) -> list[str]:
    """Return the acts of the example that failed, without the questions between them."""
    lines = [line for note in getattr(fault, "__notes__", []) for line in note.splitlines()]
    return [line for line in lines if line.startswith("state.") and not line.startswith("state.what_")]
