"""What papers say of pauses: how much of each counts, and whether the step was in time with and without them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from models.rules.cases.sop import BROKEN_OFF
from models.rules.clocks.arithmetic import amount
from models.rules.clocks.due_dates import is_late
from models.rules.clocks.pauses import PAUSE_REASONS, PauseReason, PauseState, Weighed
from models.tables import StepRecord
from models.tables.core.filled import filled

_ANSWER = {True: "ya", False: "tidak"}


def reason_words(code: str) -> str:
    """Return the label of a pause's reason."""
    known = code in PauseReason.__members__.values()
    return PAUSE_REASONS[PauseReason(code)].label if known else code


def weighed_words(row: Weighed) -> str:
    """Return how much of a pause counts: asked, accepted (by whom) or refused."""
    if row.state is PauseState.REFUSED:
        return "ditolak, tidak dihitung"
    if row.state is PauseState.ASKED:
        return f"belum diparaf; dihitung {_minutes(row.accepted)} dari {_minutes(row.minutes)} menit kerja"
    how = "diparaf" if row.pause.countersigned_at else "menurut aturan"
    return f"diterima {how}, {_minutes(row.minutes)} menit kerja"


def punctuality_words(record: StepRecord, weighed: Iterable[Weighed]) -> str:
    """Return whether an ended step was in time with the pauses accepted, without any, and with those that wait.

    Empty where there was no pause, or the step did not come to its end.
    """
    rows = list(weighed)
    if not rows or record.finished_at is None or record.outcome == BROKEN_OFF:
        return ""
    parts = [
        f"dengan jeda yang diterima {_in_time(record, record.due_at)}",
        f"tanpa jeda {_in_time(record, record.due_plain or record.due_at)}",
    ]
    if any(row.state is PauseState.ASKED for row in rows):
        parts.append(f"bila yang belum diparaf diterima {_in_time(record, record.due_asked or record.due_at)}")
    return f"Tepat waktu: {', '.join(parts)}."


def _in_time(record: StepRecord, due: datetime | None) -> str:
    return _ANSWER[not is_late(due, filled(record.finished_at))]


def _minutes(minutes: float) -> str:
    return amount(timedelta(minutes=minutes))
