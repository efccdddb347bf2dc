"""Places on the earth as a camera notes them: which numbers are valid, and how they are printed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Position:
    """A place: degrees north and east; south and west are negative."""

    latitude: float
    longitude: float


def position_of(latitude: float | None, longitude: float | None) -> Position | None:
    """Return the position of two coordinates; None where one is invalid, or both are 0 (a camera without signal)."""
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return None if latitude == longitude == 0 else Position(latitude, longitude)


def position_words(position: Position) -> str:
    """Return a position as papers print it, to the metre: 1,15320° LU, 103,89210° BT."""
    north = "LU" if position.latitude >= 0 else "LS"
    east = "BT" if position.longitude >= 0 else "BB"
    return f"{_degrees(position.latitude)} {north}, {_degrees(position.longitude)} {east}"


def _degrees(number: float) -> str:
    return f"{abs(number):.5f}°".replace(".", ",")
