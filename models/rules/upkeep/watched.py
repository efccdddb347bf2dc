"""What the watcher tells of: when a condition counts, when it is over, and what it says to whom watches it.

Two looks in a row must find a condition: a program that is being started anew is none. It is over at the first look
that does not. A key names no person and no case, so it may leave the office.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from models.rules.core.stored_moments import is_older

BACKUP_OLD = timedelta(days=2)  # an office that was not copied for so long would lose this much work
_MOST_ADDRESS = 500
_TAKES = (
    "an address like https://hc-ping.com/…, without name, ? and #; http only to this machine or a private address"
)


class AddressRefused(ValueError):
    """An address of an outside watcher that cannot be used; the sentence says which can."""


@dataclass(frozen=True)
class Wrong:
    """One condition that holds: its key, and what it means with what to do, for the log."""

    key: str
    operators: str


@dataclass(frozen=True)
class Memory:
    """What the last look found, and what is told and not over."""

    seen: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Turn:
    """What one look brought: conditions to tell now, those that are over, and all that hold."""

    begun: tuple[Wrong, ...]
    ended: tuple[str, ...]
    holds: tuple[Wrong, ...]


def turn(before: Memory, found: Sequence[Wrong]) -> tuple[Memory, Turn]:
    """Return what is told after a look, each condition once when it begins and once when it is over."""
    keys = frozenset(one.key for one in found)
    told = keys & (before.seen | before.told)
    holds = tuple(one for one in found if one.key in told)
    begun = tuple(one for one in holds if one.key not in before.told)
    return Memory(keys, told), Turn(begun, tuple(sorted(before.told - keys)), holds)


def of_backup(newest: datetime | None, now: datetime, *, practice: bool) -> tuple[Wrong, ...]:
    """Return whether the newest backup is too old; practice needs none."""
    if practice or (newest is not None and not is_older(newest, BACKUP_OLD, now)):
        return ()
    return (Wrong("backup_old", "no backup was made for two days: run_admin.py backup FILE"),)


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
    near = parts.scheme == "http" and _is_near(parts.hostname or "")
    if not usable or more or not (parts.scheme == "https" or near):
        raise AddressRefused(f"This cannot be an outside watcher: it takes {_TAKES}.")
    return address.rstrip("/")


def _is_near(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return False
    return found.is_private and not found.is_unspecified
