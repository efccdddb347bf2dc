"""Walks are the same for the same number, reach every act, and tell the acts a fault needs; killed, they go on."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.machines.acting import act, acts_of, after, always, begin
from tests.machines.counting import Counting
from tests.machines.running import Bounds, run
from tests.machines.truth import Truth
from tests.machines.walks import ACTS, walk
from tests.tools import ROOT

WALKED = ("walked",)
_AT = {"dies": 10**9}  # at which number of acts; the child of a test is told


class Drawers(Counting):
    """Three drawers; what lies in the third when the first was opened twice is wrong."""

    done: Counter[str] = Counter()
    told: list[str] = []

    def __init__(self) -> None:
        super().__init__()
        self.here, self.opened, self.lies = set[str](), Counter[int](), ""

    @begin(lies=["ring", "key"])
    def something_lies_there(self, lies: str) -> None:
        self.told.append(f"begin {lies}")
        self.lies = lies

    @act(which=range(1, 4))
    def open(self, which: int) -> None:
        self.told.append(f"open {which}")
        self.done["opened"] += 1
        if self.done["opened"] >= _AT["dies"]:
            os.kill(os.getpid(), signal.SIGKILL)
        self.opened[which] += 1
        self.here.add("opened")

    @after("opened")
    @act()
    def shut(self) -> None:
        assert self.opened, "there was nothing to shut"
        self.told.append("shut")

    @always
    def nothing_is_wrong(self) -> None:
        if self.lies == "ring" and self.opened[1] > 1 and self.opened[3]:
            raise AssertionError("a ring is gone")


def test_the_same_number_is_the_same_walk_and_another_is_another() -> None:
    walks = []
    for number in (4, 4, 5):
        Drawers.told.clear()
        walk(Drawers, number, shrinks=False)
        walks.append(list(Drawers.told))
    assert walks[0] == walks[1] != walks[2]
    assert all(one[0].startswith("begin ") for one in walks)


def test_a_fault_is_told_with_no_act_that_it_does_not_need() -> None:
    told = next(found for found in (walk(Drawers, number, shrinks=True) for number in range(50)) if found)
    first, begins, *acts = told.splitlines()
    assert (first, begins) == ("AssertionError: a ring is gone", "state.something_lies_there(lies='ring')")
    assert sorted(acts) == ["state.open(which=1)", "state.open(which=1)", "state.open(which=3)"]


def test_a_walk_has_as_many_acts_as_it_should_and_chooses_none_without_an_object() -> None:
    number = next(number for number in range(50) if not walk(Drawers, number, shrinks=False))
    Drawers.told.clear()
    assert walk(Drawers, number, shrinks=False) == ""
    assert ACTS[0] <= len(Drawers.told) - 1 <= ACTS[1]


def test_every_act_of_the_machine_of_true_assertions_can_be_walked() -> None:
    walked = {one.name for one in acts_of(Truth)}
    assert {one.name for one in acts_of(Truth) if one.begins} == {"some_cases_are_there"}
    assert {rule.function.__name__ for rule in Truth.setup_state().rules} <= walked


def test_a_walk_that_a_killed_run_was_at_is_the_first_it_walks_again(tmp_path: Path) -> None:
    words = "from tests.machines import test_walks as here; here._AT['dies'] = 100"
    words += "; here.Drawers.lies = property(lambda _: '', lambda *_: None)"  # a machine that finds nothing
    words += "; here.run(here.Drawers, here.Bounds(hours=10, ways=here.WALKED), here.Path(__import__('sys').argv[2]))"
    done = subprocess.run([sys.executable, "-c", words, "-", str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    kept = json.loads((tmp_path / "counts.json").read_text("utf-8"))
    assert kept["done"]["examples"] >= 2
    Drawers.told.clear()
    run(Drawers, Bounds(examples=1, shrinks=False, ways=WALKED), tmp_path)
    again = list(Drawers.told)
    Drawers.told.clear()
    walk(Drawers, kept["first"] + kept["done"].get("walks", 0), shrinks=False)
    assert again == Drawers.told


def test_a_walk_that_failed_is_walked_again_until_it_does_not(tmp_path: Path) -> None:
    bounds = Bounds(examples=200, shrinks=False, ways=WALKED)
    told = run(Drawers, bounds, tmp_path)
    assert told.startswith("AssertionError: a ring is gone")
    assert run(Drawers, Bounds(examples=1, shrinks=False, ways=WALKED), tmp_path) == told
