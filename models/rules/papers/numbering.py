"""How complaint and letter numbers are written, counted and dated, and how typed ones are checked (notadinas §4)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.rules.core.dashes import plain_hyphens
from models.rules.core.errors import NumberNotAllowed

_CODE = re.compile(r"(?<![A-Z.\d])[A-Z]{2}(?:\.\d{2}){1,3}(?![.\d])")


class NumberMode(StrEnum):
    """Who gives the numbers: the office's own book, a granted range, or this program."""

    EKSTERNAL = "eksternal"
    BLOK = "blok"
    MANDIRI = "mandiri"


MODE_LABELS: dict[NumberMode, str] = {
    NumberMode.EKSTERNAL: "Eksternal: nomor dari Tata Usaha atau SRIKANDI diketik",
    NumberMode.BLOK: "Blok: rentang nomor dari Tata Usaha",
    NumberMode.MANDIRI: "Mandiri: sistem ini yang memberi nomor",
}


class SeriesScope(StrEnum):
    """What one series of letter numbers counts; a setting, because offices differ (notadinas §1)."""

    KANTOR = "kantor"
    MASALAH = "masalah"
    KLASIFIKASI = "klasifikasi"
    JENIS_NASKAH = "jenis_naskah"


SCOPE_LABELS: dict[SeriesScope, str] = {
    SeriesScope.KANTOR: "Satu seri untuk seluruh kantor",
    SeriesScope.MASALAH: "Satu seri per masalah utama (UM, PW, …)",
    SeriesScope.KLASIFIKASI: "Satu seri per kode klasifikasi",
    SeriesScope.JENIS_NASKAH: "Satu seri per jenis naskah (ND, SURAT, …)",
}
# Two series of one year must not write the same number, so the format says which series it is.
_MUST_SAY: dict[SeriesScope, str] = {
    SeriesScope.MASALAH: "{klasifikasi}",
    SeriesScope.KLASIFIKASI: "{klasifikasi}",
    SeriesScope.JENIS_NASKAH: "{jenis}",
}
FIELDS = frozenset({"unit", "klasifikasi", "urut", "tahun", "jenis"})

LETTER_FORMAT = "{unit}-{klasifikasi}-{urut}"
LETTER_PATTERN = r"^WIM\.\d{1,2}\.IMI\.\d{1,2}-[A-Z]{2}\.\d{2}(\.\d{2}){0,2}-\d{1,5}$"
OFFICE_SERIES = "kantor"
COMPLAINT_SERIES = "ADU"
AGENDA_UNIT = "AGENDA"  # of papers that have an agenda number of their own instead of a letter number
RECORD_SERIES = "pemusnahan"  # of the records (berita acara) of destruction
RECORD_FORMAT = "BA-PMA/{urut:03d}/{year}"
TRANSFER_SERIES = "pemindahan"  # of the records of files handed to the records centre
TRANSFER_FORMAT = "BA-PMD/{urut:03d}/{year}"
COMPLAINT_FORMAT = "ADU-{year}-{urut:06d}"
HIGHEST = 99_999
# From this share of a granted range on, a new one is asked for.
LOW_SHARE = 0.8


def complaint_number(year: int, urut: int) -> str:
    """Return a registration number, e.g. ADU-2026-000123."""
    return COMPLAINT_FORMAT.format(year=year, urut=urut)


def kind_of_paper(code: str) -> str:
    """Return the kind of paper a document type is, e.g. ND of ND-TERUS."""
    return code.partition("-")[0]


def series_of(scope: SeriesScope, classification: str, code: str) -> str:
    """Return the name of the series that numbers a paper: the office's, its subject's, its code's or its kind's."""
    return {
        SeriesScope.KANTOR: OFFICE_SERIES,
        SeriesScope.MASALAH: f"masalah {classification[:2]}",
        SeriesScope.KLASIFIKASI: f"klasifikasi {classification}",
        SeriesScope.JENIS_NASKAH: f"jenis {kind_of_paper(code)}",
    }[scope]


def series_name(unit: str, series: str, called: str = "") -> str:
    """Return what a series is called, e.g. Agenda disposisi; `called`: what it numbers, where the office named it."""
    if unit == AGENDA_UNIT:
        return f"Agenda {called or series}"
    if unit == COMPLAINT_SERIES:
        return "Nomor pengaduan"
    return f"Surat dan nota dinas {unit}" + ("" if series == OFFICE_SERIES else f", {series}")


