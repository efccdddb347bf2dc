"""Recomputes due times after a change of the calendar, and while a clock is paused."""

from contextlib import suppress
from datetime import datetime

from models.actions.clocks.pause_step import end_pause, longest_unsigned
from models.actions.core import audit_trail
from models.actions.core.actor import AGENT, OPERATOR, Actor
from models.actions.core.answers.invitation_waiting import end_waiting, invitation_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.office_facts import StandardsByIssue, office_calendar, office_settings
from models.actions.core.recounts.recount_step import recount_ended
from models.actions.core.row_by_row import row_by_row
from models.actions.core.statutory_clocks import recompute_clocks
from models.actions.core.step_clock import dues_of, keep_due, move_due, pauses_of
from models.rules.clocks.pauses import PAUSE_REASONS, PauseReason
from models.rules.clocks.working_time import NoWorkingTime
from models.rules.core.moments import iso
from models.tables import Complaint, Pause, StepRecord, database
from models.tables.core.database import is_sqlite
from models.tables.core.filled import filled

_WEIGHED = "Jeda dari versi lama ditimbang: hanya yang diterima dihitung."


def recompute_open_steps(actor: Actor, now: datetime) -> int:
    """Recompute the due times of running steps and limits by today's calendar; return how many changed.

    Ended steps keep their figures. Called in the transaction that changes hours or holidays. Raises NoWorkingTime
    where the calendar has no working time left.
    """
    calendar, by_version = office_calendar(), StandardsByIssue()
    # What changes is locked before it is read, so that no officer ends a step in between.
    open_cases = Complaint.select(Complaint.id).where(Complaint.open).order_by(Complaint.id)
    list(open_cases if is_sqlite() else open_cases.for_update())
    records = list(
        StepRecord.select(StepRecord, Complaint.id, Complaint.sop_version)
        .join(Complaint)
        .where(StepRecord.finished_at.is_null() & Complaint.open)
        .order_by(StepRecord.id)
    )
    pauses = pauses_of([record.id for record in records])
    events = []
    for record in records:
        standard = by_version.of(record)
        dues = dues_of(calendar, record, standard, pauses[record.id], now)
        moved = dues.due != record.due_at
        if moved:
            events.append(_event(record, record.due_at, dues.due))
        if moved or pauses[record.id]:
            keep_due(record, record.complaint_id, dues)
    audit_trail.write_all(actor, now, events)
    return len(events) + recompute_clocks(calendar, actor, now)


def follow_calendar(now: datetime) -> None:
    """Recompute what runs by the calendar as it is; where that holds no working time, nothing moves."""
    with suppress(NoWorkingTime), database.atomic():
        recompute_open_steps(OPERATOR, now)


def move_pauses(now: datetime) -> int:
    """Clock job: move the due times of paused steps, and end pauses whose citizen answered; return how many moved."""
    _weigh_older(now)
    waiting = Pause.select(Pause.id).where(Pause.ends_at.is_null()).order_by(Pause.id)
    return row_by_row([pause for (pause,) in waiting.tuples()], lambda pause: _move(pause, now))


def _weigh_older(now: datetime) -> None:
    """Count the steps anew whose pauses come from an older version: by rule where they fit, else asked.

    Those of closed months, and what somebody countersigned, count as they did.
    """
    older = Pause.select(Pause.record).where(Pause.limit_minutes.is_null()).distinct().tuples()
    for (record_id,) in list(older.limit(200)):
        with database.atomic():
            record = StepRecord.get_by_id(record_id)
            query = Complaint.select().where(Complaint.id == record.complaint_id)
            case = (query if is_sqlite() else query.for_update()).get()
            record = StepRecord.get_by_id(record_id)
            limit = longest_unsigned(office_settings())
            unweighed = (Pause.record == record_id) & Pause.limit_minutes.is_null()
            Pause.update(limit_minutes=limit).where(unweighed).execute()
            before = record.due_at
            if record.finished_at is None:
                changed = move_due(case, record, now)
            else:
                changed = recount_ended(case, record, _WEIGHED, now)
            if changed and record.due_at != before:
                audit_trail.write(AGENT, now, _event(record, before, filled(record.due_at)))


def _move(pause_id: int, now: datetime) -> bool:
    with database.atomic():
        pause = Pause.get_by_id(pause_id)
        record = StepRecord.get_by_id(pause.record_id)
        query = Complaint.select().where(Complaint.id == record.complaint_id)
        case = (query if is_sqlite() else query.for_update()).get()
        pause, record = Pause.get_by_id(pause_id), StepRecord.get_by_id(record.id)
        if pause.ends_at is not None or record.finished_at is not None:
            return False
        if pause.reason_code == PauseReason.MENUNGGU_UNDANGAN:
            invited = invitation_of(case.id, now)
            if invited is not None and not invited.waits:
                return end_waiting(case, min(invited.invitation.expires_at, now), now)
        wrote = case.last_inbound_at
        if PAUSE_REASONS[PauseReason(pause.reason_code)].ends_with_message and wrote and wrote > pause.starts_at:
            end_pause(case, record, pause, AGENT, min(wrote, now), now)
            return True
        try:
            return move_due(case, record, now)
        except NoWorkingTime:
            return False


def _event(record: StepRecord, before: datetime | None, due: datetime) -> AuditEvent:
    return AuditEvent("hitung_ulang_batas", f"complaint:{record.complaint_id}", iso(before) or "", iso(due) or "")
