"""Runs a machine: so many examples, or for hours; examples that failed and what was counted are kept in a folder."""

import json
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import DirectoryBasedExampleDatabase
from hypothesis.stateful import run_state_machine_as_test

from tests.machines.truth import Truth
from tests.sizes import LONG

STEPS = 25
_BATCH = 40  # examples between two looks at the clock
_EVERY = list(HealthCheck)


@dataclass(frozen=True)
class Bounds:
    """How long to run, and whether a failing example is made small before it is told."""

    examples: int = 0
    hours: float = 0.0
    shrinks: bool = True


def run(machine: type[Truth], bounds: Bounds, state: Path | None = None) -> str:
    """Run a machine up to its bounds or its first fault; return the fault, empty where there was none."""
    until, told = time.monotonic() + bounds.hours * 3600, ""
    left = bounds.examples or _BATCH
    while not told and left > 0:
        some = min(left, _BATCH)
        told = _some(machine, some, bounds, state)
        left = left - some if bounds.examples else _BATCH * (time.monotonic() < until)
    return told


def _some(machine: type[Truth], examples: int, bounds: Bounds, state: Path | None) -> str:
    phases = [Phase.reuse, Phase.generate, *([Phase.shrink] if bounds.shrinks else [])]
    kept = DirectoryBasedExampleDatabase(state / "examples") if state else None
    before, began, told = Counter(machine.done), time.process_time(), ""
    limits = settings(
        *(settings.get_profile("default"),),
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=not (state or LONG),  # what is kept goes on; a bounded run tries the same each time
        database=kept,
        phases=phases,
        suppress_health_check=_EVERY,
        print_blob=False,
    )
    try:
        run_state_machine_as_test(machine, settings=limits)
    except Exception as fault:  # noqa: BLE001 - whatever an example raises is its fault
        inner = fault.exceptions[0] if isinstance(fault, ExceptionGroup) else fault
        told = "\n".join([f"{type(inner).__name__}: {inner}", *_steps(fault)])
    if state:
        _keep(state, Counter(machine.done) - before, time.process_time() - began, told)
    return told


def _steps(fault: Exception) -> list[str]:
    """Return the acts of the example that failed, without the questions between them."""
    lines = [line for note in getattr(fault, "__notes__", []) for line in note.splitlines()]
    return [line for line in lines if line.startswith("state.") and not line.startswith("state.what_")]


def _keep(state: Path, done: Counter[str], seconds: float, fault: str) -> None:
    file = state / "counts.json"
    kept = json.loads(file.read_text("utf-8")) if file.exists() else {"done": {}, "seconds": 0.0, "faults": []}
    kept["done"] = dict(Counter(kept["done"]) + done)
    kept["seconds"] = round(kept["seconds"] + seconds, 1)
    kept["faults"] += [fault] if fault and fault not in kept["faults"] else []
    part = file.with_suffix(".part")
    part.write_text(json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True), "utf-8")
    part.replace(file)
