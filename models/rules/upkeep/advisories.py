"""Compares installed libraries with a list of known faults: what the list names, and what it cannot speak of.

The list is made by `releases/advisories.py` and says of what day it is. It knows nothing of a later day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

MOST_DAYS = 60  # of an older list nobody may conclude that no fault is known


class ListUnreadable(Exception):
    """The list of known faults is not there, or is none."""


@dataclass(frozen=True)
class Advisory:
    """One published fault: of which library, and from which version on before which one it is mended."""

    key: str
    package: str
    spans: tuple[tuple[str, str], ...]  # from, before; an empty end: in no version mended
    versions: frozenset[str]  # named one by one, where there are no spans


@dataclass(frozen=True)
class Advisories:
    """A list: of what day it is, of which libraries it was made, and their faults."""

    as_of: date
    packages: frozenset[str]
    rows: tuple[Advisory, ...]


@dataclass(frozen=True)
class Compared:
    """What a list says of what is installed."""

    days: int  # since the day of the list; below zero: that day has not come by this clock
    known: int  # libraries the list speaks of
    faulty: tuple[str, ...]  # "name version: key"
    unlisted: tuple[str, ...]  # libraries the list was not made of, or whose version cannot be read

    @property
    def old(self) -> bool:
        """Whether nothing follows from what the list does not name."""
        return not 0 <= self.days <= MOST_DAYS

    @property
    def clean(self) -> bool:
        """Whether it may be said that no fault is known."""
        return self.known > 0 and not (self.faulty or self.unlisted or self.old)


def canonical(name: str) -> str:
    """Return a library's name as the index compares it."""
    return str(canonicalize_name(name))


def read_advisories(said: object) -> Advisories:
    """Return a list as its file has it. Raises ListUnreadable."""
    try:
        return _read(said)
    except (KeyError, TypeError, ValueError, AttributeError) as err:
        raise ListUnreadable from err


def compare(found: Advisories, installed: Mapping[str, str], today: date) -> Compared:
    """Return what a list says of installed libraries (name to version) on this day."""
    faulty: list[str] = []
    unlisted: list[str] = []
    for package, typed in sorted(installed.items()):
        version = _version(typed)
        if package not in found.packages or version is None:
            unlisted.append(package)
            continue
        mine = (row for row in found.rows if row.package == package)
        faulty += [f"{package} {typed}: {row.key}" for row in mine if _affects(row, version)]
    return Compared((today - found.as_of).days, len(installed) - len(unlisted), tuple(faulty), tuple(unlisted))


def _affects(row: Advisory, version: Version) -> bool:
    if not row.spans:
        return version in {Version(one) for one in row.versions}
    return any(version >= Version(since or "0") and not (end and version >= Version(end)) for since, end in row.spans)


def _version(typed: str) -> Version | None:
    try:
        return Version(typed)
    except InvalidVersion:
        return None


def _read(said: object) -> Advisories:
    if not isinstance(said, Mapping):
        raise TypeError
    rows = tuple(
        Advisory(
            str(row["key"]),
            str(row["package"]),
            tuple((_checked(since), _checked(end)) for since, end in row["spans"]),
            frozenset(map(_checked, row["versions"])),
        )
        for row in _listed(said["advisories"])
    )
    packages = frozenset(map(str, _listed(said["packages"])))
    if not all((row.spans or row.versions) and row.package in packages for row in rows):
        raise ValueError
    return Advisories(date.fromisoformat(said["as_of"]), packages, rows)


def _listed(said: object) -> list[Any]:
    if not isinstance(said, list):
        raise TypeError
    return said


def _checked(version: str) -> str:
    if version:
        Version(version)  # InvalidVersion is a ValueError
    return version
