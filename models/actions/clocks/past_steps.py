"""Which steps ran in time that a change of the calendar counts otherwise, how they count by it, and their recount."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from peewee import ModelSelect, fn

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.held_calendars import hold_calendar
from models.actions.core.office_facts import StandardsByIssue
from models.actions.core.recounts.recount_step import as_counted, rewrite
from models.actions.figures.register_correction import correct_on_time
from models.rules.clocks.past_time import Hours, passed_otherwise
from models.rules.clocks.statutory import LegalUnit, legal_due
from models.rules.clocks.working_time import Calendar
from models.rules.core.moments import iso
from models.tables import Complaint, Pause, StatutoryClock, StatutoryRule, StepRecord

# So many steps are weighed for the eyes; all of them are recounted.
MOST_WEIGHED = 2000


@dataclass(frozen=True)
class Weighing:
    """One ended step as it is counted, and as a change would count it."""

    record: StepRecord
    again: StepRecord


def passed_hours(before: Calendar, after: Calendar, now: datetime) -> list[Hours]:
    """Return the hours since the first complaint that one of two calendars alone counts; none without complaints."""
    since = Complaint.select(fn.MIN(Complaint.opened_at)).scalar()
    return passed_otherwise(before, after, since, now) if since else []


def steps_in(hours: Sequence[Hours], *, ended: bool | None = None) -> Iterator[StepRecord]:
    """Yield the steps that ran in these hours, each with its case; `ended`: only those, or only running ones."""
    if hours:
        yield from _ran_in(_between(hours[0].begins, hours[-1].ends, ended).iterator(), hours)


def _ran_in(records: Iterable[StepRecord], hours: Sequence[Hours]) -> Iterator[StepRecord]:
    ends = [one.ends for one in hours]
    for record in records:
        place = bisect_right(ends, record.started_at)
        if place < len(hours) and hours[place].ran_in(record.started_at, record.finished_at):
            yield record


def _between(first: datetime, last: datetime, ended: bool | None) -> "ModelSelect[StepRecord]":
    query = StepRecord.select(StepRecord, Complaint.id, Complaint.number, Complaint.sop_version).join(Complaint)
    over, running = StepRecord.finished_at > first, StepRecord.finished_at.is_null()
    ran = running & Complaint.open if ended is False else over if ended else over | (running & Complaint.open)
    return query.where((StepRecord.started_at < last) & ran).order_by(StepRecord.id)


def weigh_steps(hours: Sequence[Hours], after: Calendar) -> list[Weighing]:
    """Return the ended steps in these hours as they are and as this calendar would count them. Changes nothing."""
    by_issue = StandardsByIssue()
    records = list(islice(steps_in(hours, ended=True), MOST_WEIGHED))
    pauses = _pauses([record.id for record in records])
    found = []
    for record in records:
        again = StepRecord(**record.__data__)
        as_counted(again, after, by_issue.of(record), pauses.get(record.id, []))
        found.append(Weighing(record, again))
    return found


def to_recount(hours: Sequence[Hours]) -> int:
    """Return how many ended steps and met limits a recount in these hours looks at."""
    if not hours:
        return 0
    return int(_between(hours[0].begins, hours[-1].ends, True).count()) + int(_met_in(hours).count())


def ended_after(hours: Sequence[Hours], last: int, most: int) -> list[StepRecord]:
    """Return the next ended steps between the first and the last of these hours, by their ids after `last`."""
    records = _between(hours[0].begins, hours[-1].ends, True).where(StepRecord.id > last)
    return list(records.limit(most))


def ended_of(hours: Sequence[Hours], last: int, cases: Collection[int]) -> list[StepRecord]:
    """Return all ended steps of these cases between the first and the last of these hours, after `last`."""
    mine = (StepRecord.id > last) & StepRecord.complaint.in_(list(cases))
    return list(_between(hours[0].begins, hours[-1].ends, True).where(mine))


def recount_steps(hours: Sequence[Hours], after: Calendar, why: str, actor: Actor, now: datetime) -> int:
    """Count the ended steps and met limits in these hours anew by this calendar; return how many steps changed.

    Needs a transaction that serialised (close_month) and locked these cases. Closed months stay as they are; a line
    corrects theirs where a case is in time otherwise.
    """
    changed = recount_these(list(steps_in(hours, ended=True)), hours, after, why, actor, now)
    recount_limits_of(list(_met_in(hours)), after, actor, now)
    return changed


def recount_these(
    some: Sequence[StepRecord], hours: Sequence[Hours], after: Calendar, why: str, actor: Actor, now: datetime
) -> int:
    """Count those of these ended steps anew that ran in these hours, as recount_steps; return how many changed."""
    by_issue, number, changed = StandardsByIssue(), hold_calendar(after, now), list[StepRecord]()
    records = list(_ran_in(some, hours))
    pauses = _pauses([record.id for record in records])
    for record in records:
        record.calendar_id = number
        standard = by_issue.of(record)
        if rewrite(record, after, standard, pauses.get(record.id, []), why, now):
            changed.append(record)
    events = [AuditEvent("hitung_ulang_langkah", f"complaint:{row.complaint_id}", "", why) for row in changed]
    audit_trail.write_all(actor, now, events)
    for case in {row.complaint_id: row.complaint for row in changed}.values():
        correct_on_time(case, why, actor.staff_id, now)
    return len(changed)


def met_after(hours: Sequence[Hours], last: int, most: int) -> list[StatutoryClock]:
    """Return the next met limits in working days that ran between these hours, by their ids after `last`."""
    return list(_met_in(hours).where(StatutoryClock.id > last).limit(most))


def _met_in(hours: Sequence[Hours]) -> "ModelSelect[StatutoryClock]":
    clock = StatutoryClock
    query = clock.select(clock, StatutoryRule).join(StatutoryRule)
    mine = (StatutoryRule.unit == str(LegalUnit.HARI_KERJA)) & (clock.starts_at < hours[-1].ends)
    return query.where(mine & clock.stands & (clock.met_at > hours[0].begins)).order_by(clock.id)


def recount_limits_of(rows: Sequence[StatutoryClock], after: Calendar, actor: Actor, now: datetime) -> None:
    """Count the due times of these met limits anew by this calendar. Needs a transaction."""
    clock, events, number = StatutoryClock, [], hold_calendar(after, now)
    for row in rows:
        due = legal_due(after, row.starts_at, row.rule.amount, LegalUnit(row.rule.unit))
        clock.update(due_at=due, calendar=number).where(clock.id == row.id).execute()
        if due != row.due_at:
            before = iso(row.due_at) or ""
            target = f"complaint:{row.complaint_id}"
            events.append(AuditEvent("hitung_ulang_batas_hukum", target, before, iso(due) or ""))
    audit_trail.write_all(actor, now, events)


def _pauses(records: list[int]) -> dict[int, list[Pause]]:
    found: dict[int, list[Pause]] = {}
    for place in range(0, len(records), 500):
        for row in Pause.select().where(Pause.record.in_(records[place : place + 500])).order_by(Pause.id):
            found.setdefault(row.record_id, []).append(row)
    return found
