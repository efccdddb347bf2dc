"""When complaints came: how many each day, week or month by what they have in common, and the heat of the week.

Counted from the same facts as every other figure (models/rules/figures/case_figures.py), in WIB.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from models.rules.core.moments import to_wib
from models.rules.figures.figure_facts import CaseFact
from models.rules.figures.months import NAMES
from models.rules.figures.periods import Period, Span, after, around

HOURS = 24
DAYS = 7
NameOf = Callable[[CaseFact], str]


def trend_span(days: int) -> Span:
    """Return in which steps a table looks at so many days: days, over two weeks weeks, over three months months."""
    return Span.HARI if days <= 14 else Span.MINGGU if days <= 92 else Span.BULAN


def chart_span(days: int) -> Span:
    """Return in which steps a chart looks at so many days: finer than a table, as columns take little room."""
    return Span.HARI if days <= 31 else Span.MINGGU if days <= 190 else Span.BULAN


def places_in_time(days: Sequence[date], span_of: Callable[[int], Span] = trend_span) -> list[Period]:
    """Return every day, week or month from the first of these days to the last, empty ones too."""
    if not days:
        return []
    first, last = min(days), max(days)
    place, found = around(span_of((last - first).days + 1), first), []
    while place.first <= last:
        found.append(place)
        place = after(place)
    return found


def mark_of(place: Period) -> str:
    """Name a place in time as short as an axis wants it: 23 Nov, or Nov 2026."""
    month = NAMES[place.first.month - 1][:3]
    return f"{month} {place.first.year}" if place.span is Span.BULAN else f"{place.first.day} {month}"


def over_time(cases: Sequence[CaseFact], names: Mapping[str, NameOf]) -> dict[str, object]:
    """Count the complaints of every place in time by each of these names.

    Keys: places (their labels), marks (short ones), and one for every name with its rows: a label and its counts,
    the most complaints first.
    """
    days = [to_wib(case.opened_at).date() for case in cases]
    places = places_in_time(days, chart_span)
    turn_of = {day: next(turn for turn, place in enumerate(places) if day <= place.last) for day in set(days)}
    turns = [turn_of[day] for day in days]
    rows = {name: _rows(cases, turns, len(places), of) for name, of in names.items()}
    return {"places": [place.label for place in places], "marks": [mark_of(place) for place in places], **rows}


def heat_of_week(cases: Sequence[CaseFact]) -> list[list[int]]:
    """Count when the complaints came: seven days from Monday, each of twenty-four hours."""
    counts = Counter((moment.weekday(), moment.hour) for moment in (to_wib(case.opened_at) for case in cases))
    return [[counts[day, hour] for hour in range(HOURS)] for day in range(DAYS)]


def _rows(cases: Sequence[CaseFact], turns: Sequence[int], places: int, of: NameOf) -> list[dict[str, object]]:
    counts = Counter((of(case), turn) for case, turn in zip(cases, turns, strict=True))
    whole: Counter[str] = Counter()
    for (label, _), count in counts.items():
        whole[label] += count
    names = sorted(whole, key=lambda label: (-whole[label], label))
    return [{"label": label, "counts": [counts[label, turn] for turn in range(places)]} for label in names]
