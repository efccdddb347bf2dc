"""Walks: from a number follow the acts of an example, each as likely as any other; the same number, the same walk.

Hypothesis prefers few and simple acts, and repeats them; an office has many, which meet by chance.
"""

from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from hypothesis.vendor.pretty import pretty

from tests.machines.acting import acts_of, asked_of
from tests.machines.counting import Counting

ACTS = (25, 35)  # at least, at most
_Step = tuple[str, dict[str, Any]]
_Choose = Callable[[Counting], _Step | None]


def walk(machine: type[Counting], number: int, shrinks: bool) -> str:
    """Walk the walk of a number; return its fault with the acts that led to it, empty where there was none."""
    told, steps = _walked(machine, _drawn(machine, number))
    if not told:
        machine.done["walks"] += 1
        return ""
    if shrinks:
        told, steps = _shrunk(machine, told, steps)
    return "\n".join([told, *(_line(name, given) for name, given in steps)])


def _walked(machine: type[Counting], choose: _Choose) -> tuple[str, list[_Step]]:
    """Do what is chosen until nothing is; return the fault that ended it and what was done."""
    steps: list[_Step] = []
    here, asked = machine(), asked_of(machine)
    try:
        while (step := choose(here)) is not None:
            steps.append(step)
            name, given = step
            getattr(here, name)(**given)
            for question in asked:
                getattr(here, question)()
    except Exception as fault:  # noqa: BLE001 - whatever an act raises is its fault
        return f"{type(fault).__name__}: {fault}", steps
    finally:
        here.teardown()
    return "", steps


def _drawn(machine: type[Counting], number: int) -> _Choose:
    """Return what draws the acts of a number, first what the machine begins with."""
    chance, acts = Random(number), acts_of(machine)
    begins, left = [one for one in acts if one.begins], iter(range(chance.randint(*ACTS)))

    def choose(here: Counting) -> _Step | None:
        if not begins and next(left, None) is None:
            return None
        one = begins.pop() if begins else chance.choice([one for one in acts if not one.begins and one.may(here)])
        return one.name, {name: chance.choice(list(values)) for name, values in one.given.items()}

    return choose


def _again(machine: type[Counting], steps: Iterable[_Step]) -> _Choose:
    """Return what chooses the same acts again, less those that have nothing to act on any more."""
    may, left = {one.name: one.may for one in acts_of(machine)}, iter(steps)
    return lambda here: next((step for step in left if may[step[0]](here)), None)


def _shrunk(machine: type[Counting], told: str, steps: list[_Step]) -> tuple[str, list[_Step]]:
    """Leave out whatever act is not needed for a fault of the same kind, the last ones first."""
    for place in reversed(range(1, len(steps))):
        fewer = steps[:place] + steps[place + 1 :]
        found, done = _walked(machine, _again(machine, fewer)) if place < len(steps) else ("", steps)
        if found.split(":")[0] == told.split(":")[0]:
            told, steps = found, done
    return told, steps


def _line(name: str, given: dict[str, Any]) -> str:
    return f"state.{name}({', '.join(f'{key}={pretty(value)}' for key, value in given.items())})"
