"""Starts and ends the clock of a step: due when it starts, net and gross minutes when it ends."""

from datetime import datetime

from peewee import fn

from models.actions.office_facts import office_calendar, standards
from models.rules.due_dates import due_at, is_late
from models.rules.sop import Step
from models.rules.working_time import Calendar, gross_minutes, net_minutes
from models.tables import Complaint, Pause, StepOutput, StepRecord


def start_step(case: Complaint, step: Step, now: datetime) -> StepRecord:
    """Open the next round of a step and stamp its due time from the SOP the case was opened under."""
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


def end_step(case: Complaint, actor_id: int | None, now: datetime, output: StepOutput | None, outcome: str) -> None:
    """End the running step of a case: who, when, how many minutes net and gross, and whether late."""
    record = running(case)
    if record is None:
        return
    calendar = office_calendar()
    record.actor = actor_id
    record.finished_at = now
    record.outcome = outcome
    record.net_minutes = net_minutes(calendar, record.started_at, now) - _paused(calendar, record, now)
    record.gross_minutes = gross_minutes(record.started_at, now)
    record.late = is_late(record.due_at, now)
    record.output = output
    record.save()


def running(case: Complaint) -> StepRecord | None:
    """Give the step record whose clock runs."""
    return (
        StepRecord.select()
        .where((StepRecord.complaint == case.id) & StepRecord.finished_at.is_null())
        .order_by(StepRecord.id.desc())
        .first()
    )


def _paused(calendar: Calendar, record: StepRecord, now: datetime) -> float:
    pauses = Pause.select().where(Pause.record == record.id)
    return sum(net_minutes(calendar, pause.starts_at, pause.ends_at or now) for pause in pauses)
