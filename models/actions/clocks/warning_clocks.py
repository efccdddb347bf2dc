"""Reads the clocks running on open cases, of the SOP and of the law, and how much of their time has passed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.actions.clocks.looking.looks import ClockFacts, clock_facts
from models.actions.core.step_clock import due_of, net_so_far, pauses_of
from models.rules.clocks.due_dates import Standard, due_at
from models.rules.clocks.next_look import Pace, limit_looks, step_looks
from models.rules.clocks.statutory import fits, share_passed
from models.rules.clocks.warnings import Clock, WarningRow, limit_key
from models.rules.clocks.working_time import Calendar, net_minutes
from models.rules.core.moments import to_wib
from models.tables import Complaint, Pause, StatutoryClock, StatutoryRule, StepRecord

_OF_MERGED = " pelapor yang digabung"


@dataclass(frozen=True)
class RunningClock:
    """One running clock: its case, key and name, the share of its time passed, the working minutes since its end.

    That of a step has its `pace`; a limit of the law `runs` from its start until it is due.
    """

    sort: Clock
    complaint: int
    key: str
    name: str
    share: float
    over: float
    record: int | None = None
    limit: int | None = None
    pace: Pace | None = None
    runs: tuple[datetime, datetime] | None = None


def looks_of(clock: RunningClock, rows: Sequence[WarningRow], facts: ClockFacts, now: datetime) -> list[datetime]:
    """Return a moment for each of these grades of a clock, before which it is not reached."""
    found = step_looks(facts.calendar, clock.pace, rows, facts.settings, now) if clock.pace else []
    return found + (limit_looks(*clock.runs, rows) if clock.runs else [])


def running_clocks(
    now: datetime, cases: Sequence[int] | None = None, facts: ClockFacts | None = None
) -> Iterator[RunningClock]:
    """Yield every running clock of these open cases (None: of all), counted by these facts (None: today's)."""
    facts = facts or clock_facts()
    yield from _steps(facts, cases, now)
    yield from _limits(facts.calendar, cases, now)


def _steps(facts: ClockFacts, cases: Sequence[int] | None, now: datetime) -> Iterator[RunningClock]:
    running = StepRecord.finished_at.is_null() & Complaint.open
    if cases is not None:
        running &= StepRecord.complaint.in_(list(cases))
    query = StepRecord.select(StepRecord, Complaint.id, Complaint.sop_version).join(Complaint)
    records = list(query.where(running).order_by(StepRecord.id))
    pauses, calendar = pauses_of([record.id for record in records]), facts.calendar
    for record in records:
        step = record.complaint.sop_version_id, record.step
        mine = pauses[record.id]
        pace = _pace(calendar, record, facts.standards[step], mine, now)
        yield RunningClock(
            Clock.LANGKAH,
            record.complaint_id,
            f"langkah:{record.id}",
            f"langkah {record.step} “{facts.titles[step]}”",
            pace.taken / pace.whole if pace.whole else 1.0,
            net_minutes(calendar, pace.due, now),
            record=record.id,
            pace=pace,
        )


def _pace(calendar: Calendar, record: StepRecord, standard: Standard, pauses: list[Pause], now: datetime) -> Pace:
    whole = net_minutes(calendar, record.started_at, due_at(calendar, record.started_at, standard))
    taken = net_so_far(calendar, record, pauses, now)
    return Pace(taken, whole, due_of(calendar, record, standard, pauses, now), len(pauses))


def _limits(calendar: Calendar, cases: Sequence[int] | None, now: datetime) -> Iterator[RunningClock]:
    of_case = (Complaint.id, Complaint.kind, Complaint.source, Complaint.lead)
    query = StatutoryClock.select(StatutoryClock, StatutoryRule, *of_case)
    query = query.join(StatutoryRule).switch(StatutoryClock).join(Complaint)
    running = StatutoryClock.met_at.is_null() & StatutoryClock.stands & _watched(cases)
    known: set[tuple[int, int]] = set()
    # A merged citizen's limit is watched at his lead, where the lead's own does not run or is due later.
    for row in query.where(running).order_by(StatutoryClock.due_at, Complaint.lead.is_null(False), StatutoryClock.id):
        case, merged = row.complaint.lead_id or row.complaint_id, row.complaint.lead_id is not None
        if not fits(row.rule.kind, row.rule.source, row.complaint.kind, row.complaint.source):
            continue
        if (case, row.rule_id) in known:
            continue
        known.add((case, row.rule_id))
        yield RunningClock(
            Clock.HUKUM,
            case,
            limit_key(row.id, row.lost_seen_at),
            f"batas “{row.rule.label}”{_OF_MERGED if merged else ''} ({to_wib(row.due_at):%d/%m/%Y %H.%M})",
            share_passed(row.starts_at, row.due_at, now),
            net_minutes(calendar, row.due_at, now),
            limit=row.id,
            runs=(row.starts_at, row.due_at),
        )


def _watched(cases: Sequence[int] | None) -> Any:
    """Return the condition of the complaints whose limits are watched at these cases, or at any open one."""
    lead = Complaint.alias()
    if cases is None:
        return Complaint.open | Complaint.lead.in_(lead.select(lead.id).where(lead.open))
    one, other = Complaint.alias(), Complaint.alias()
    mine = one.select(one.id).where(one.id.in_(list(cases)) & one.lead.is_null())
    return StatutoryClock.complaint.in_(mine + other.select(other.id).where(other.lead.in_(list(cases))))
