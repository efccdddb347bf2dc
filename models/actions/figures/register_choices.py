"""What a correction of a closed register may choose: the statuses, categories and sections of when it was closed."""

import json
from collections.abc import Iterable

from models.actions.figures.register_lines import category_labels
from models.rules.cases.sop import STAGES, Stage
from models.rules.figures.figure_labels import NO_CATEGORY, status_label
from models.rules.figures.typed_keys import CHOSEN
from models.rules.staff.roles import SECTION_LABELS
from models.tables import MonthFacts, RegisterLine

Choices = dict[str, tuple[str, ...]]


def register_choices(month: str) -> Choices:
    """Return by column what a line of a closed month may be corrected to.

    A category has the name it had at the closing, where that is known, and one made since its present name.
    """
    kept = MonthFacts.get_or_none(MonthFacts.month == month)
    categories = category_labels() | (json.loads(kept.facts)["categories"] if kept else {})
    written = written_words((month,))
    ended = status_label(Stage.SELESAI, unreachable=True)
    return {
        "status": _once(*(status_label(stage) for stage in STAGES), ended, *written["status"]),
        "category": _once(*categories.values(), NO_CATEGORY, *written["category"]),
        "section": _once("", *SECTION_LABELS.values(), *written["section"]),
    }


def written_words(months: Iterable[str]) -> dict[str, list[str]]:
    """Return what the program itself wrote into the chosen columns of the registers of some months."""
    found: dict[str, dict[str, None]] = {name: {} for name in CHOSEN}
    mine = RegisterLine.month.in_(list(months)) & RegisterLine.corrects.is_null()
    for (facts,) in RegisterLine.select(RegisterLine.facts).where(mine).order_by(RegisterLine.id).tuples().iterator():
        said = json.loads(facts)
        for name in CHOSEN:
            found[name][str(said.get(name) or "")] = None
    return {name: list(words) for name, words in found.items()}


def _once(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
