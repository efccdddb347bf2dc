"""A look at a protected identity: asked with a motive, decided by a second person where the office says so, over."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.core.errors import ReasonMissing

# "perlu" is no motive: the log must still be understood in a year.
_LEAST = 10
_HOURS, _LONGEST = 8, 720


class Look(StrEnum):
    """How a request to see an identity stands."""

    MENUNGGU = "menunggu persetujuan"
    TERBUKA = "terbuka"
    DITOLAK = "ditolak"
    BERAKHIR = "berakhir"


def look_of(granted: bool | None, ends_at: datetime | None, now: datetime) -> Look:
    """Return how a request stands now."""
    if granted is None:
        return Look.MENUNGGU
    if not granted:
        return Look.DITOLAK
    return Look.TERBUKA if ends_at is not None and now < ends_at else Look.BERAKHIR


def check_motive(motive: str) -> str:
    """Return the motive as it is kept. Raises ReasonMissing where it says nothing."""
    plain = " ".join(motive.split())
    if len(plain) < _LEAST:
        raise ReasonMissing(f"Tuliskan untuk apa identitas ini perlu diketahui, sedikitnya {_LEAST} huruf.")
    return plain


def asks_second_person(settings: Mapping[str, str]) -> bool:
    """Whether a second person must agree (`buka_identitas_dua_orang`); unless the office says no, he must."""
    return settings.get("buka_identitas_dua_orang", "ya") != "tidak"


def end_of_look(settings: Mapping[str, str], now: datetime) -> datetime:
    """Return until when a look granted now lasts (`buka_identitas_jam`, hours by the wall clock)."""
    typed = settings.get("buka_identitas_jam", "")
    fits = typed.isascii() and typed.isdigit() and 0 < int(typed) <= _LONGEST
    return now + timedelta(hours=int(typed) if fits else _HOURS)
