"""A look at a protected identity: asked for with a motive, granted by a second person where required, with an end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.core.errors import ReasonMissing
from models.rules.core.stored_moments import is_ahead

# "perlu" is no motive: the log must still be understood in a year.
_LEAST = 10
_HOURS, _LONGEST = 8, 720
LONGEST_LOOK = timedelta(hours=_LONGEST)


class Look(StrEnum):
    """The state of a request to see an identity."""

    MENUNGGU = "menunggu persetujuan"
    TERBUKA = "terbuka"
    DITOLAK = "ditolak"
    BERAKHIR = "berakhir"


def look_of(granted: bool | None, ends_at: datetime | None, now: datetime) -> Look:
    """Return the state of a request now."""
    if granted is None:
        return Look.MENUNGGU
    if not granted:
        return Look.DITOLAK
    return Look.TERBUKA if is_ahead(ends_at, now, LONGEST_LOOK) else Look.BERAKHIR


def check_motive(motive: str) -> str:
    """Return the motive as it is stored. Raises ReasonMissing where it is too short to say anything."""
    plain = " ".join(motive.split())
    if len(plain) < _LEAST:
        raise ReasonMissing(f"Tuliskan untuk apa identitas ini perlu diketahui, sedikitnya {_LEAST} huruf.")
    return plain


def asks_second_person(settings: Mapping[str, str]) -> bool:
    """Whether a second person must agree (setting `buka_identitas_dua_orang`; yes unless it is "tidak")."""
    return settings.get("buka_identitas_dua_orang", "ya") != "tidak"


def end_of_look(settings: Mapping[str, str], now: datetime) -> datetime:
    """Return when a look granted now ends (setting `buka_identitas_jam`, in wall-clock hours)."""
    typed = settings.get("buka_identitas_jam", "")
    fits = typed.isascii() and typed.isdigit() and 0 < int(typed) <= _LONGEST
    return now + timedelta(hours=int(typed) if fits else _HOURS)
