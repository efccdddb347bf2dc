"""Dates, times, counts and NIP as official Indonesian papers write them (notadinas §2); never by locale."""

from datetime import date, datetime

from models.rules.moments import to_wib

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
BLANK = "……"

_UNITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
_LARGE = ((1_000_000_000_000, "triliun"), (1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu"))


def long_date(day: date | None) -> str:
    """Write a day, e.g. 24 Maret 2025; dots where there is none yet."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else BLANK


def date_with_day(day: date) -> str:
    """Write a day with its name, e.g. Senin, 24 Maret 2025."""
    return f"{DAYS[day.weekday()]}, {long_date(day)}"


def clock(moment: datetime) -> str:
    """Write the time of a naive UTC moment, e.g. 09.12 WIB."""
    return f"{to_wib(moment):%H.%M} WIB"


def long_moment(moment: datetime) -> str:
    """Write a naive UTC moment, e.g. 24 Maret 2025 pukul 09.12 WIB."""
    return f"{long_date(to_wib(moment).date())} pukul {clock(moment)}"


def short_moment(moment: datetime | None) -> str:
    """Write a naive UTC moment for a narrow column, e.g. 24-03-2025 09.12 (WIB is in the column's head)."""
    return f"{to_wib(moment):%d-%m-%Y %H.%M}" if moment else "–"


def in_words(number: int) -> str:
    """Write a whole number in words, e.g. 31 is tiga puluh satu. Raises ValueError from a thousand trillion on."""
    if number < 0:
        return f"minus {in_words(-number)}"
    if number < 1_000:
        return _below_thousand(number)
    if number >= 1_000_000_000_000_000:
        raise ValueError("too large for words")
    size, name = next(row for row in _LARGE if number >= row[0])
    count, rest = divmod(number, size)
    head = "seribu" if (count, name) == (1, "ribu") else f"{in_words(count)} {name}"
    return f"{head} {in_words(rest)}" if rest else head


def _below_thousand(number: int) -> str:
    if number < 12:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    count, rest = divmod(number, 100 if number >= 100 else 10)
    name = "ratus" if number >= 100 else "puluh"
    head = "seratus" if (count, name) == (1, "ratus") else f"{_UNITS[count]} {name}"
    return f"{head} {_below_thousand(rest)}" if rest else head


def counted(number: int, unit: str) -> str:
    """Write a count with its words, e.g. 30 (tiga puluh) menit."""
    return f"{number} ({in_words(number)}) {unit}"


def attached(number: int) -> str:
    """Write the Lampiran line of a letter, e.g. 1 (satu) berkas; a dash where nothing is attached."""
    return counted(number, "berkas") if number else "-"


def nip(digits: str) -> str:
    """Write a NIP in its groups 8-6-1-3; what has not 18 digits stays as it was typed."""
    bare = "".join(digits.split())
    if len(bare) != 18 or not bare.isdecimal():
        return digits.strip()
    return f"{bare[:8]} {bare[8:14]} {bare[14]} {bare[15:]}"


def listed(items: list[str]) -> list[str]:
    """Number the lines of a list: semicolons between them, a full stop after the last."""
    final = len(items)
    return [f"{place}. {item.rstrip('.;')}{'.' if place == final else ';'}" for place, item in enumerate(items, 1)]


def size(octets: int) -> str:
    """Write the size of a file, e.g. 1,4 MB."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1_000))} kB" if octets else "0 kB"
    return f"{octets / 1_000_000:.1f} MB".replace(".", ",")
