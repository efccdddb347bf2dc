"""How an amount of working minutes is made up, line by line, so that anybody can add it up.

The lines add up to `net_minutes` exactly; time that did not count has a line as well.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from models.rules.clocks.working_time import Calendar
from models.rules.core.moments import from_wib, to_wib

_DAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
BREAK, DAY_OFF, OUTSIDE, PAUSE = "istirahat", "bukan hari kerja", "di luar jam kerja", "jeda"


@dataclass(frozen=True)
class Line:
    """One term of the sum: when, how long (negative for a pause), and the reason where nothing counts."""

    when: str
    length: timedelta = timedelta()
    why: str = ""
    days: int = 0  # so many equal whole days in one line

    def __str__(self) -> str:
        if not self.length:
            return f"{self.when} {self.why}".strip()
        each = f" ({self.days} hari × {amount(self.length / self.days)} menit)" if self.days > 1 else ""
        head = f"{self.why} {self.when}" if self.why else self.when
        return f"{head} = {amount(self.length)} menit{each}"


def arithmetic(
    calendar: Calendar, start: datetime, end: datetime, pauses: Iterable[tuple[datetime, datetime]] = ()
) -> list[Line]:
    """Return the terms of the working time between two moments (naive UTC) less the pauses; none where end <= start.

    Their rounded sum is `net_minutes(calendar, start, end)` less that of every pause.
    """
    if end <= start:
        return []
    lines = list(_gathered(list(_days(calendar, start, end))))
    for begins, ends in pauses:
        taken = sum((line.length for _, line in _days(calendar, begins, ends)), timedelta())
        lines.append(Line(f"{_stamp(begins)}–{_stamp(ends)}", -taken, PAUSE))
    return lines


def sentence(lines: Iterable[Line]) -> str:
    """Return the whole sum as text: the terms, then their total."""
    terms = list(lines)
    return "; ".join([*map(str, terms), f"jumlah {amount(total(terms))} menit"])


def total(lines: Iterable[Line]) -> timedelta:
    """Return the sum of the lengths of the lines."""
    return sum((line.length for line in lines), timedelta())


def amount(length: timedelta) -> str:
    """Return minutes as Indonesian text, with hundredths where they are not whole: 1.350, 2,75."""
    minutes = round(length.total_seconds() / 60, 2)
    whole = f"{minutes:,.2f}".rstrip("0").rstrip(".")
    return whole.replace(",", " ").replace(".", ",").replace(" ", ".")


def _days(calendar: Calendar, start: datetime, end: datetime) -> Iterator[tuple[date, Line]]:
    """Yield the terms of each day; a whole month in between is one term."""
    day, last = to_wib(start).date(), to_wib(end).date()
    while day <= last:
        days = monthrange(day.year, day.month)[1]
        if day.day == 1 and start <= _midnight(day) and _midnight(day + timedelta(days=days)) <= end:
            month = calendar.month(day.year, day.month)
            yield day, Line(f"{_MONTHS[day.month - 1]} {day.year}", month, "" if month else DAY_OFF, days=-1)
            day += timedelta(days=days)
            continue
        yield from ((day, line) for line in _day(calendar, day, start, end))
        day += timedelta(days=1)


def _day(calendar: Calendar, day: date, start: datetime, end: datetime) -> Iterator[Line]:
    spans, name = calendar.spans(day), f"{_DAYS[day.weekday()]} {day:%d/%m}"
    if not spans:
        if max(start, _midnight(day)) < min(end, _midnight(day + timedelta(days=1))):
            yield Line(name, why=DAY_OFF, days=1)
        return
    if start <= spans[0][0] and end >= spans[-1][1]:
        worked = sum((closes - opens for opens, closes in spans), timedelta())
        yield Line(f"{name} {_hours(spans)}", worked, days=1)
        return
    counted = [(max(opens, start), min(closes, end)) for opens, closes in spans]
    counted = [span for span in counted if span[0] < span[1]]
    if not counted:
        yield Line(f"{name} {_stretch(max(start, _midnight(day)), end)}".rstrip(), why=OUTSIDE)
        return
    for place, (opens, closes) in enumerate(counted):
        if place:
            yield Line(f"{name} {_stretch(counted[place - 1][1], opens)}", why=BREAK)
        yield Line(f"{name} {_stretch(opens, closes)}", closes - opens)


def _gathered(found: list[tuple[date, Line]]) -> Iterator[Line]:
    """Join equal whole days that follow each other into one line."""
    run: list[tuple[date, Line]] = []
    for day, line in found:
        if run and not _goes_on(run[-1], (day, line)):
            yield _one(run)
            run = []
        run.append((day, line))
    if run:
        yield _one(run)


def _goes_on(last: tuple[date, Line], following: tuple[date, Line]) -> bool:
    (day, line), (next_day, next_line) = last, following
    whole = line.days == next_line.days == 1 and next_day == day + timedelta(days=1)
    return whole and line.length == next_line.length and line.when[10:] == next_line.when[10:]


def _one(run: list[tuple[date, Line]]) -> Line:
    first, last = run[0][1], run[-1][1]
    if len(run) == 1:
        return Line(first.when, first.length, first.why)
    when = f"{first.when[:9]}–{last.when[:9]}{first.when[9:]}"
    return Line(when, sum((line.length for _, line in run), timedelta()), first.why, len(run))


def _hours(spans: list[tuple[datetime, datetime]]) -> str:
    """Return the hours of a whole day with its breaks: 07.30–12.00, 13.00–16.00."""
    joined = [list(spans[0])]
    for (_, closes), (opens, ends) in pairwise(spans):
        if closes == opens:
            joined[-1][1] = ends
        else:
            joined.append([opens, ends])
    return ", ".join(_stretch(opens, closes) for opens, closes in joined)


def _stretch(opens: datetime, closes: datetime) -> str:
    return f"{_clock(opens)}–{_clock(closes)}"


def _clock(moment: datetime) -> str:
    local = to_wib(moment)
    return f"{local:%H.%M.%S}" if local.second or local.microsecond else f"{local:%H.%M}"


def _stamp(moment: datetime) -> str:
    local = to_wib(moment)
    return f"{_DAYS[local.weekday()]} {local:%d/%m} {_clock(moment)}"


def _midnight(day: date) -> datetime:
    return from_wib(datetime(day.year, day.month, day.day))
