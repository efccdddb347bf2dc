"""How complaint and letter numbers are written, and what a number typed in must look like (notadinas §4)."""

import re
from enum import StrEnum

from models.rules.errors import NumberNotAllowed


class NumberMode(StrEnum):
    """Who gives the numbers: the office's own register outside, a granted range, or this system."""

    EKSTERNAL = "eksternal"
    BLOK = "blok"
    MANDIRI = "mandiri"


MODE_LABELS: dict[NumberMode, str] = {
    NumberMode.EKSTERNAL: "Eksternal: nomor dari Tata Usaha atau SRIKANDI diketik",
    NumberMode.BLOK: "Blok: rentang nomor dari Tata Usaha",
    NumberMode.MANDIRI: "Mandiri: sistem ini yang memberi nomor",
}

LETTER_FORMAT = "{unit}-{klasifikasi}-{urut}"
LETTER_PATTERN = r"^WIM\.\d{1,2}\.IMI\.\d{1,2}-[A-Z]{2}\.\d{2}(\.\d{2}){0,2}-\d{1,5}$"
OFFICE_SERIES = "kantor"
COMPLAINT_SERIES = "ADU"
COMPLAINT_FORMAT = "ADU-{year}-{urut:06d}"


def complaint_number(year: int, urut: int) -> str:
    """Write a registration number, e.g. ADU-2026-000123."""
    return COMPLAINT_FORMAT.format(year=year, urut=urut)


def letter_number(form: str, unit: str, classification: str, urut: int) -> str:
    """Write a letter number from the office's format, e.g. WIM.32.IMI.5-UM.01.01-601 (no padding, no year)."""
    return form.format(unit=unit, klasifikasi=classification, urut=urut)


def check_letter_number(number: str, pattern: str = LETTER_PATTERN) -> str:
    """Give the number trimmed if it has the office's form; raises NumberNotAllowed."""
    trimmed = number.strip()
    if not re.fullmatch(pattern, trimmed):
        raise NumberNotAllowed(f"Nomor “{trimmed}” tidak sesuai pola. Contoh yang benar: WIM.32.IMI.5-UM.01.01-601.")
    return trimmed
