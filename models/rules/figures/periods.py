"""The period of a report, in whole WIB days: a day, week, month, quarter, year, or two dates of the reader's choice.

It is written as a short key: 2026-11-25, 2026-W48, 2026-11, 2026-T4, 2026, 2026-11-02_2026-11-13 (both included).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from models.rules.core.errors import RuleBroken
from models.rules.core.moments import from_wib, to_wib
from models.rules.figures.months import NAMES


class PeriodNotAllowed(RuleBroken):
    """Periode ini tidak dikenal. Pilih hari, minggu, bulan, triwulan, tahun, atau tanggal sendiri."""


class Span(StrEnum):
    """How long a period is."""

    HARI = "hari"
    MINGGU = "minggu"
    BULAN = "bulan"
    TRIWULAN = "triwulan"
    TAHUN = "tahun"
    SENDIRI = "sendiri"


SPAN_LABELS: dict[Span, str] = {
    Span.HARI: "Hari",
    Span.MINGGU: "Minggu",
    Span.BULAN: "Bulan",
    Span.TRIWULAN: "Triwulan",
    Span.TAHUN: "Tahun",
    Span.SENDIRI: "Tanggal sendiri",
}
# A longer report would block others' work.
LONGEST_DAYS = 3660
_QUARTERS = ("I", "II", "III", "IV")
_DAY = re.compile(r"(20\d\d)-(\d\d)-(\d\d)", re.ASCII)
_WEEK = re.compile(r"(20\d\d)-W(\d\d)", re.ASCII)
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
_QUARTER = re.compile(r"(20\d\d)-T([1-4])", re.ASCII)
_YEAR = re.compile(r"20\d\d", re.ASCII)


@dataclass(frozen=True)
class Period:
    """Whole WIB days, first and last included."""

    span: Span
    first: date
    last: date

    @property
    def key(self) -> str:
        """Return the short text that stands for it in addresses and file names."""
        year, week, _ = self.first.isocalendar()
        return {
            Span.HARI: f"{self.first}",
            Span.MINGGU: f"{year}-W{week:02d}",
            Span.BULAN: f"{self.first:%Y-%m}",
            Span.TRIWULAN: f"{self.first.year}-T{(self.first.month + 2) // 3}",
            Span.TAHUN: f"{self.first.year}",
            Span.SENDIRI: f"{self.first}_{self.last}",
        }[self.span]

    @property
    def label(self) -> str:
        """Return it as staff read it, e.g. Triwulan IV 2026."""
        if self.span is Span.BULAN:
            return f"{NAMES[self.first.month - 1]} {self.first.year}"
        if self.span is Span.TRIWULAN:
            return f"Triwulan {_QUARTERS[(self.first.month - 1) // 3]} {self.first.year}"
        if self.span is Span.TAHUN:
            return f"Tahun {self.first.year}"
        if self.span is Span.HARI:
            return _written(self.first)
        return f"{_written(self.first)} – {_written(self.last)}"

    @property
    def edges(self) -> tuple[datetime, datetime]:
        """Return its first moment and the first moment after it, naive UTC."""
        return _midnight(self.first), _midnight(self.last + timedelta(days=1))

    def includes(self, moment: datetime) -> bool:
        """Whether a naive UTC moment lies in it."""
        start, end = self.edges
        return start <= moment < end


def read_period(key: str) -> Period:
    """Return the period of a key. Raises PeriodNotAllowed where it names none."""
    try:
        return _read(key.strip())
    except ValueError:  # 2026-02-30
        raise PeriodNotAllowed from None


def _read(key: str) -> Period:
    if found := _MONTH.fullmatch(key):
        return around(Span.BULAN, date(int(found[1]), int(found[2]), 1))
    if found := _DAY.fullmatch(key):
        return around(Span.HARI, date.fromisoformat(key))
    if found := _WEEK.fullmatch(key):
        return around(Span.MINGGU, date.fromisocalendar(int(found[1]), int(found[2]), 1))
    if found := _QUARTER.fullmatch(key):
        return around(Span.TRIWULAN, date(int(found[1]), int(found[2]) * 3, 1))
    if _YEAR.fullmatch(key):
        return around(Span.TAHUN, date(int(key), 1, 1))
    first, mark, last = key.partition("_")
    if mark and _DAY.fullmatch(first) and _DAY.fullmatch(last):
        return own_period(date.fromisoformat(first), date.fromisoformat(last))
    raise PeriodNotAllowed


def own_period(first: date, last: date) -> Period:
    """Return the period of two chosen dates. Raises PeriodNotAllowed where they are reversed or too far apart."""
    if last < first:
        raise PeriodNotAllowed("Tanggal akhir mendahului tanggal awal. Tukar kedua tanggal itu.")
    if (last - first).days >= LONGEST_DAYS:
        raise PeriodNotAllowed("Periode paling lama sepuluh tahun. Persempit tanggalnya.")
    return Period(Span.SENDIRI, first, last)


def around(span: Span, day: date) -> Period:
    """Return the day, week (Monday to Sunday), month, quarter or year that contains a WIB day."""
    if span is Span.MINGGU:
        first = day - timedelta(days=day.weekday())
        return Period(span, first, first + timedelta(days=6))
    if span in (Span.HARI, Span.SENDIRI):
        return Period(Span.HARI, day, day)
    months = {Span.BULAN: 1, Span.TRIWULAN: 3, Span.TAHUN: 12}[span]
    begins = (day.month - 1) // months * months + 1
    ends = begins + months - 1
    return Period(span, date(day.year, begins, 1), date(day.year, ends, monthrange(day.year, ends)[1]))


def now_in(span: Span, now: datetime) -> Period:
    """Return the period of that length that contains a naive UTC moment."""
    return around(span, to_wib(now).date())


def before(period: Period) -> Period:
    """Return the period of the same length just before."""
    if period.span is Span.SENDIRI:
        days = period.last - period.first + timedelta(days=1)
        return Period(Span.SENDIRI, period.first - days, period.last - days)
    return around(period.span, period.first - timedelta(days=1))


def after(period: Period) -> Period:
    """Return the period of the same length just after."""
    if period.span is Span.SENDIRI:
        days = period.last - period.first + timedelta(days=1)
        return Period(Span.SENDIRI, period.first + days, period.last + days)
    return around(period.span, period.last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return from_wib(datetime.combine(day, time()))


def _written(day: date) -> str:
    return f"{day.day} {NAMES[day.month - 1]} {day.year}"
