"""When complaints came: counts per day, week or month, and per hour of the week.

Counted in WIB from the same facts as every other figure (models/rules/figures/case_figures.py).
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
    """Return the unit of a table over so many days: days up to 14, weeks up to 92, then months."""
    return Span.HARI if days <= 14 else Span.MINGGU if days <= 92 else Span.BULAN


def chart_span(days: int) -> Span:
    """Return the unit of a chart over so many days: days up to 31, weeks up to 190, then months."""
    return Span.HARI if days <= 31 else Span.MINGGU if days <= 190 else Span.BULAN


def places_in_time(days: Sequence[date], span_of: Callable[[int], Span] = trend_span) -> list[Period]:
    """Return every day, week or month from the first of these days to the last, empty ones included."""
    if not days:
        return []
    first, last = min(days), max(days)
    place, found = around(span_of((last - first).days + 1), first), []
    while place.first <= last:
        found.append(place)
        place = after(place)
    return found


def mark_of(place: Period) -> str:
    """Return the short axis label of a period: 23 Nov, or Nov 2026."""
    month = NAMES[place.first.month - 1][:3]
    return f"{month} {place.first.year}" if place.span is Span.BULAN else f"{place.first.day} {month}"


def over_time(cases: Sequence[CaseFact], names: Mapping[str, NameOf]) -> dict[str, object]:
    """Return the counts of complaints per period, once for each of these groupings.

    Keys: places (labels of the periods), marks (their short labels), and each grouping's name with its rows: a label
    and its counts, the largest first.
    """
    days = [to_wib(case.opened_at).date() for case in cases]
    places = places_in_time(days, chart_span)
    turn_of = {day: next(turn for turn, place in enumerate(places) if day <= place.last) for day in set(days)}
    turns = [turn_of[day] for day in days]
    rows = {name: _rows(cases, turns, len(places), of) for name, of in names.items()}
    return {"places": [place.label for place in places], "marks": [mark_of(place) for place in places], **rows}


def heat_of_week(cases: Sequence[CaseFact]) -> list[list[int]]:
    """Return how many complaints came in each hour of the week: seven days from Monday, twenty-four hours each."""
    counts = Counter((moment.weekday(), moment.hour) for moment in (to_wib(case.opened_at) for case in cases))
    return [[counts[day, hour] for hour in range(HOURS)] for day in range(DAYS)]


def _rows(cases: Sequence[CaseFact], turns: Sequence[int], places: int, of: NameOf) -> list[dict[str, object]]:
    counts = Counter((of(case), turn) for case, turn in zip(cases, turns, strict=True))
    whole: Counter[str] = Counter()
    for (label, _), count in counts.items():
        whole[label] += count
    names = sorted(whole, key=lambda label: (-whole[label], label))
    return [{"label": label, "counts": [counts[label, turn] for turn in range(places)]} for label in names]
