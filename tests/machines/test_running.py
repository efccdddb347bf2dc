"""A long run is killed and goes on: what it counted is there, and what failed is tried before anything else."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.machines.counting import Counting
from tests.machines.running import Bounds, run
from tests.tools import ROOT

FOR_EVER = Bounds(hours=10)
_LIVES = {"examples": 10**9}  # how many it lives for; the children of these tests are told


class Endless(Counting):
    """Finds nothing, and is killed after so many examples."""

    done = Counter()

    @rule()
    def count(self) -> None:
        self.done["counted"] += 1
        if self.done["examples"] >= _LIVES["examples"]:
            os.kill(os.getpid(), signal.SIGKILL)


class Lying(Counting):
    """Finds a fault in one example of many, and is killed before it could tell of it."""

    done = Counter()
    asked: list[int] = []
    found: list[int] = []

    @rule(number=st.integers())
    def ask(self, number: int) -> None:
        self.asked.append(number)
        if self.found and _LIVES["examples"] == 0:
            Path(sys.argv[2], "found").write_text(str(self.found[0]), "utf-8")
            os.kill(os.getpid(), signal.SIGKILL)
        if number > 1000:
            self.found.append(number)
            raise AssertionError("shown 1, recounted 2")


def _killed(machine: str, examples: int, folder: Path) -> None:
    """Run a machine of this module in another process, until it is killed."""
    words = f"from tests.machines import test_running as here; here._LIVES['examples'] = {examples}"
    words += f"; here.run(here.{machine}, here.FOR_EVER, here.Path(__import__('sys').argv[2]))"
    done = subprocess.run([sys.executable, "-c", words, "-", str(folder)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr


def test_a_run_that_is_killed_has_written_down_every_example_and_goes_on_counting(tmp_path: Path) -> None:
    _killed("Endless", 7, tmp_path)
    kept = json.loads((tmp_path / "counts.json").read_text("utf-8"))
    assert kept["done"]["examples"] == 7
    _killed("Endless", 5, tmp_path)
    assert run(Endless, Bounds(examples=3), tmp_path) == ""
    assert json.loads((tmp_path / "counts.json").read_text("utf-8"))["done"]["examples"] == 7 + 5 + 3


def test_a_fault_that_a_killed_run_found_is_tried_before_anything_else(tmp_path: Path) -> None:
    _killed("Lying", 0, tmp_path)
    found = int((tmp_path / "found").read_text("utf-8"))
    Lying.asked.clear()
    assert run(Lying, Bounds(examples=1, shrinks=False), tmp_path).startswith("AssertionError: shown 1, recounted 2")
    first = Lying.asked[: Lying.asked.index(found) + 1]
    assert [number for number in first if number > 1000] == [found]
    assert len(first) <= 25, "one example: the one that failed"


def test_a_fault_is_told_with_its_steps_and_kept_with_what_was_done(tmp_path: Path) -> None:
    before = Lying.done["examples"]
    told = run(Lying, Bounds(examples=1000), tmp_path)
    assert told == "AssertionError: shown 1, recounted 2\nstate.ask(number=1001)\nstate.teardown()"
    assert run(Lying, Bounds(examples=1, shrinks=False), tmp_path) != ""
    kept = json.loads((tmp_path / "counts.json").read_text("utf-8"))
    assert kept["faults"][0] == told
    assert kept["done"]["examples"] == Lying.done["examples"] - before


def test_what_a_power_cut_left_of_the_counts_or_an_example_ends_nothing(tmp_path: Path) -> None:
    assert run(Endless, Bounds(examples=2), tmp_path) == ""
    assert run(Lying, Bounds(examples=1000, shrinks=False), tmp_path) != ""
    torn = (tmp_path / "counts.json").read_bytes()[:40]
    (tmp_path / "counts.json").write_bytes(torn)
    for file in (tmp_path / "examples").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:3])
    for words in ("", "[]", '{"done": {"examples": null}, "seconds": 1, "faults": []}'):
        assert run(Endless, Bounds(examples=2), tmp_path) == ""
        assert json.loads((tmp_path / "counts.json").read_text("utf-8"))["done"]["examples"] == 2
        (tmp_path / "counts.json").write_text(words, "utf-8")
    assert run(Endless, Bounds(examples=2), tmp_path) == ""
    assert (tmp_path / "counts.torn").exists()
