"""Hours that replace the everyday ones between two dates (Ramadan, a special day), made into blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from models.rules.clocks.working_time import Block
from models.rules.core.errors import RuleBroken

_FRIDAY, _LAST_WORKDAY = 4, 4
_LONGEST_DAYS = 120


class HoursNotAllowed(RuleBroken):
    """Jam khusus ini tidak dapat disimpan."""


@dataclass(frozen=True)
class DayHours:
    """The hours of one day, with or without a break; all empty means the office is closed."""

    starts: time | None = None
    ends: time | None = None
    break_starts: time | None = None
    break_ends: time | None = None

    def stretches(self) -> list[tuple[time, time]]:
        """Return the stretches worked, in order. Raises HoursNotAllowed where times are missing or out of order."""
        typed = (self.starts, self.break_starts, self.break_ends, self.ends)
        if not any(each is not None for each in typed):
            return []
        if self.starts is None or self.ends is None:
            raise HoursNotAllowed("Isi jam mulai dan jam selesai, atau kosongkan semuanya bila kantor tutup.")
        if (self.break_starts is None) is not (self.break_ends is None):
            raise HoursNotAllowed("Isi mulai dan selesai istirahat, atau kosongkan keduanya.")
        marks = [each for each in typed if each is not None]
        if marks != sorted(set(marks)):
            raise HoursNotAllowed("Urutan jamnya terbalik: mulai, istirahat, selesai istirahat, selesai.")
        return list(zip(marks[::2], marks[1::2], strict=True))


def special_blocks(first: date, last: date, workdays: DayHours, friday: DayHours) -> list[Block]:
    """Return the blocks of a range's weekdays: one set of hours for Monday to Thursday, another for Friday.

    Raises HoursNotAllowed where the range runs backwards, is too long, or holds no working time.
    """
    if last < first:
        raise HoursNotAllowed("Tanggal akhir tidak boleh sebelum tanggal mulai.")
    if (last - first).days >= _LONGEST_DAYS:
        raise HoursNotAllowed(f"Jam khusus paling lama {_LONGEST_DAYS} hari. Ubah jam sehari-hari untuk seterusnya.")
    found = [
        Block(weekday, starts, ends, first, last)
        for weekday in sorted(set(_weekdays(first, last)))
        for starts, ends in (friday if weekday == _FRIDAY else workdays).stretches()
    ]
    if not found:
        raise HoursNotAllowed("Tidak ada jam kerja pada tanggal itu. Bila kantor tutup, catat sebagai hari libur.")
    return found


def _weekdays(first: date, last: date) -> Iterator[int]:
    for offset in range((last - first).days + 1):
        weekday = (first + timedelta(days=offset)).weekday()
        if weekday <= _LAST_WORKDAY:
            yield weekday
