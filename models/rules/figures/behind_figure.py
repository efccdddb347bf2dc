"""The cases behind a figure of a report: from the same facts as the figure, chosen instead of counted."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from models.rules.cases.sop import Stage, Step
from models.rules.core.moments import to_wib
from models.rules.figures.case_figures import SECTION_STEPS
from models.rules.figures.figure_facts import CaseFact, Facts, StepFact
from models.rules.figures.figure_labels import NO_CATEGORY, channel_label, section_label
from models.rules.figures.figure_times import places_in_time
from models.rules.figures.periods import now_in

WHOLE = "semua"  # the table of the figures at the head: every case, and every step that officers do
# The row of the steps nobody but the agent ended.
AGENT_ROW = "agen"

_CASES: Mapping[str, Callable[[CaseFact], bool]] = {
    "received": lambda case: True,
    "finished": lambda case: case.stage == Stage.SELESAI,
    "open": lambda case: case.open,
    "open_late": lambda case: case.late,
}
_STEPS: Mapping[str, Callable[[StepFact], bool]] = {
    "ended": lambda step: step.ended,
    "on_time": lambda step: step.ended and not step.late,
    "late": lambda step: step.ended and step.late,
    "running_late": lambda step: step.late and not step.ended,
}
FIGURES = (*_CASES, *_STEPS)


class Behind(NamedTuple):
    """A case behind a figure, or a round of its step where the figure counts steps, and whether that is late."""

    complaint: int
    late: bool
    step: StepFact | None


def behind(facts: Facts, table: str, row: str, figure: str) -> list[Behind]:
    """Return what a figure in a row of a table counts, one for each; nothing where the report has no such row.

    Raises KeyError where there is no such figure.
    """
    if figure in _CASES:
        counts = _CASES[figure]
        return [Behind(case.id, case.late, None) for case in _cases(facts, table, row) if counts(case)]
    included = _STEPS[figure]
    return [Behind(step.complaint, step.late, step) for step in _steps(facts, table, row) if included(step)]


def _cases(facts: Facts, table: str, row: str) -> list[CaseFact]:
    named = _names(facts).get(table)
    return [case for case in facts.cases if named and named(case) == row]


def _names(facts: Facts) -> dict[str, Callable[[CaseFact], str]]:
    """Return how each table of cases names the row of a case."""
    places = places_in_time([to_wib(case.opened_at).date() for case in facts.cases])
    return {
        WHOLE: lambda case: "",
        "sarana": lambda case: channel_label(case.channel),
        "kategori": lambda case: facts.categories.get(case.category, NO_CATEGORY),
        "seksi": lambda case: section_label(case.section),
        "waktu": lambda case: now_in(places[0].span, case.opened_at).label,
    }


def _steps(facts: Facts, table: str, row: str) -> list[StepFact]:
    if table == "langkah":
        return [step for step in facts.steps if str(step.step) == row]
    if table == "petugas":
        return [step for step in facts.steps if step.ended and officer_row(step.actor) == row]
    if table == "seksi":
        own = [step for step in facts.steps if step.section and step.step in SECTION_STEPS]
        return [step for step in own if section_label(step.section) == row]
    cases = {case.id for case in _cases(facts, table, row)}
    return [step for step in facts.steps if step.complaint in cases and step.step != Step.MENERIMA]


def officer_row(actor: int | None) -> str:
    """Return the row of an officer by account, or of what nobody but the agent ended."""
    return AGENT_ROW if actor is None else str(actor)
