"""Reads a block of complaints: their number and the first lines."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from admin_app.home.blocks import NOTHING, ROWS, Content, Viewer
from admin_app.queue.case_counts import counted
from admin_app.queue.case_lines import any_late, case_lines
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
        """Return the block: one query for the count, one for the lines if there are any."""
        condition = self.condition(viewer)
        count = counted(condition, viewer.actor)
        if not count:
            return NOTHING
        lines = case_lines(condition, viewer.actor, viewer.now, self.rows, *self.order, address=self.address)
        return Content(count, lines, bad=self.alarming or any_late(lines))
