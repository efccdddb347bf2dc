"""A bounded run of the machine of true assertions, on both databases; the long run is a command of its own."""

import json
from collections import Counter
from pathlib import Path

from hypothesis.stateful import invariant

from models.rules.channels.messages import Ack
from tests.machines.running import Bounds, run
from tests.machines.truth import Truth, on_postgresql
from tests.sizes import so_many


def test_what_is_shown_is_what_a_recount_says_on_sqlite() -> None:
    before = Counter(Truth.done)
    assert run(Truth, Bounds(examples=so_many(20, 400))) == ""
    done = Truth.done - before
    # Where everything is refused there is nothing to compare.
    assert done["go on"] > 0
    assert done["merge"] > 0


def test_what_is_shown_is_what_a_recount_says_on_postgresql(postgres: str) -> None:
    assert run(on_postgresql(postgres), Bounds(examples=so_many(6, 150))) == ""


def test_a_wrong_answer_stays_undone_whatever_the_platform_tells_of_it_later() -> None:
    """An example that a run found: told of twice, it was counted again by one of the two."""
    one = Truth()
    one.some_cases_are_there("archived", "", merged=False)
    one.it_goes_back_or_is_opened_again(0, 0)
    one.the_platform_tells(0, [Ack.FAILED, Ack.DELIVERED])
    try:
        one.what_is_shown_is_what_a_recount_says()
    finally:
        one.teardown()


class Lying(Truth):
    """An office that shows something untrue from the beginning."""

    @invariant()
    def it_is_untrue(self) -> None:
        raise AssertionError("shown 1, recounted 2")


def test_a_fault_is_told_with_its_steps_and_kept_with_what_was_done(tmp_path: Path) -> None:
    told = run(Lying, Bounds(examples=1, shrinks=False), tmp_path)
    assert told.startswith("AssertionError: shown 1, recounted 2\nstate.some_cases_are_there(")
    assert run(Lying, Bounds(examples=1, shrinks=False), tmp_path) != ""
    kept = json.loads((tmp_path / "counts.json").read_text("utf-8"))
    assert kept["done"]["examples"] >= 2
    assert any("shown 1, recounted 2" in fault for fault in kept["faults"])
