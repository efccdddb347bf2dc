"""The fault switches: which request goes wrong, how often and how. What goes wrong is left to the breakages."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from threading import Lock
from typing import Any

from sync_agent.simulator.fault_kinds import KINDS
from sync_agent.simulator.places import WAHA, Places, matches, pattern

_GENERAL = ("platform", "path", "method", "count", "skip", "probability")


class WrongSwitch(ValueError):
    """A fault that cannot be switched on as asked."""


@dataclass
class Fault:
    """One switch. `path`: a pattern (places.py); `count`: how often yet, None for ever; `skip`: how many pass."""

    kind: str
    path: str = "*"
    method: str | None = None
    count: int | None = None
    skip: int = 0
    probability: float = 1.0
    settings: dict[str, Any] = field(default_factory=dict)
    number: int = 0
    hits: int = 0

    def matches(self, method: str, path: str) -> bool:
        """Whether a request is one this switch is about."""
        return self.count != 0 and self.method in (None, method) and matches(self.path, method, path)

    def as_json(self) -> dict[str, Any]:
        """Write the switch for the control API."""
        named = ("number", "kind", "path", "method", "count", "skip", "probability", "settings", "hits")
        return {name: getattr(self, name) for name in named}


class Switchboard:
    """All switches that are on, in the order they were set."""

    def __init__(self, seed: int = 0, places: Mapping[str, Places] | None = None) -> None:
        """Start with none; `seed` decides what probabilities come to, `places` are those of each platform."""
        self.places = dict(places or {"waha": WAHA})
        self._faults: list[Fault] = []
        self._numbers = count(1)
        self._chance = random.Random(seed)  # noqa: S311 - practice, not secrets
        self._lock = Lock()

    def switch_on(self, payload: Mapping[str, object]) -> Fault:
        """Set a fault from its JSON; what is not said comes from the kind's row. Raises WrongSwitch."""
        fault = read_fault(payload, self.places)
        with self._lock:
            fault.number = next(self._numbers)
            self._faults.append(fault)
        return fault

    def switch_off(self, number: int | None = None) -> int:
        """Take one fault away, or all of them, and say how many."""
        with self._lock:
            kept = [fault for fault in self._faults if number is not None and fault.number != number]
            gone = len(self._faults) - len(kept)
            self._faults = kept
        return gone

    def take(self, method: str, path: str) -> list[Fault]:
        """Return the faults this request runs into and count them."""
        with self._lock:
            return [fault for fault in self._faults if fault.matches(method, path) and self._strikes(fault)]

    def _strikes(self, fault: Fault) -> bool:
        if fault.skip > 0:
            fault.skip -= 1
            return False
        if fault.probability < 1 and self._chance.random() >= fault.probability:
            return False
        fault.hits += 1
        if fault.count is not None:
            fault.count -= 1
        return True

    def faults(self) -> list[Fault]:
        """Return the faults that are set, spent ones too."""
        with self._lock:
            return list(self._faults)


def read_fault(payload: Mapping[str, Any], places: Mapping[str, Places]) -> Fault:
    """Read a fault from JSON: known kind, platform and settings, sensible numbers. Raises WrongSwitch."""
    kind = KINDS.get(str(payload.get("kind")))
    if kind is None:
        raise WrongSwitch(f"unknown kind {payload.get('kind')!r}; known: {', '.join(KINDS)}")
    general = {name: payload[name] for name in _GENERAL if name in payload}
    platform = str(general.get("platform") or "")
    if platform and platform not in places:
        raise WrongSwitch(f"unknown platform {platform!r}; known: {', '.join(places)}")
    settings = {name: value for name, value in payload.items() if name not in general and name != "kind"}
    unknown = set(settings) - set(kind.settings)
    if unknown:
        raise WrongSwitch(f"{kind.name} does not know {', '.join(sorted(unknown))}; it knows {list(kind.settings)}")
    try:
        return Fault(
            kind=kind.name,
            path=str(general.get("path") or pattern(places, platform, kind.where)),
            method=general.get("method") or None,
            count=None if general.get("count") is None else int(general["count"]),
            skip=int(general.get("skip") or 0),
            probability=float(general.get("probability", 1.0)),
            settings={name: _like(default, settings.get(name)) for name, default in kind.settings.items()},
        )
    except (TypeError, ValueError) as error:
        raise WrongSwitch(str(error)) from error


def _like(default: Any, value: Any) -> Any:
    """Bring a value into the type of its default; no value is the default."""
    if value is None or value == "":
        return default
    if default is None or isinstance(default, str):
        return value if isinstance(value, int | float) else str(value)
    if isinstance(default, bool):
        return value in (True, "true", "1", "ya")
    return type(default)(value)
