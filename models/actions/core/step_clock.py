"""Starts and ends the clock of a step: its due time at the start, its net and gross minutes at the end."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from models.actions.core.held_calendars import hold_calendar
from models.actions.core.office_facts import office_calendar, standards
from models.rules.cases.sop import Step
from models.rules.clocks.arithmetic import Line, arithmetic
from models.rules.clocks.due_dates import Standard, due_at, is_late
from models.rules.clocks.pauses import weigh
from models.rules.clocks.working_time import Calendar, add_minutes, gross_minutes, net_minutes
from models.tables import Complaint, Pause, StepOutput, StepRecord
from models.tables.core.filled import filled
from models.tables.core.prepared import prepared


def start_step(case: Complaint, step: Step, now: datetime) -> StepRecord:
    """Begin the next round of a step, with the due time of the SOP the case was opened under."""
    latest = StepRecord.select(fn.MAX(StepRecord.round)).where(
        (StepRecord.complaint == case.id) & (StepRecord.step == int(step))
    )
    return StepRecord.create(
        complaint=case.id,
        step=int(step),
        round=(latest.scalar() or 0) + 1,
        section=case.section,
        started_at=now,
        due_at=due_at(office_calendar(), now, standards(case.sop_version_id)[int(step)]),
    )


def end_step(case: Complaint, actor_id: int | None, at: datetime, output: StepOutput | None, outcome: str) -> None:
    """End the running step of a case: by whom, when, in how many net and gross minutes, and whether late.

    A running pause ends with it. `at` may lie before now: an answer counts from when the platform had it.
    """
    record = running(case)
    if record is None:
        return
    now = max(at, record.started_at)
    for pause in Pause.select().where((Pause.record == record.id) & Pause.ends_at.is_null()):
        ends = max(now, pause.starts_at)  # one that began after it lasted no time
        Pause.update(ends_at=ends).where(Pause.id == pause.id).execute()
    record.actor_id = actor_id
    record.finished_at = now
    record.outcome = outcome
    record.gross_minutes = gross_minutes(record.started_at, now)
    record.output = output
    calendar = office_calendar()
    record.calendar_id = hold_calendar(calendar, now)
    count_ended(record, calendar, standards(case.sop_version_id)[record.step], pauses_of([record.id])[record.id])
    record.save()


def count_ended(record: StepRecord, calendar: Calendar, standard: Standard, pauses: Sequence[Pause]) -> None:
    """Write an ended step's minutes and whether it was late, by its pauses, in its row, which is not saved."""
    now = filled(record.finished_at)
    if pauses:
        set_due(record, dues_of(calendar, record, standard, pauses, now))
    record.net_minutes = round(net_minutes(calendar, record.started_at, now) - paused(calendar, pauses, now), 2)
    record.late = is_late(record.due_at, now)


def running(case: Complaint) -> StepRecord | None:
    """Return the step record whose clock runs."""
    return (
        StepRecord.select()
        .where((StepRecord.complaint == case.id) & StepRecord.finished_at.is_null())
        .order_by(StepRecord.id.desc())
        .first()
    )


def pauses_of(records: Iterable[int]) -> dict[int, list[Pause]]:
    """Return the pauses asked and not refused, by step record, in order. One query."""
    found: dict[int, list[Pause]] = defaultdict(list)
    counting = Pause.record.in_(list(records)) & (Pause.refused == False)  # noqa: E712
    for row in Pause.select().where(counting).order_by(Pause.starts_at, Pause.id):
        found[row.record_id].append(row)
    return found


def paused(calendar: Calendar, pauses: Iterable[Pause], now: datetime) -> float:
    """Return the working minutes of pauses up to now, as far as they are accepted."""
    return sum(row.accepted for row in weigh(calendar, pauses, now))


@dataclass(frozen=True)
class Dues:
    """The due times of a step: by what is accepted, without any pause, and with what waits to be countersigned."""

    due: datetime
    plain: datetime
    asked: datetime


