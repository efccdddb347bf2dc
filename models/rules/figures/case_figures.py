"""Every figure of a report, counted from its facts (case × step): in time or late, how long, open, how satisfied.

Screen, spreadsheet, Word recap and JSON all show what is counted here, so they cannot disagree.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from math import ceil
from statistics import fmean, median
from typing import TypeVar

from models.rules.cases.sop import STAGES, Holder, Stage, Step
from models.rules.clocks.pauses import PauseState
from models.rules.core.moments import to_wib
from models.rules.figures.figure_facts import CaseFact, Facts, PauseFact, StepFact, SurveyFact
from models.rules.figures.figure_labels import (
    AUTOMATIC,
    NO_CATEGORY,
    channel_label,
    kind_label,
    section_label,
    status_label,
)
from models.rules.figures.figure_times import heat_of_week, over_time, places_in_time
from models.rules.figures.periods import now_in

Figures = dict[str, object]
_Fact = TypeVar("_Fact")
_Key = TypeVar("_Key", bound=Hashable)
_STATES = {"accepted": PauseState.ACCEPTED, "waiting": PauseState.ASKED, "refused": PauseState.REFUSED}
# The steps that lie on a section's desk, in whole or in part: only these are counted as the section's own.
SECTION_STEPS = frozenset(row.step for row in STAGES.values() if row.holder is Holder.SECTION_HEAD)


def figures_of(facts: Facts, sop: Sequence[tuple[int, str, str]]) -> Figures:
    """Return every figure of a report; `sop` gives each step's number, title and standard.

    Keys: received, by_kind, by_status, totals, steps, pauses, whole, trend, over_time, heat, sections, channels,
    categories, officers, satisfaction.
    Shares are percentages, durations are minutes.
    """
    spent = _spent(facts)
    rows = _Grouping(facts, spent)

    def category(case: CaseFact) -> str:
        return facts.categories.get(case.category, NO_CATEGORY)

    return {
        "received": len(facts.cases),
        "by_kind": dict(Counter(kind_label(case.kind) for case in facts.cases).most_common()),
        "by_status": dict(Counter(status_label(case.stage, case.unreachable) for case in facts.cases).most_common()),
        "totals": _totals(facts),
        "steps": _steps(facts.steps, sop),
        "pauses": _pauses(facts, sop),
        "whole": _whole(spent.values()),
        "trend": rows.trend(),
        "over_time": over_time(facts.cases, {"channels": _channel, "categories": category}),
        "heat": heat_of_week(facts.cases),
        "sections": rows.sections(),
        "channels": rows.by(_channel),
        "categories": rows.by(category),
        "officers": _officers(facts),
        "satisfaction": satisfaction(facts.surveys),
    }


def tally(steps: Sequence[StepFact]) -> Figures:
    """Return how many steps ended in time and late, how many run past their due time, and how long they took.

    `share`: in time, of all whose time is decided, those that run past it included.
    """
    ended = [fact for fact in steps if fact.ended]
    late = sum(fact.late for fact in ended)
    running_late = sum(fact.late for fact in steps) - late
    return {
        "ended": len(ended),
        "on_time": len(ended) - late,
        "late": late,
        "share": share(len(ended) - late, len(ended) + running_late),
        "running_late": running_late,
        "net": summary([fact.net_minutes for fact in ended]),
        "gross": summary([fact.gross_minutes for fact in ended]),
    }


def share_in_time(*rows: Mapping[str, int]) -> float | None:
    """Return the percentage in time of one or more counts of `tally`, also of a month closed with another `share`.

    None where nothing is due, or where a closed month did not count what ran past its time.
    """
    if not all("running_late" in row for row in rows):
        return None
    due = sum(row["ended"] + row["running_late"] for row in rows)
    return share(sum(row["on_time"] for row in rows), due)


def share(part: int, whole: int) -> float | None:
    """Return a part in percent, to a tenth; None where the whole is 0."""
    return round(100 * part / whole, 1) if whole else None


def satisfaction(surveys: Iterable[SurveyFact]) -> Figures:
    """Return the counts of questions and answers by scale; `index` is the mean answer in percent of its scale."""
    asked = list(surveys)
    given = [(fact.answer, fact.scale) for fact in asked if fact.answer is not None]
    counts = Counter(given)
    scales = sorted({fact.scale for fact in asked})
    return {
        "asked": len(asked),
        "answered": len(given),
        "share": share(len(given), len(asked)),
        "answers": [
            {"scale": scale, "answer": answer, "count": counts[answer, scale]}
            for scale in scales
            for answer in range(1, scale + 1)
        ],
        "index": round(100 * sum(answer / scale for answer, scale in given) / len(given), 1) if given else None,
    }


def _channel(case: CaseFact) -> str:
    return channel_label(case.channel)


def _totals(facts: Facts) -> list[Figures]:
    counts = Counter(
        (
            channel_label(case.channel),
            facts.categories.get(case.category, NO_CATEGORY),
            status_label(case.stage, case.unreachable),
        )
        for case in facts.cases
    )
    return [
        {"channel": kind, "category": category, "status": status, "count": count}
        for (kind, category, status), count in sorted(counts.items())
    ]


def _steps(steps: Sequence[StepFact], sop: Sequence[tuple[int, str, str]]) -> list[Figures]:
    rows = _split(steps, lambda fact: fact.step)
    return [
        {"step": number, "title": title, "target": standard} | tally(rows.get(number, []))
        for number, title, standard in sop
    ]


def _pauses(facts: Facts, sop: Sequence[tuple[int, str, str]]) -> list[Figures]:
    """Return, for every step, what became of the pauses asked, and what was in time with and without them."""
    steps, states = _split(facts.steps, lambda fact: fact.step), Counter(facts.pauses)
    found = []
    for number, title, _standard in sop:
        ended = [fact for fact in steps.get(number, []) if fact.ended]
        counts = {name: states[PauseFact(number, str(state))] for name, state in _STATES.items()}
        timely = {
            "on_time": sum(not fact.late for fact in ended),
            "on_time_plain": sum(not _or(fact.late_plain, fact) for fact in ended),
            "on_time_asked": sum(not _or(fact.late_asked, fact) for fact in ended),
        }
        row: Figures = {"step": number, "title": title, "asked": sum(counts.values()), "ended": len(ended)}
        found.append(row | counts | timely)
    return found


def _or(late: bool | None, fact: StepFact) -> bool:
    return fact.late if late is None else late


def _officers(facts: Facts) -> list[Figures]:
    """Return what each officer ended; a running step counts for nobody, since who will end it is not known."""
    ended = [fact for fact in facts.steps if fact.ended]
    named = [
        {"key": actor, "label": AUTOMATIC if actor is None else facts.officers.get(actor, f"Akun {actor}")}
        | tally(mine)
        for actor, mine in _split(ended, lambda fact: fact.actor).items()
    ]
    return sorted(named, key=lambda row: (row["key"] is None, str(row["label"]), str(row["key"])))


def _spent(facts: Facts) -> dict[int, tuple[float, float]]:
    """Return the minutes (net, gross) of all steps of each finished complaint, without the time it lay finished."""
    spent = {case.id: (0.0, 0.0) for case in facts.cases if case.stage == Stage.SELESAI}
    for fact in facts.steps:
        if fact.ended and fact.complaint in spent:
            net, gross = spent[fact.complaint]
            spent[fact.complaint] = net + fact.net_minutes, gross + fact.gross_minutes
    return spent


def _whole(spent: Iterable[tuple[float, float]]) -> Figures:
    taken = list(spent)
    return {"net": summary([net for net, _ in taken]), "gross": summary([gross for _, gross in taken])}


class _Grouping:
    """Rows of complaints that have something in common: their number, states, steps and durations."""

    def __init__(self, facts: Facts, spent: Mapping[int, tuple[float, float]]) -> None:
        self.facts, self.spent = facts, spent
        self._steps = _split(facts.steps, lambda fact: fact.complaint)
        self._surveys = _split(facts.surveys, lambda fact: fact.complaint)

    def by(self, name_of: Callable[[CaseFact], str]) -> list[Figures]:
        """Return a row for every name, the largest number of complaints first."""
        rows = _split(self.facts.cases, name_of)
        found = [
            self._row(name, cases, [fact for case in cases for fact in self._steps.get(case.id, ())])
            for name, cases in rows.items()
        ]
        return sorted(found, key=lambda row: (-_count(row), str(row["label"])))

    def sections(self) -> list[Figures]:
        """Return a row for every section; a step counts for the section it lay with at the time."""
        cases = _split(self.facts.cases, lambda case: case.section)
        own = [fact for fact in self.facts.steps if fact.section and fact.step in SECTION_STEPS]
        steps = _split(own, lambda fact: fact.section)
        found = [
            self._row(section_label(section), cases.get(section, []), steps.get(section, []))
            for section in sorted({*cases, *steps}, key=lambda section: section or "")
        ]
        return sorted(found, key=lambda row: (-_count(row), str(row["label"])))

    def trend(self) -> list[Figures]:
        """Return a row for every day, week or month from the first complaint to the last, empty ones included."""
        places = places_in_time([to_wib(case.opened_at).date() for case in self.facts.cases])
        if not places:
            return []
        rows, found = _split(self.facts.cases, lambda case: now_in(places[0].span, case.opened_at)), []
        for place in places:
            cases = rows.get(place, [])
            steps = [fact for case in cases for fact in self._steps.get(case.id, ())]
            found.append(self._row(place.label, cases, steps))
        return found

    def _row(self, label: str, cases: Sequence[CaseFact], steps: Sequence[StepFact]) -> Figures:
        done = [self.spent[case.id] for case in cases if case.id in self.spent]
        asked = [fact for case in cases for fact in self._surveys.get(case.id, ())]
        return {
            "label": label,
            "received": len(cases),
            "finished": len(done),
            "open": sum(case.open for case in cases),
            "open_late": sum(case.late for case in cases),
            "steps": tally(steps),
            # The first is done by the program, always in time, and would flatter the officers' own.
            "desk_steps": tally([fact for fact in steps if fact.step != Step.MENERIMA]),
            "whole": _whole(done),
            "satisfaction": satisfaction(asked),
        }


def _count(row: Mapping[str, object]) -> int:
    return int(str(row["received"]))


def _split(facts: Iterable[_Fact], key_of: Callable[[_Fact], _Key]) -> dict[_Key, list[_Fact]]:
    found: dict[_Key, list[_Fact]] = defaultdict(list)
    for fact in facts:
        found[key_of(fact)].append(fact)
    return found


def summary(values: Sequence[float]) -> dict[str, float | int | None]:
    """Return count, mean, median and 95th percentile, rounded to hundredths of a minute; None where nothing ended."""
    if not values:
        return {"count": 0, "mean": None, "median": None, "p95": None}
    ordered = sorted(values)
    p95 = ordered[max(0, ceil(0.95 * len(ordered)) - 1)]  # by nearest rank: one that was measured
    return {
        "count": len(ordered),
        "mean": round(fmean(ordered), 2),
        "median": round(median(ordered), 2),
        "p95": round(p95, 2),
    }
