"""What the watcher tells of: when a condition counts, when it is over, and what it says to whom watches it.

Two looks in a row must find a condition: a program that is being started anew is none. It is over at the first look
that asked and did not find it; what could not be asked is neither over nor well. A key names no person and no case,
so it may leave the office.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from models.rules.upkeep.conditions.row import Held, Part
from models.rules.upkeep.conditions.table import SOURCES, row_of

UNHEARD = timedelta(hours=1)  # a watcher speaks every minute; an hour outlasts a line that is mended
_MOST_ADDRESS = 500
_TAKES = (
    "an address like https://hc-ping.com/…, without name, ? and #; http only to this machine or a private address"
)


class AddressRefused(ValueError):
    """An address of an outside watcher that cannot be used; the sentence says which can."""


@dataclass(frozen=True)
class Wrong:
    """One condition that holds: its key, what it means with what to do for log and staff, and who tells of it.

    `staff`: in Indonesian; it may leave the office, so it names no person, case, number or message.
    """

    key: str
    operators: str
    part: Part = Part.OFFICE
    staff: str = ""


def wrong_of(held: Held) -> Wrong:
    """Return what the watcher tells of a condition of the table that holds."""
    return Wrong(held.key, held.operators, SOURCES[row_of(held.key).source].part, held.says)


@dataclass(frozen=True)
class Looked:
    """What one look found wrong, and whom it could not ask."""

    wrong: tuple[Wrong, ...] = ()
    unasked: frozenset[Part] = frozenset()


@dataclass(frozen=True)
class Memory:
    """What was found by the last look that could ask for it, and what of it is told and not over."""

    seen: tuple[Wrong, ...] = ()
    told: tuple[Wrong, ...] = ()


@dataclass(frozen=True)
class Turn:
    """What one look brought: conditions to tell now, those that are over, all that hold, and whether all is well.

    Where nothing holds and not all is well, a look found something for the first time: nothing can be said yet.
    """

    begun: tuple[Wrong, ...]
    ended: tuple[str, ...]
    holds: tuple[Wrong, ...]
    well: bool


def turn(before: Memory, looked: Looked) -> tuple[Memory, Turn]:
    """Return what is told after a look, each condition once when it begins and once when it is over."""
    found, seen, told = _keys(looked.wrong), _keys(before.seen), _keys(before.told)
    counts = tuple(one for one in looked.wrong if one.key in seen)
    if before.seen and not counts:
        counts = looked.wrong  # something is wrong for the second time, though each time by another name
    holds = counts + _kept(before.told, looked.unasked, found)
    memory = Memory(looked.wrong + _kept(before.seen, looked.unasked, found), holds)
    begun = tuple(one for one in counts if one.key not in told)
    ended = tuple(sorted(told - _keys(holds)))
    return memory, Turn(begun, ended, holds, well=not looked.wrong and not looked.unasked)


def _keys(those: Sequence[Wrong]) -> frozenset[str]:
    return frozenset(one.key for one in those)


def _kept(before: Sequence[Wrong], unasked: frozenset[Part], found: frozenset[str]) -> tuple[Wrong, ...]:
    """Return what was known before of those who could not be asked now, as far as it is not found again."""
    return tuple(one for one in before if one.part in unasked and one.key not in found)


def checked_address(typed: str) -> str:
    """Return the address of an outside watcher as it is kept. Raises AddressRefused.

    Whoever knows it can speak for the office's watcher, so it travels encrypted beyond the office's own network.
    """
    address = typed.strip()
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and parts.port != 0 and len(address) <= _MOST_ADDRESS and address.isprintable()
    except ValueError as err:
        raise AddressRefused(f"This cannot be an outside watcher: it takes {_TAKES}.") from err
    more = parts.username or parts.password or parts.query or parts.fragment or "?" in address or "#" in address
    near = parts.scheme == "http" and is_near(parts.hostname or "")
    if not usable or more or not (parts.scheme == "https" or near):
        raise AddressRefused(f"This cannot be an outside watcher: it takes {_TAKES}.")
    return address.rstrip("/")


def is_near(host: str) -> bool:
    """Whether a host is this machine or has a private address: what travels to it does not leave the network."""
    if host == "localhost":
        return True
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return False
    return found.is_private and not found.is_unspecified
