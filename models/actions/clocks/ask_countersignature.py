"""Clock job: tells whoever may countersign it, once, of a pause that does not count until somebody does."""

from collections import defaultdict
from datetime import datetime
from typing import cast

from models.actions.clocks.countersigners import Countersigners
from models.actions.core.give_notice import give_notice
from models.actions.core.office_facts import office_calendar
from models.actions.core.row_by_row import row_by_row
from models.rules.clocks.pauses import PauseState, weigh
from models.tables import Complaint, Pause, StepRecord, database

KIND = "paraf_jeda"


def ask_countersignatures(now: datetime) -> int:
    """Tell of every pause that waits to be countersigned, also of a step or a case that ended.

    Returns how many people were newly told.
    """
    calendar, people = office_calendar(), Countersigners(now)

    def ask(pauses: list[Pause]) -> int:
        told = 0
        for row in weigh(calendar, pauses, now):
            if row.state is PauseState.ASKED and row.waiting:
                with database.atomic():
                    told += _tell(cast(Pause, row.pause), row.minutes, people, now)
        return told

    return row_by_row(_undecided().values(), ask, lambda pauses: pauses[0].id)


def _undecided() -> dict[int, list[Pause]]:
    """Return the pauses of every step in which one may wait, by step."""
    open_ones = Pause.countersigned_at.is_null() & ~Pause.refused & ~Pause.counted_before
    open_ones &= Pause.limit_minutes.is_null(False)
    # Steps that run, or would have more time by what is not countersigned. Found by their pauses: steps are many.
    waits = StepRecord.finished_at.is_null() | (StepRecord.due_asked > StepRecord.due_at)
    steps = Pause.select(Pause.record).join(StepRecord).where(open_ones & waits).distinct()
    query = Pause.select(Pause, StepRecord, Complaint).join(StepRecord).join(Complaint)
    found: dict[int, list[Pause]] = defaultdict(list)
    for row in query.where(Pause.record.in_(steps)).order_by(Pause.id):
        found[row.record_id].append(row)
    return found


def _tell(pause: Pause, minutes: float, people: Countersigners, now: datetime) -> int:
    case = pause.record.complaint
    text = f"{case.number}: jeda langkah {pause.record.step} sudah {round(minutes)} menit kerja dan menunggu paraf."
    return give_notice(people.asked(case, pause), KIND, text, f"jeda:{pause.id}", now, case.id, but=pause.made_by_id)
