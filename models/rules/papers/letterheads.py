"""The letterhead by rule: how large the emblem is printed, how fine it must be, and which version holds on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

EMBLEM_MM = 21  # its height on paper (notadinas §2.1)
SHORTEST_MM, TALLEST_MM = 15, 25  # what an office may choose instead
WIDEST_MM = 24  # what the emblem's column leaves; a wider one is printed lower
FINE_DPI = 200  # pixels an inch from which print looks sharp
LEAST_DPI = 75  # below, single pixels are seen at arm's length
EMBLEM_OCTETS = 2_000_000  # of the uploaded file
_MM_IN_INCH = 25.4


def printed_mm(width: int, height: int, tall: int) -> tuple[float, float]:
    """Return width and height on paper of an emblem of so many pixels, at most `tall` millimetres high."""
    scale = min(tall / height, WIDEST_MM / width)
    return width * scale, height * scale


def dots_per_inch(width: int, height: int, tall: int) -> int:
    """Return how many of an emblem's pixels stand on an inch of paper."""
    return round(height / (printed_mm(width, height, tall)[1] / _MM_IN_INCH))


class Dated(Protocol):
    """A version: from which day it holds, and its number, which grows."""

    valid_from: date
    id: int


Version = TypeVar("Version", bound=Dated)


def version_on(day: date, versions: Iterable[Version]) -> Version | None:
    """Return the version that holds on a day: the latest begun, of two begun on one day the one made later.

    A day before all of them has the first one: papers were never without a letterhead.
    """
    known = sorted(versions, key=lambda version: (version.valid_from, version.id))
    begun = [version for version in known if version.valid_from <= day]
    if begun:
        return begun[-1]
    same = [version for version in known if version.valid_from == known[0].valid_from]
    return same[-1] if same else None
