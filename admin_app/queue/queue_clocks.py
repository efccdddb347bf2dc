"""What a row of the queue shows besides the SOP's clock: the tightest limit of the law, and whether it is paused."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from admin_app.shell.times import DueMark, due_mark
from models.actions.core.statutory_clocks import clocks_of
from models.tables import Pause, StepRecord


@dataclass(frozen=True)
class RowClocks:
    """What a row shows besides its due time."""

    legal: DueMark | None = None
    label: str = ""
    paused: bool = False


NO_CLOCKS = RowClocks()
# A limit of the law that is weeks away says nothing in a queue of minutes; the case itself shows it.
FAR = timedelta(days=7)


def read_row_clocks(complaints: list[int], now: datetime) -> dict[int, RowClocks]:
    """Return the clocks of the rows shown, by two queries."""
    still = Pause.select(StepRecord.complaint).join(StepRecord)
    here = Pause.ends_at.is_null() & StepRecord.finished_at.is_null() & StepRecord.complaint.in_(complaints)
    paused = {row for (row,) in still.where(here).tuples()}
    found = {}
    limits = clocks_of(complaints)
    for complaint in complaints:
        tightest = next((clock for clock in limits[complaint] if clock.met_at is None), None)
        near = tightest is not None and tightest.due_at - now <= FAR
        mark = due_mark(tightest.due_at, tightest.starts_at, now) if tightest and near else None
        found[complaint] = RowClocks(mark, tightest.label if tightest else "", complaint in paused)
    return found
