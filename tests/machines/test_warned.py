"""A bounded run of the machine of the clock jobs, on both databases."""

from collections import Counter

from tests.machines.running import Bounds, run
from tests.machines.warned import Warned, warned_on_postgresql
from tests.sizes import so_many


def test_what_is_warned_of_is_what_a_look_at_every_clock_says_on_sqlite() -> None:
    before = Counter(Warned.done)
    assert run(Warned, Bounds(examples=so_many(6, 200))) == ""
    assert run(Warned, Bounds(examples=so_many(6, 200), ways=("walked",))) == ""
    done = Warned.done - before
    assert done["warned"] > 0 < done["kept"]  # else there was nothing to compare


def test_what_is_warned_of_is_what_a_look_at_every_clock_says_on_postgresql(postgres: str) -> None:
    assert run(warned_on_postgresql(postgres), Bounds(examples=so_many(2, 100), ways=("walked",))) == ""
