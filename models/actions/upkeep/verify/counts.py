"""Clocks: what ended steps, running ones and limits of the law keep for speed is what a recount says."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from models.actions.core.held_calendars import HeldCalendars, held_since, mark_of
from models.actions.core.office_facts import StandardsByIssue, office_calendar
from models.actions.core.recounts.recount_step import as_counted, same_count
from models.actions.core.step_clock import dues_of
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.clocks.statutory import LegalUnit, legal_due
from models.tables import CalendarState, Complaint, Pause, StatutoryClock, StatutoryRule, StepRecord

_DUE = """SELECT c.number, c.due_at, r.due_at FROM complaint c JOIN step_record r ON r.complaint_id = c.id
 WHERE c.open AND r.finished_at IS NULL AND (c.due_at IS NULL OR r.due_at IS NULL OR c.due_at <> r.due_at)"""


def calendars(office: Office) -> Iterator[str]:
    """Yield calendars on record that are not what they were when a step was counted by them."""
    for row in CalendarState.select().order_by(CalendarState.id):
        if mark_of(row.body) != row.sha256:
            yield f"calendar {row.id} was changed after steps were counted by it."


def ended(office: Office) -> Iterator[str]:
    """Yield ended steps whose due time, minutes or lateness are not those of their calendar and accepted pauses.

    Of a step that an older version ended, the calendar that counted it is unknown: a note says how many.
    """
    held, by_issue, since, unknown = HeldCalendars(), StandardsByIssue(), held_since(), 0
    pauses = _pauses()
    query = StepRecord.select(StepRecord, Complaint.id, Complaint.sop_version).join(Complaint)
    for record in query.where(StepRecord.finished_at.is_null(False)).order_by(StepRecord.id).iterator():
        mine = pauses.get(record.id, [])
        if any(pause.limit_minutes is None for pause in mine):
            continue  # of an older version: the agent weighs it within a minute
        if record.calendar_id is None:
            unknown += 1
            if since is None or record.finished_at >= since:
                yield f"{_where(record)} ended by no calendar on record."
            continue
        kept = StepRecord(**record.__data__)
        as_counted(record, held.of(record), by_issue.of(record), mine)
        if not same_count(kept, record):
            yield f"{_where(record)} is kept as {_says(kept)}, recounted {_says(record)}."
    if unknown:
        office.notes.append(f"{unknown} steps ended before calendars were kept: their minutes cannot be recounted.")


def running(office: Office) -> Iterator[str]:
    """Yield running steps whose due time is not that of their start, the calendar and the pauses accepted.

    While a pause runs, the due time is moved once a minute: it may lag behind, but never be before or beyond.
    """
    calendar, by_issue, pauses = office_calendar(), StandardsByIssue(), _pauses()
    query = StepRecord.select(StepRecord, Complaint.id, Complaint.sop_version).join(Complaint)
    for record in query.where(StepRecord.finished_at.is_null() & Complaint.open).order_by(StepRecord.id).iterator():
        mine = [pause for pause in pauses.get(record.id, []) if not pause.refused]
        dues = dues_of(calendar, record, by_issue.of(record), mine, office.now)
        stands = any(pause.ends_at is None for pause in mine)
        least = dues.plain if stands else dues.due
        if record.due_at is None or not least <= record.due_at <= dues.due:
            yield f"{_where(record)} is kept as due {record.due_at}, recounted {dues.due}."
    for number, kept, due in rows(_DUE):
        yield f"{number} is kept as due {kept}, its running step says {due}."


def limits(office: Office) -> Iterator[str]:
    """Yield limits of the law whose due time is not that of their start: by today's calendar while they run."""
    today, held = office_calendar(), HeldCalendars()
    query = StatutoryClock.select(StatutoryClock, StatutoryRule, Complaint.id, Complaint.open).join(StatutoryRule)
    query = (
        query.switch(StatutoryClock).join(Complaint).where(StatutoryClock.stands & Complaint.destroyed_at.is_null())
    )
    for clock in query.order_by(StatutoryClock.id).iterator():
        unit = LegalUnit(clock.rule.unit)
        if unit is LegalUnit.HARI_KERJA and clock.calendar_id is None and not _runs(clock):
            continue  # met by an older version, or its case was closed over it
        calendar = today if clock.met_at is None or clock.calendar_id is None else held.of(clock)
        due = legal_due(calendar, clock.starts_at, clock.rule.amount, unit)
        if due != clock.due_at:
            where = f"limit “{clock.rule.key}” of complaint {clock.complaint_id}"
            yield f"{where} is kept as due {clock.due_at}, recounted {due}."


def _runs(clock: StatutoryClock) -> bool:
    return clock.met_at is None and bool(clock.complaint.open)


def _pauses() -> dict[int, list[Pause]]:
    found: dict[int, list[Pause]] = defaultdict(list)
    for pause in Pause.select().order_by(Pause.id):
        found[pause.record_id].append(pause)
    return found


def _where(record: StepRecord) -> str:
    return f"step {record.step} round {record.round} of complaint {record.complaint_id}"


def _says(record: StepRecord) -> str:
    due: datetime | None = record.due_at
    return f"due {due}, {record.net_minutes} minutes, late={record.late}"
