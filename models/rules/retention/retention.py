"""How long the file of a case is kept, when it may be proposed for destruction, and who may agree (UU 43/2009)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.core.errors import RuleBroken
from models.rules.core.moments import from_wib, to_wib
from models.rules.retention.appraisal import Verdict

# The kind of the class for cases about an employee's conduct, whatever their own kind.
CONDUCT = "perilaku"
# What stands where a text was taken out for good.
DESTROYED = "(dimusnahkan)"
# What the stand-in of a destroyed id begins with.
STANDS_FOR = "musnah:"


def hidden_id(external_id: str | None) -> str | None:
    """Return a hash in place of a platform's id, which may contain a telephone number."""
    if not external_id or external_id.startswith(STANDS_FOR):
        return external_id
    return STANDS_FOR + hashlib.sha256(external_id.encode()).hexdigest()


class Fate(StrEnum):
    """What becomes of a file when its retention ends (nasib akhir in the schedule)."""

    MUSNAH = "musnah"
    DINILAI_KEMBALI = "dinilai_kembali"
    PERMANEN = "permanen"


FATE_LABELS: dict[Fate, str] = {
    Fate.MUSNAH: "Musnah",
    Fate.DINILAI_KEMBALI: "Dinilai kembali",
    Fate.PERMANEN: "Permanen",
}


@dataclass(frozen=True)
class KeepingClass:
    """A row of the retention schedule; an empty `kind` covers every kind that has no class of its own."""

    key: str
    kind: str
    active_years: int
    inactive_years: int
    fate: Fate


def class_of(kind: str, misconduct: bool, classes: Sequence[KeepingClass]) -> KeepingClass | None:
    """Return the class of a case: that of misconduct, else of its kind, else the general one."""
    by_kind = {row.kind: row for row in reversed(classes)}
    wanted = (CONDUCT,) if misconduct else ()
    return next((by_kind[name] for name in (*wanted, kind, "") if name in by_kind), None)


def kept_until(row: KeepingClass, closed_at: datetime) -> datetime:
    """Return the naive UTC moment at which retention ends, counted from the closing in WIB days."""
    day = to_wib(closed_at)
    year = day.year + row.active_years + row.inactive_years
    last_day = 28 if (day.month, day.day) == (2, 29) else day.day
    return from_wib(day.replace(year=min(year, 9999), day=last_day))


def closed_by(row: KeepingClass, now: datetime) -> datetime:
    """Return a moment some days after the latest closing of a case of this class whose retention is over now."""
    year = now.year - row.active_years - row.inactive_years
    return now.replace(year=max(year, 1), day=min(now.day, 28)) + timedelta(days=5)


def is_over(row: KeepingClass | None, closed_at: datetime | None, hold: bool, now: datetime) -> bool:
    """Whether a case's time is over: closed, retention over, not held, and of a class that is not permanent."""
    if row is None or closed_at is None or hold or row.fate is Fate.PERMANEN:
        return False
    return kept_until(row, closed_at) <= now


def may_be_proposed(
    row: KeepingClass | None, closed_at: datetime | None, hold: bool, verdict: Verdict | None, now: datetime
) -> bool:
    """Whether a case may be put on a list: its time is over, and its appraisal says that it may be destroyed.

    `verdict`: the one that stands (appraisal.standing). What the schedule calls *musnah* is appraised as well.
    """
    return verdict is Verdict.MUSNAH and is_over(row, closed_at, hold, now)


class ApprovalNotAllowed(RuleBroken):
    """Daftar ini tidak dapat diputuskan sekarang."""


def check_decision(maker: int, decider: int | None, decided: bool) -> None:
    """Raise ApprovalNotAllowed where a list was decided already, or where its proposer would decide it himself."""
    if decided:
        raise ApprovalNotAllowed("Daftar ini sudah diputuskan. Muat ulang halaman untuk melihat keputusannya.")
    if decider is None or decider == maker:
        raise ApprovalNotAllowed("Daftar harus disetujui orang lain, bukan pengusulnya sendiri.")


def reason_for(label: str, fate: Fate, until: datetime) -> str:
    """Return the reason given on the lists for a file."""
    return f"{label}: masa simpan berakhir {to_wib(until):%d-%m-%Y}, {FATE_LABELS[fate].lower()}"
