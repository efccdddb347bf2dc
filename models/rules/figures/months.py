"""A month of the office, written 2026-11: its edges in naive UTC, its Indonesian name, whether it is over."""

import re
from datetime import datetime

from models.rules.core.errors import MonthNotAllowed
from models.rules.core.moments import from_wib, to_wib

NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_FORM = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def _read(month: str) -> tuple[int, int]:
    found = _FORM.fullmatch(month)
    if found is None:
        raise MonthNotAllowed(f"“{month[:20]}” bukan bulan. Tulis tahun dan bulan, misalnya 2026-11.")
    return int(found[1]), int(found[2])


def month_of(moment: datetime) -> str:
    """Return the WIB month of a naive UTC moment, e.g. 2026-11."""
    return f"{to_wib(moment):%Y-%m}"


def next_month(month: str) -> str:
    """Return the following month. Raises MonthNotAllowed where the text is no month."""
    year, number = _read(month)
    return f"{year + number // 12}-{number % 12 + 1:02d}"


def edges(month: str) -> tuple[datetime, datetime]:
    """Return the naive UTC start of a WIB month and that of the next one. Raises MonthNotAllowed."""
    year, number = _read(month)
    return from_wib(datetime(year, number, 1)), from_wib(datetime(year + number // 12, number % 12 + 1, 1))


def under_way_words(counted: int, rows: int) -> str:
    """Return the sentence that ended steps are still being counted anew."""
    done = f"{min(counted, rows):,} dari {rows:,}".replace(",", ".")
    return f"Langkah yang sudah berakhir sedang dihitung ulang menurut perubahan kalender, {done}."


def month_label(month: str) -> str:
    """Return a month in words, e.g. November 2026. Raises MonthNotAllowed."""
    year, number = _read(month)
    return f"{NAMES[number - 1]} {year}"


def is_over(month: str, now: datetime) -> bool:
    """Whether a month has ended in WIB. Raises MonthNotAllowed."""
    return now >= edges(month)[1]


def months_between(first: str, last: str) -> list[str]:
    """Return the months from one to another, both included; none where the first is the later."""
    found, month = [], first
    while month <= last:
        found.append(month)
        month = next_month(month)
    return found
