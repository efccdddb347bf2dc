"""Dates, times, counts, Rupiah, names and NIP as official Indonesian papers write them (notadinas §2)."""

import re
from datetime import date, datetime
from decimal import Decimal

from models.rules.core.moments import to_wib
from models.rules.figures.months import NAMES as MONTHS

DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
BLANK = "……"  # to be filled in
NOTHING = "–"
NOT_TOLD = "Tidak disebutkan"
NO_TEXT = "(tanpa teks, hanya berkas)"
YES = {True: "Ya", False: "Tidak", None: NOTHING}
SECURITY_CLASSES = {"B": "B (Biasa/Terbuka)", "T": "T (Terbatas)", "R": "R (Rahasia)", "SR": "SR (Sangat Rahasia)"}

_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_UNITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
_LARGE = ((1_000_000_000_000, "triliun"), (1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu"))


def long_date(day: date | None) -> str:
    """Return a day as text, e.g. 24 Maret 2025; dots for none."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else BLANK


def english_date(day: date | None) -> str:
    """Return a day as text in English, e.g. 24 March 2025; dots for none."""
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}" if day else BLANK


def date_with_day(day: date) -> str:
    """Return a day with its name, e.g. Senin, 24 Maret 2025."""
    return f"{DAYS[day.weekday()]}, {long_date(day)}"


def date_in_words(day: date) -> str:
    """Return a day as in a berita acara, e.g. Senin tanggal satu bulan Maret tahun dua ribu dua puluh lima."""
    words = f"tanggal {in_words(day.day)} bulan {MONTHS[day.month - 1]} tahun {in_words(day.year)}"
    return f"{DAYS[day.weekday()]} {words}"


def clock(moment: datetime) -> str:
    """Return the time of a naive UTC moment, e.g. 09.12 WIB."""
    return f"{to_wib(moment):%H.%M} WIB"


def long_moment(moment: datetime) -> str:
    """Return a naive UTC moment as text, e.g. 24 Maret 2025 pukul 09.12 WIB."""
    return f"{long_date(to_wib(moment).date())} pukul {clock(moment)}"


def short_moment(moment: datetime | None) -> str:
    """Return a naive UTC moment for a narrow column, e.g. 24-03-2025 09.12 (the column's head says WIB)."""
    return f"{to_wib(moment):%d-%m-%Y %H.%M}" if moment else "–"


def in_words(number: int) -> str:
    """Return a whole number in words, e.g. 31 is tiga puluh satu. Raises ValueError from a thousand trillion on."""
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
    """Return a count with its words, e.g. 30 (tiga puluh) menit."""
    return f"{number} ({in_words(number)}) {unit}"


def rupiah(amount: int | Decimal) -> str:
    """Return an amount of money, e.g. Rp500.000,00. Raises ValueError for fractions of a sen."""
    whole, sen = _whole_and_sen(amount)
    return f"{'-' if amount < 0 else ''}Rp{whole:,}".replace(",", ".") + f",{sen:02d}"


def rupiah_in_words(amount: int | Decimal) -> str:
    """Return an amount of money in words, e.g. lima ratus ribu rupiah. Raises ValueError as `rupiah` does."""
    whole, sen = _whole_and_sen(amount)
    words = f"{'minus ' if amount < 0 else ''}{in_words(whole)} rupiah"
    return f"{words} {in_words(sen)} sen" if sen else words


def _whole_and_sen(amount: int | Decimal) -> tuple[int, int]:
    hundredths = abs(Decimal(amount)) * 100
    if hundredths != int(hundredths):
        raise ValueError("an amount of money has whole sen")
    return divmod(int(hundredths), 100)


def attached(number: int) -> str:
    """Return the Lampiran line of a letter, e.g. 1 (satu) berkas; a dash for none."""
    return counted(number, "berkas") if number else "-"


def nip(digits: str) -> str:
    """Return a NIP in its groups 8-6-1-3; anything without 18 digits stays as typed."""
    bare = "".join(digits.split())
    if len(bare) != 18 or not bare.isdecimal():
        return digits.strip()
    return f"{bare[:8]} {bare[8:14]} {bare[14]} {bare[15:]}"


# Titles that people type without their full stops (EYD V: a full stop after each part, commas between).
_TITLES = {
    title.replace(".", "").lower(): title
    for title in (
        "A.Md.", "A.Md.Im.", "S.E.", "S.H.", "S.I.P.", "S.I.Kom.", "S.Kom.", "S.Pd.", "S.Sos.", "S.T.", "S.Tr.Im.",
        "S.Psi.", "S.S.", "S.Si.", "S.A.P.", "M.A.", "M.H.", "M.Kom.", "M.M.", "M.Si.", "M.A.P.", "M.T.", "M.Pd.",
        "LL.M.", "Ph.D.",
    )
}  # fmt: skip
_BEFORE = {title.rstrip("."): title for title in ("Dr.", "dr.", "Drs.", "Dra.", "Ir.", "Prof.", "H.", "Hj.")}


def person_name(typed: str) -> str:
    """Return a name with correctly punctuated titles, e.g. Dr. Sari Contoh, S.H., M.H.

    Unknown titles stay as typed.
    """
    name, *titles = [" ".join(part.split()) for part in re.split(r"[,;]", typed)]
    words = name.split(" ")
    # In a name typed all in capitals nothing tells a title from a name.
    while len(words) > 1 and not name.isupper() and _title(words[-1]) and not words[-1].istitle():
        titles.insert(0, words.pop())
    first = [_before(word) for word in words[:-1]]
    behind = [_title(title) or title for title in titles if title]
    return ", ".join([" ".join([*first, words[-1]]), *behind])


def _before(word: str) -> str:
    bare = word.rstrip(".")
    return _BEFORE.get(bare) or _BEFORE.get(bare.capitalize()) or word


def _title(word: str) -> str:
    return _TITLES.get(word.replace(".", "").replace(" ", "").lower(), "")


def listed(items: list[str]) -> list[str]:
    """Return the lines numbered, with semicolons between and a full stop at the end."""
    final = len(items)
    return [f"{place}. {item.rstrip('.;')}{'.' if place == final else ';'}" for place, item in enumerate(items, 1)]


def size(octets: int) -> str:
    """Return the size of a file as text, e.g. 1,4 MB."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1_000))} kB" if octets else "0 kB"
    return f"{octets / 1_000_000:.1f} MB".replace(".", ",")
