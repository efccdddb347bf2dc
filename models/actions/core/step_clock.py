"""Starts and ends the clock of a step: its due time at the start, its net and gross minutes at the end."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from peewee import fn

from models.actions.core.office_facts import office_calendar, standards
from models.rules.cases.sop import Step
from models.rules.clocks.arithmetic import Line, arithmetic
from models.rules.clocks.due_dates import Standard, due_at, is_late
from models.rules.clocks.working_time import Calendar, add_minutes, gross_minutes, net_minutes
from models.tables import Complaint, Pause, StepOutput, StepRecord


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
    calendar, now = office_calendar(), max(at, record.started_at)
    Pause.update(ends_at=now).where((Pause.record == record.id) & Pause.ends_at.is_null()).execute()
    pauses = pauses_of([record.id])[record.id]
    if pauses:
        record.due_at = due_of(calendar, record, standards(case.sop_version_id)[record.step], pauses, now)
    record.actor_id = actor_id
    record.finished_at = now
    record.outcome = outcome
    record.net_minutes = round(net_minutes(calendar, record.started_at, now) - paused(calendar, pauses, now), 2)
    record.gross_minutes = gross_minutes(record.started_at, now)
    record.late = is_late(record.due_at, now)
    record.output = output
    record.save()


def running(case: Complaint) -> StepRecord | None:
    """Return the step record whose clock runs."""
    return (
        StepRecord.select()
        .where((StepRecord.complaint == case.id) & StepRecord.finished_at.is_null())
        .order_by(StepRecord.id.desc())
        .first()
    )


def pauses_of(records: Iterable[int]) -> dict[int, list[Pause]]:
    """Return the pauses that count, by step record, in order. One query."""
    found: dict[int, list[Pause]] = defaultdict(list)
    counting = Pause.record.in_(list(records)) & (Pause.refused == False)  # noqa: E712
    for row in Pause.select().where(counting).order_by(Pause.starts_at, Pause.id):
        found[row.record_id].append(row)
    return found


def paused(calendar: Calendar, pauses: Iterable[Pause], now: datetime) -> float:
    """Return the working minutes of pauses up to now."""
    ends = ((pause.starts_at, min(pause.ends_at or now, now)) for pause in pauses)
    return sum(net_minutes(calendar, start, end) for start, end in ends if start < end)


def due_of(
    calendar: Calendar, record: StepRecord, standard: Standard, pauses: Iterable[Pause], now: datetime
) -> datetime:
    """Return the due time of a step: its standard, plus the working minutes of its pauses."""
    due = due_at(calendar, record.started_at, standard)
    minutes = paused(calendar, pauses, now)
    return add_minutes(calendar, due, minutes) if minutes else due


def move_due(case: Complaint, record: StepRecord, now: datetime) -> bool:
    """Recompute a running step's due time, in its record and its case; return whether it changed."""
    pauses = pauses_of([record.id])[record.id]
    standard = standards(case.sop_version_id)[record.step]
    due = due_of(office_calendar(), record, standard, pauses, now)
    if due == record.due_at:
        return False
    record.due_at = due
    StepRecord.update(due_at=due).where(StepRecord.id == record.id).execute()
    Complaint.update(due_at=due).where((Complaint.id == case.id) & Complaint.open).execute()
    return True


def net_so_far(calendar: Calendar, record: StepRecord, pauses: Iterable[Pause], now: datetime) -> float:
    """Return the working minutes a running step has taken, without pauses."""
    return max(0.0, round(net_minutes(calendar, record.started_at, now) - paused(calendar, pauses, now), 2))


def step_arithmetic(calendar: Calendar, record: StepRecord, pauses: Sequence[Pause], now: datetime) -> list[Line]:
    """Return the terms whose sum is the step's net minutes, up to now if it runs (page and sheet KENDALI).

    An ended step is computed by today's calendar; `sum_differs` tells where that has changed since.
    """
    end = record.finished_at or now
    return arithmetic(calendar, record.started_at, end, [(row.starts_at, row.ends_at or end) for row in pauses])


def sum_differs(record: StepRecord, lines: Sequence[Line]) -> bool:
    """Whether an ended step's minutes were counted by a calendar other than today's."""
    if record.net_minutes is None:
        return False
    return abs(sum(line.length.total_seconds() for line in lines) / 60 - record.net_minutes) > 0.02
