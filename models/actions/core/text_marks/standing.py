"""The marks that stand in the texts of cases: for the masks of every screen, list, paper and search."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from models.tables import ComplaintMessage, TextMark
from models.tables.core.prepared import prepared


@dataclass(frozen=True)
class Marks:
    """The words marked in one case."""

    hidden: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()


NOTHING_MARKED = Marks()


def marks_of(cases: Collection[int]) -> dict[int, Marks]:
    """Return what is marked in each of these cases; those without a mark are left out. One query."""
    found: dict[int, list[TextMark]] = defaultdict(list)
    for row in _standing(sorted(cases)):
        if row.words:  # empty once its case was destroyed
            found[row.complaint_id].append(row)
    return {case: _marks(rows) for case, rows in found.items()}


def take_marks_along(messages: Collection[int], target: int) -> None:
    """Hide in a case what is hidden where these messages came from; what was spared there stays hidden here."""
    there = {row.words for row in standing(target) if row.hides}
    links = ComplaintMessage.select(ComplaintMessage.complaint).where(ComplaintMessage.message.in_(list(messages)))
    marks = TextMark.select().where(TextMark.complaint.in_(links) & TextMark.hides & TextMark.undone_at.is_null())
    for row in marks.order_by(TextMark.id):
        if row.words and row.words not in there:
            there.add(row.words)
            by, at = row.made_by_id, row.made_at
            TextMark.create(complaint=target, words=row.words, hides=True, made_by=by, made_at=at)


def standing(case: int) -> list[TextMark]:
    """Return the marks of a case that nobody took back, in their order."""
    return [row for row in _standing([case]) if row.words]


@prepared
def _standing(cases: list[int]) -> Any:
    here = TextMark.complaint.in_(cases) & TextMark.undone_at.is_null()
    return TextMark.select().where(here).order_by(TextMark.id)


def _marks(rows: list[TextMark]) -> Marks:
    hidden = dict.fromkeys(row.words for row in rows if row.hides)
    return Marks(tuple(hidden), tuple(dict.fromkeys(row.words for row in rows if not row.hides)))
