"""Which data of a person he may have corrected, and which values are valid (UU 27/2022: access and correction)."""

import re
from dataclasses import dataclass

from models.rules.core.errors import ReasonMissing, RuleBroken
from models.rules.core.texts import storable

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
# A name typed in an office, not a story.
_LONGEST = 500


@dataclass(frozen=True)
class DataField:
    """One field of a person's data: its label, and its longest value."""

    label: str
    longest: int


FIELDS: dict[str, DataField] = {
    "name": DataField("Nama", 200),
    "address": DataField("Alamat", _LONGEST),
    "email": DataField("Surel", 200),
    "nationality": DataField("Kewarganegaraan", 60),
    "note": DataField("Catatan petugas", _LONGEST),
}


class CorrectionNotAllowed(RuleBroken):
    """Pembetulan ini tidak dapat dicatat. Periksa isinya."""


def checked(field: str, before: str, after: str, why: str) -> str:
    """Return the corrected value as it is stored. Raises CorrectionNotAllowed or ReasonMissing."""
    if field not in FIELDS:
        raise CorrectionNotAllowed("Pilih data yang hendak dibetulkan.")
    row, clean = FIELDS[field], " ".join(storable(after).split())
    if len(clean) > row.longest:
        raise CorrectionNotAllowed(f"{row.label} paling panjang {row.longest} huruf.")
    if field == "email" and clean and not _EMAIL.fullmatch(clean):
        raise CorrectionNotAllowed("Surel harus berbentuk nama@tempat.id.")
    if clean == before:
        raise CorrectionNotAllowed(f"{row.label} sudah tercatat demikian; tidak ada yang dibetulkan.")
    if not why.strip():
        raise ReasonMissing("Tuliskan atas dasar apa data ini dibetulkan, misalnya KTP yang diperlihatkan.")
    return clean
