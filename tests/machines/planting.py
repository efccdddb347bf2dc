"""Plants each fault of planted.toml in a copy of the project and lets the machine look for it there."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.mutations.copies import copy_of, planted
from tests.mutations.planted import Fault, place_of, texts_of
from tests.tools import ROOT

LIST = Path(__file__).with_name("planted.toml")
_LONGEST = 3600.0


def faults() -> list[Fault]:
    """Return every fault the machine has to find."""
    rows = tomllib.loads(LIST.read_text("utf-8"))["row"]
    return [Fault(room="", **row) for row in rows]


def plant_all(only: list[str], examples: int, folder: Path) -> int:
    """Plant the faults one after the other and print what became of each; return 1 where one was not found."""
    texts, copy, missed = texts_of(ROOT), copy_of(ROOT, folder / "copy"), 0
    for fault in faults():
        if only and fault.id not in only:
            continue
        with planted(fault, place_of(fault, texts), ROOT, copy):
            said = _said(copy, examples, folder / fault.id)
        missed += not said
        told = json.loads((folder / fault.id / "counts.json").read_text("utf-8"))
        took = f"{told['done']['examples']} examples, {told['seconds']:.0f} s of CPU"
        print(f"{fault.id}: {said or 'NOT FOUND'} ({took})", flush=True)
    return int(bool(missed))


def _said(copy: Path, examples: int, state: Path) -> str:
    """Return the first line of what the machine said of the copy, empty where it found nothing."""
    words = ["truth", "--examples", str(examples), "--unshrunk", "--state", str(state)]
    command = [sys.executable, "-m", "tests.machines", *words]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, timeout=_LONGEST)
    told = [line for line in done.stdout.splitlines() if line.startswith("FAULT ")]
    untrue = all(line.startswith("FAULT AssertionError") for line in told)  # not one that only breaks the program
    if done.returncode not in (0, 1) or not untrue or (done.returncode == 1 and not told):
        raise RuntimeError(f"The machine could not run: {told} {done.stderr[-2000:]}")
    return told[0].removeprefix("FAULT ")[:200] if told else ""
