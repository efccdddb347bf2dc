"""Whether a file is active or inactive by the schedule's years, and what a transfer record must name."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from models.rules.core.errors import RuleBroken
from models.rules.retention.retention import Fate, KeepingClass, kept_until

LONGEST_NAME = 120


class Phase(StrEnum):
    """Where a file is in its life."""

    AKTIF = "aktif"
    INAKTIF = "inaktif"
    HABIS = "habis"


PHASE_LABELS: dict[Phase, str] = {
    Phase.AKTIF: "Aktif",
    Phase.INAKTIF: "Inaktif",
    Phase.HABIS: "Masa simpan berakhir",
}


class TransferRefused(RuleBroken):
    """Pemindahan ini tidak dapat dicatat."""


def as_active(row: KeepingClass) -> KeepingClass:
    """Return the class as it counts for the active years alone, whatever becomes of the file later."""
    return replace(row, inactive_years=0, fate=Fate.MUSNAH)


def as_whole(row: KeepingClass) -> KeepingClass:
    """Return the class as it counts for all its years."""
    return row


def active_until(row: KeepingClass, closed_at: datetime) -> datetime:
    """Return the naive UTC moment at which a file's active years end."""
    return kept_until(as_active(row), closed_at)


def phase_of(row: KeepingClass | None, closed_at: datetime | None, is_open: bool, now: datetime) -> Phase:
    """Return where a file is; one that is open, or of no class, is active. A permanent one never ends."""
    if row is None or is_open or closed_at is None or active_until(row, closed_at) > now:
        return Phase.AKTIF
    over = row.fate is not Fate.PERMANEN and kept_until(row, closed_at) <= now
    return Phase.HABIS if over else Phase.INAKTIF


def check_transfer(people: dict[str, str], chosen: int) -> None:
    """Raise TransferRefused where nothing is chosen or somebody is not named. `people`: label to what was typed."""
    if not chosen:
        raise TransferRefused("Pilih paling sedikit satu berkas yang dipindahkan.")
    if lacking := [label for label, name in people.items() if not name.strip()]:
        raise TransferRefused(f"Isi {', '.join(lacking)}.")
    if long := [label for label, name in people.items() if len(name) > LONGEST_NAME]:
        raise TransferRefused(f"Isian {', '.join(long)} paling panjang {LONGEST_NAME} huruf.")
