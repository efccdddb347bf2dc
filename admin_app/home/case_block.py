"""How a block of complaints is read: counted, and its first lines."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from admin_app.home.blocks import NOTHING, ROWS, Content, Looker
from admin_app.queue.case_counts import counted
from admin_app.queue.case_lines import any_late, case_lines
from models.tables import Complaint


@dataclass(frozen=True)
class CaseBlock:
    """How a block of complaints is read: which, in which order, and where a line leads."""

    condition: Callable[[Looker], Any]
    order: tuple[Any, ...] = (Complaint.due_at,)
    address: str = "/meja/kasus/{}"
    alarming: bool = False  # that there is one at all is bad
    rows: int = ROWS

    def __call__(self, looker: Looker) -> Content:
        """Read the block: one query to count, one for the lines where there are any."""
        condition = self.condition(looker)
        count = counted(condition, looker.actor)
        if not count:
            return NOTHING
        lines = case_lines(condition, looker.actor, looker.now, self.rows, *self.order, address=self.address)
        return Content(count, lines, bad=self.alarming or any_late(lines))
