"""What the running step of a case still lacks, and where on the page each is filled in."""

from collections.abc import Callable
from dataclasses import dataclass

from admin_app.case_page.work import ELSEWHERE, Task, Work
from admin_app.forms.fields import OUTPUT_FIELDS
from models.rules.cases.sop import MoveRow, Output
from models.rules.cases.workflow import CaseFacts, desk_of, left, missing, moves_open_to

PAPERS = "naskah"  # the list of papers on the page
# Returns what a form of an output shows now in one of its fields.
Shown = Callable[[Output, str], object]


@dataclass(frozen=True)
class Lack:
    """One missing thing: its name, and the id of the field for it; empty where another person must provide it."""

    label: str
    place: str = ""


def lacks_of(facts: CaseFacts, work: Work, value_of: Shown) -> tuple[Lack, ...]:
    """Return what the usual move still lacks; `value_of(output, field)` returns what a form shows now."""
    moves = moves_open_to(desk_of(facts), facts)
    usual: MoveRow | None = next((row for row in moves if not row.back), None)
    if usual is None:
        return ()
    found: list[Lack] = []
    for output in missing(usual, facts):
        found += _lacks(output, next((task for task in work.tasks if task.output is output), None), value_of)
    found += [Lack(paper.words, PAPERS) for paper in left(usual, facts)]
    found += [Lack(facts.unplaced)] if usual.files and facts.unplaced else []
    return tuple(found)


def _lacks(output: Output, task: Task | None, value_of: Shown) -> list[Lack]:
    if task is None or task.under_way:
        return [Lack(str(output), ELSEWHERE.get(output, ""))]
    if task.kind != "isian":
        first = [Lack(paper.words, PAPERS) for paper in task.held_up_by]
        return [*first, Lack(str(output), task.form)]
    blank = [row for row in OUTPUT_FIELDS[output] if row.required and not value_of(output, row.name)]
    return [Lack(row.label, f"{task.form}-{row.name}") for row in blank] or [Lack(str(output), task.form)]
