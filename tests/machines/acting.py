"""How a machine says what it may do: acts with the values to choose from, read by Hypothesis and by walks alike."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

Given = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class Act:
    """One act of a machine: its name, what each argument may be, and whether there is something to act on now."""

    name: str
    given: Given
    begins: bool = False
    may: Callable[[Any], bool] = lambda _machine: True


def act(**given: Sequence[Any]) -> Any:
    """Let a method be an act; each argument is one of these values, the simplest first."""
    return lambda method: _marked(rule(**_chosen(given))(method), Act(method.__name__, given))


def begin(**given: Sequence[Any]) -> Any:
    """Let a method be what a machine begins with."""
    return lambda method: _marked(initialize(**_chosen(given))(method), Act(method.__name__, given, begins=True))


def only_if(may: Callable[[Any], bool]) -> Any:
    """Let an act be chosen only where this holds: where it has nothing to act on it is only refused."""

    def allowed(method: Any) -> Any:
        of = method.act
        return _marked(precondition(may)(method), Act(of.name, of.given, of.begins, may))

    return allowed


def after(*names: str) -> Any:
    """Let an act be chosen only where one of these has been done."""
    return only_if(lambda machine: any(name in machine.here for name in names))


def always(method: Any) -> Any:
    """Let a method be asked after each act; it raises where something is not so."""
    held = invariant()(method)
    held.asked = True
    return held


def acts_of(machine: type) -> list[Act]:
    """Return every act of a machine, in the order of their names."""
    return [one.act for _, one in inspect.getmembers(machine) if hasattr(one, "act")]


def asked_of(machine: type) -> list[str]:
    """Return the names of what is asked after each act."""
    return [name for name, one in inspect.getmembers(machine) if hasattr(one, "asked")]


def _chosen(given: Given) -> dict[str, Any]:
    return {name: st.sampled_from(list(values)) for name, values in given.items()}


def _marked(method: Any, of: Act) -> Any:
    method.act = of
    return method
