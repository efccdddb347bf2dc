"""Reads a block of complaints: their number and the first lines."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from admin_app.home.blocks import NOTHING, ROWS, Content, Viewer
from admin_app.queue.case_counts import counted
from admin_app.queue.case_lines import any_late, found_cases, line_of
from models.tables import Complaint


@dataclass(frozen=True)
class CaseBlock:
    """How a block of complaints is read: which ones, in which order, and where a line leads."""

    condition: Callable[[Viewer], Any]
    order: tuple[Any, ...] = (Complaint.due_at,)
    address: str = "/meja/kasus/{}"
    alarming: bool = False  # that there is one at all is bad
    rows: int = ROWS

    def __call__(self, viewer: Viewer) -> Content:
        """Return the block: one query for the count, one for the lines, one for what other blocks show already."""
        condition = self.condition(viewer)
        count = counted(condition, viewer.actor)
        if not count:
            return NOTHING
        elsewhere = _elsewhere(condition, viewer)
        here = condition & Complaint.id.not_in(elsewhere) if elsewhere else condition
        cases = found_cases(here, viewer.actor, self.rows, *self.order) if count > len(elsewhere) else []
        lines = [line_of(case, viewer.now, self.address) for case in cases]
        late = any_late([*lines, *(viewer.shown[case] for case in elsewhere)])
        ids = [case.id for case in cases]
        return Content(count, lines, bad=self.alarming or late, cases=ids, elsewhere=elsewhere)


def _elsewhere(condition: Any, viewer: Viewer) -> list[int]:
    """Return the cases of this block that another shows already, in order."""
    if not viewer.shown:
        return []
    mine = Complaint.select(Complaint.id).where(Complaint.id.in_(list(viewer.shown)) & condition)
    return sorted(case for (case,) in mine.tuples())