def series_title(unit: str, series: str, year: int, called: str = "") -> str:
    """Return the heading of a series in the book of numbers, e.g. Agenda disposisi tahun 2026."""
    name = series_name(unit, series, called)
    return f"{name}{',' if ',' in name and unit != AGENDA_UNIT else ''} tahun {year}"


def check_format(form: str, scope: SeriesScope = SeriesScope.KANTOR) -> str:
    """Return the number format if it suits this scope; raises NumberNotAllowed saying what is missing."""
    named = set(re.findall(r"{([^{}]*)}", form))
    bare = re.sub(r"{[^{}]*}", "", form)
    if "urut" not in named or named - FIELDS or "{" in bare or "}" in bare:
        raise NumberNotAllowed(
            "Format nomor memuat {urut}, dan hanya mengenal {unit}, {klasifikasi}, {tahun}, {jenis}."
        )
    needed = _MUST_SAY.get(scope)
    if needed and needed not in form:
        raise NumberNotAllowed(f"Untuk lingkup seri “{scope}”, format nomor harus memuat {needed}.")
    return form


def letter_form(form: str, unit: str, classification: str, code: str, year: int) -> str:
    """Return a number format with all but {urut} filled, e.g. WIM.32.IMI.5-UM.01.01-{urut}."""
    known = {"unit": unit, "klasifikasi": classification, "tahun": str(year), "jenis": kind_of_paper(code)}
    for name, value in known.items():
        form = form.replace(f"{{{name}}}", value)
    return form


def code_in(number: str) -> str:
    """Return the archive code that stands in a letter's number, empty where none does: UM.01.01 in …-UM.01.01-601."""
    found = _CODE.search(plain_hyphens(number))
    return found[0] if found else ""


def check_letter_number(number: str, pattern: str = LETTER_PATTERN) -> str:
    """Return the typed number, trimmed, if it has the office's form; raises NumberNotAllowed."""
    trimmed = plain_hyphens(number.strip())
    if not re.fullmatch(pattern, trimmed):
        raise NumberNotAllowed(f"Nomor “{trimmed}” tidak sesuai pola. Contoh yang benar: WIM.32.IMI.5-UM.01.01-601.")
    return trimmed


@dataclass(frozen=True)
class PaperDate:
    """The date a paper carries where it is not the day of signing, and the reason."""

    day: date
    reason: str = ""


def check_not_ahead(day: date, today: date) -> date:
    """Return the date of a paper unless it is still to come; raises NumberNotAllowed."""
    if day > today:
        raise NumberNotAllowed("Tanggal naskah tidak boleh sesudah hari ini.")
    return day


def check_paper_date(dated: PaperDate, today: date, allowed: bool, worked: bool) -> date:
    """Return the WIB date of a paper if it may carry it; raises NumberNotAllowed.

    A later day is never allowed; an earlier one only to those who keep the register, on a working day, with a reason.
    """
    if check_not_ahead(dated.day, today) == today:
        return today
    if not allowed:
        raise NumberNotAllowed(
            "Tanggal lebih awal hanya dapat diberikan pemegang buku nomor. Pakai tanggal hari ini."
        )
    if not worked:
        raise NumberNotAllowed("Tanggal lebih awal harus hari kerja. Pilih hari kerja, atau pakai tanggal hari ini.")
    if not dated.reason.strip():
        raise NumberNotAllowed("Tuliskan alasan naskah ini bertanggal lebih awal.")
    return dated.day


def check_order(day: date, before: date | None) -> None:
    """Raise NumberNotAllowed where a paper would be dated before the preceding number of its series."""
    if before is not None and day < before:
        raise NumberNotAllowed(
            f"Nomor sebelumnya bertanggal {before:%d-%m-%Y}, jadi naskah ini tidak boleh bertanggal {day:%d-%m-%Y}. "
            "Coba sekali lagi; bila tetap ditolak, periksa jam komputer."
        )


def is_low(first: int, final: int, urut: int) -> bool:
    """Whether with this number a granted range is used up to the share at which another should be asked for."""
    size = final - first + 1
    return urut == first - 1 + max(1, int(size * LOW_SHARE))