def dues_of(
    calendar: Calendar, record: StepRecord, standard: Standard, pauses: Iterable[Pause], now: datetime
) -> Dues:
    """Return the due times of a step: its standard, plus the working minutes of its pauses."""
    plain = due_at(calendar, record.started_at, standard)
    weighed = weigh(calendar, pauses, now)
    accepted = sum(row.accepted for row in weighed)
    asked = accepted + sum(row.waiting for row in weighed)
    by, beside = (add_minutes(calendar, plain, minutes) if minutes else plain for minutes in (accepted, asked))
    return Dues(by, plain, beside)


def set_due(record: StepRecord, dues: Dues) -> None:
    """Write a step's due times down in its row, which is not saved."""
    record.due_at, record.due_plain, record.due_asked = dues.due, dues.plain, dues.asked


def due_of(
    calendar: Calendar, record: StepRecord, standard: Standard, pauses: Iterable[Pause], now: datetime
) -> datetime:
    """Return the due time of a step by the pauses that are accepted."""
    return dues_of(calendar, record, standard, pauses, now).due


def move_due(case: Complaint, record: StepRecord, now: datetime) -> bool:
    """Recompute a running step's due times, in its record and its case; return whether one changed."""
    pauses = pauses_of([record.id])[record.id]
    dues = dues_of(office_calendar(), record, standards(case.sop_version_id)[record.step], pauses, now)
    if (dues.due, dues.plain, dues.asked) == (record.due_at, record.due_plain, record.due_asked):
        return False
    keep_due(record, case.id, dues)
    return True


def keep_due(record: StepRecord, complaint_id: int, dues: Dues) -> None:
    """Store the due times of a running step, the one that holds in its case as well."""
    set_due(record, dues)
    changed = StepRecord.update(due_at=dues.due, due_plain=dues.plain, due_asked=dues.asked)
    changed.where(StepRecord.id == record.id).execute()
    Complaint.update(due_at=dues.due).where((Complaint.id == complaint_id) & Complaint.open).execute()


def net_so_far(calendar: Calendar, record: StepRecord, pauses: Iterable[Pause], now: datetime) -> float:
    """Return the working minutes a running step has taken, without pauses."""
    return max(0.0, round(net_minutes(calendar, record.started_at, now) - paused(calendar, pauses, now), 2))


def step_arithmetic(calendar: Calendar, record: StepRecord, pauses: Sequence[Pause], now: datetime) -> list[Line]:
    """Return the terms whose sum is the step's net minutes, up to now if it runs (page and sheet KENDALI).

    By the calendar handed in; `sum_differs` tells where another one counted an ended step.
    """
    end = record.finished_at or now
    counting = [row for row in weigh(calendar, pauses, end) if row.accepted]
    return arithmetic(calendar, record.started_at, end, [(row.pause.starts_at, row.accepted_to) for row in counting])


def sum_differs(record: StepRecord, lines: Sequence[Line]) -> bool:
    """Whether an ended step's minutes were counted by a calendar other than that of these terms."""
    if record.net_minutes is None:
        return False
    return abs(sum(line.length.total_seconds() for line in lines) / 60 - record.net_minutes) > 0.02


def paused_among(complaints: list[int]) -> set[int]:
    """Return which of these cases stand still by a pause that moves their due time."""
    return {case for (case,) in _paused(complaints)}


@prepared
def _paused(complaints: list[int]) -> Any:
    still = Pause.select(StepRecord.complaint).join(StepRecord)
    # While a part of the pauses waits to be countersigned, the due time without it holds and is shown.
    counts = StepRecord.due_asked.is_null() | (StepRecord.due_asked == StepRecord.due_at)
    here = Pause.ends_at.is_null() & StepRecord.finished_at.is_null() & StepRecord.complaint.in_(complaints) & counts
    return still.where(here).tuples()
