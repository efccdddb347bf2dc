"""The limits the law sets besides the SOP's: what must happen, from when it counts, what meets it, when it is due.

The limits themselves are dated rows of the office (models/starting_data/statutory_rules.csv).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from models.rules.cases.sop import Output
from models.rules.clocks.working_time import Calendar, add_days


class Source(StrEnum):
    """Who passed a complaint on to the office; empty: the citizen himself, on a channel."""

    LANGSUNG = ""
    LAPOR = "lapor"
    OMBUDSMAN = "ombudsman"
    DPR = "dpr"
    PUSAT = "pusat"


SOURCE_LABELS: dict[Source, str] = {
    Source.LANGSUNG: "Langsung dari pelapor",
    Source.LAPOR: "SP4N-LAPOR!",
    Source.OMBUDSMAN: "Ombudsman RI",
    Source.DPR: "DPR atau DPRD",
    Source.PUSAT: "Kanwil atau Direktorat Jenderal",
}


class LegalUnit(StrEnum):
    """What a limit of the law is counted in."""

    HARI = "hari"
    HARI_KERJA = "hari_kerja"
    JAM = "jam"


UNIT_LABELS: dict[LegalUnit, str] = {
    LegalUnit.HARI: "hari",
    LegalUnit.HARI_KERJA: "hari kerja",
    LegalUnit.JAM: "jam",
}


class LegalAction(StrEnum):
    """What must have happened in time."""

    MENANGGAPI = "menanggapi"
    MEMUTUSKAN = "memutuskan"
    MEMBERITAHU = "memberitahu"
    MENERUSKAN = "meneruskan"
    MENINDAKLANJUTI = "menindaklanjuti"
    MENUTUP = "menutup"


class Start(StrEnum):
    """From when a limit counts."""

    DITERIMA = "diterima"
    LENGKAP = "berkas lengkap"
    DITERUSKAN = "diteruskan"
    DIJAWAB = "dijawab"


@dataclass(frozen=True)
class ActionRow:
    """One thing the law demands: its name, from when it counts, and the outputs of which any one meets it."""

    label: str
    start: Start
    met_by: tuple[Output, ...]


_A, _O = LegalAction, Output
_ANSWERS = (_O.JAWABAN, _O.JAWABAN_TERTULIS)

ACTIONS: dict[LegalAction, ActionRow] = {
    _A.MENANGGAPI: ActionRow("Menanggapi pelapor", Start.DITERIMA, (_O.TANGGAPAN_AWAL, *_ANSWERS)),
    _A.MEMUTUSKAN: ActionRow("Memutuskan dan memberi jawaban", Start.LENGKAP, _ANSWERS),
    _A.MEMBERITAHU: ActionRow("Memberi tahu secara tertulis", Start.DITERIMA, _ANSWERS),
    _A.MENERUSKAN: ActionRow("Memeriksa dan meneruskan", Start.DITERIMA, (_O.NOTA_DINAS_TERUS, *_ANSWERS)),
    _A.MENINDAKLANJUTI: ActionRow("Mengoordinasikan tindak lanjut", Start.DITERUSKAN, (_O.LAPORAN, *_ANSWERS)),
    _A.MENUTUP: ActionRow("Menutup laporan", Start.DIJAWAB, (_O.DOKUMENTASI,)),
}
# The outputs from whose first making a limit counts.
START_OUTPUTS: dict[Start, tuple[Output, ...]] = {
    Start.DITERUSKAN: (_O.NOTA_DINAS_TERUS,),
    Start.DIJAWAB: _ANSWERS,
}


def fits(rule_kind: str, rule_source: str, kind: str, source: str) -> bool:
    """Whether a limit applies to a case; an empty kind or source in the limit applies to all."""
    return rule_kind in ("", kind) and rule_source in ("", source)


def is_valid(valid_from: date, valid_until: date | None, opened: date) -> bool:
    """Whether a limit was in force when the case was opened: an old case keeps the old limit."""
    return valid_from <= opened and (valid_until is None or opened <= valid_until)


def legal_due(calendar: Calendar, starts: datetime, amount: int, unit: LegalUnit) -> datetime:
    """Return the naive UTC moment by which it must have happened. Raises NoWorkingTime."""
    if unit is LegalUnit.HARI_KERJA:
        return add_days(calendar, starts, amount)
    return starts + (timedelta(days=amount) if unit is LegalUnit.HARI else timedelta(hours=amount))


def share_passed(starts: datetime, due: datetime, now: datetime) -> float:
    """Return the share of a limit that has passed in wall-clock time: 0 at its start, 1 when due."""
    whole = (due - starts).total_seconds()
    return (now - starts).total_seconds() / whole if whole > 0 else 1.0
