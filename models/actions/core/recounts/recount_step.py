"""Counts an ended step anew, by the calendar that counted it, and keeps what it was before and why."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from models.actions.core.held_calendars import HeldCalendars
from models.actions.core.office_facts import standards
from models.actions.core.step_clock import count_ended, step_arithmetic, sum_differs
from models.rules.clocks.arithmetic import Line
from models.rules.clocks.due_dates import Standard, due_at
from models.rules.clocks.working_time import Calendar
from models.tables import Complaint, Pause, StepRecord, StepRecount

_SAME = 0.02  # hundredths of a minute that rounding may make


def recount_ended(case: Complaint, record: StepRecord, why: str, now: datetime) -> bool:
    """Count an ended step anew by the pauses accepted now; return whether anything changed. Needs a transaction.

    By the calendar that counted it when it ended: what changed for other days since is no reason to count otherwise.
    """
    mine = list(Pause.select().where(Pause.record == record.id))
    return rewrite(record, HeldCalendars().of(record), standards(case.sop_version_id)[record.step], mine, why, now)


def rewrite(
    record: StepRecord, calendar: Calendar, standard: Standard, pauses: Sequence[Pause], why: str, now: datetime
) -> bool:
    """Write an ended step as this calendar and these pauses count it, with what it was; return whether it changed."""
    before = (record.due_at, record.due_plain, record.due_asked, record.net_minutes, record.late)
    was = (record.due_at, record.net_minutes, record.late)
    as_counted(record, calendar, standard, pauses)
    record.save()
    if before == (record.due_at, record.due_plain, record.due_asked, record.net_minutes, record.late):
        return False
    if was != (record.due_at, record.net_minutes, record.late):
        kept = StepRecount(record=record.id, at=now, why=why[:700])
        kept.due_before, kept.net_before, kept.late_before = was
        kept.due_after, kept.net_after, kept.late_after = record.due_at, record.net_minutes, record.late
        kept.save()
    return True


def as_counted(record: StepRecord, calendar: Calendar, standard: Standard, pauses: Sequence[Pause]) -> None:
    """Set an ended step's due times, minutes and lateness by a calendar and its pauses, without saving the row."""
    if not pauses:
        record.due_at = due_at(calendar, record.started_at, standard)
        # Without a pause it has no others; those of a calendar that moved it while it ran would be shown beside this.
        record.due_plain = record.due_asked = None
    count_ended(record, calendar, standard, pauses)


def same_count(record: StepRecord, other: StepRecord) -> bool:
    """Whether two rows of an ended step say the same of its due times, its minutes and its lateness."""
    apart = abs((record.net_minutes or 0.0) - (other.net_minutes or 0.0))
    return (*_dues(record), record.late) == (*_dues(other), other.late) and apart <= _SAME


def _dues(record: StepRecord) -> tuple[datetime | None, datetime | None, datetime | None]:
    """Return the due times of a step: its own, without pauses, with those not accepted yet; the same without any."""
    return record.due_at, record.due_plain or record.due_at, record.due_asked or record.due_at


def sum_of(calendar: Calendar, record: StepRecord, pauses: Sequence[Pause], now: datetime) -> tuple[list[Line], bool]:
    """Return the terms whose sum is a step's net minutes, and whether another calendar than today's counted it.

    Of a step that an older version ended that calendar is unknown: its terms are today's and may not add up.
    """
    lines = step_arithmetic(calendar, record, pauses, now)
    if not sum_differs(record, lines):
        return lines, False
    if record.calendar_id is not None:
        lines = step_arithmetic(HeldCalendars().of(record), record, pauses, now)
    return lines, True


def recounts_of(records: Iterable[int]) -> dict[int, list[StepRecount]]:
    """Return how ended steps were counted anew, by step record, in order. One query."""
    found: dict[int, list[StepRecount]] = {}
    for row in StepRecount.select().where(StepRecount.record.in_(list(records))).order_by(StepRecount.id):
        found.setdefault(row.record_id, []).append(row)
    return found
