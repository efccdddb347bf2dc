"""Starts the limits of the law on cases, records what met them, and keeps their due times correct."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import ColumnBase, ModelSelect, fn

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.office_facts import office_calendar
from models.actions.core.see_notices import lapse_notices
from models.rules.cases.sop import Output
from models.rules.clocks.statutory import (
    ACTIONS,
    START_OUTPUTS,
    UNIT_LABELS,
    LegalAction,
    LegalUnit,
    Start,
    fits,
    is_valid,
    legal_due,
)
from models.rules.clocks.working_time import Calendar
from models.rules.core.moments import iso, to_wib
from models.tables import Complaint, StatutoryClock, StatutoryRule, StepOutput, database
from models.tables.core.bulk import insert_rows

_MANY = 500  # cases looked at in one query
Moments = dict[int, dict[str, datetime]]


def start_clocks(complaints: Iterable[int], calendar: Calendar | None = None) -> int:
    """Start every limit that applies to these cases and does not run yet; return how many. Needs a transaction.

    The limits are those of the day the case was opened, so an old case keeps the old rule.
    """
    ids = list(complaints)
    rules = list(StatutoryRule.select().order_by(StatutoryRule.id))
    if not ids or not rules:
        return 0
    cases = list(_cases(Complaint.id.in_(ids)))
    moments = _first_made(ids, _START_KINDS)
    known = set(_clocks(ids).select(StatutoryClock.complaint, StatutoryClock.rule).tuples())
    fitting = [(case, rule) for case in cases for rule in rules if (case.id, rule.id) not in known]
    rows = []
    for case, rule in fitting:
        starts = _start(case, rule, moments[case.id]) if _holds(rule, case) else None
        if starts is not None:
            due = legal_due(calendar or office_calendar(), starts, rule.amount, LegalUnit(rule.unit))
            rows.append({"complaint": case.id, "rule": rule.id, "starts_at": starts, "due_at": due})
    insert_rows(StatutoryClock, rows, ignore=True)
    return len(rows)


def meet_clocks(complaints: Iterable[int]) -> int:
    """Record what met the limits of these cases, at the moment it happened; return how many."""
    ids = list(complaints)
    open_clocks = _clocks(ids).where(StatutoryClock.met_at.is_null())
    clocks = list(open_clocks.select(StatutoryClock, StatutoryRule.id, StatutoryRule.action).join(StatutoryRule))
    if not clocks:
        return 0
    kinds = {kind for clock in clocks for kind in ACTIONS[LegalAction(clock.rule.action)].met_by}
    moments = _first_made({clock.complaint_id for clock in clocks}, kinds)
    met = 0
    for clock in clocks:
        wanted = ACTIONS[LegalAction(clock.rule.action)].met_by
        made = [moments[clock.complaint_id].get(str(kind)) for kind in wanted]
        # An output made before (of a reopened case) does not meet it.
        at = min((moment for moment in made if moment and moment >= clock.starts_at), default=None)
        if at is not None:
            met += StatutoryClock.update(met_at=at).where(StatutoryClock.id == clock.id).execute()
            lapse_notices(clock.complaint_id, at, f"hukum:{clock.id}")
    return met


def let_run_again(complaint: int, moments: Sequence[datetime]) -> int:
    """Let limits of a case run again that were met at these moments, by what was withdrawn; return how many still do.

    Needs a transaction, after the outputs were undone: what still counts meets them at once.
    """
    met = (StatutoryClock.complaint == complaint) & StatutoryClock.met_at.in_(list(moments))
    stood = StatutoryClock.update(met_at=None).where(met).execute() if moments else 0
    return int(stood) - meet_clocks([complaint]) if stood else 0


def restart_answered(case: Complaint, actor: Actor, now: datetime) -> int:
    """Let running limits that count from the answer begin at the one that counts now; an earlier one fell."""
    query = StatutoryClock.select(StatutoryClock, StatutoryRule).join(StatutoryRule)
    clocks = list(query.where((StatutoryClock.complaint == case.id) & StatutoryClock.met_at.is_null()))
    answered = [clock for clock in clocks if ACTIONS[LegalAction(clock.rule.action)].start is Start.DIJAWAB]
    made = _first_made([case.id], _START_KINDS) if answered else {}
    for clock in answered:
        clock.starts_at = _start(case, clock.rule, made[case.id]) or clock.starts_at
        StatutoryClock.update(starts_at=clock.starts_at).where(StatutoryClock.id == clock.id).execute()
    return _restamp(answered, office_calendar(), actor, now)


def keep_clocks(now: datetime) -> int:
    """Clock job: start and end the limits of every open case as needed; return how many changed."""
    changed = 0
    ids = [row for (row,) in Complaint.select(Complaint.id).where(Complaint.open).order_by(Complaint.id).tuples()]
    calendar = office_calendar()
    for place in range(0, len(ids), _MANY):
        with database.atomic():
            some = ids[place : place + _MANY]
            changed += start_clocks(some, calendar) + meet_clocks(some)
    return changed


def recompute_clocks(calendar: Calendar, actor: Actor, now: datetime) -> int:
    """Recompute running limits in working days by this calendar; return how many changed."""
    in_days = StatutoryRule.unit == str(LegalUnit.HARI_KERJA)
    return _restamp(list(_running().where(in_days)), calendar, actor, now)


def restamp_running(calendar: Calendar, actor: Actor, now: datetime) -> int:
    """Set the due times of all running limits by their starts; return how many changed."""
    return _restamp(list(_running()), calendar, actor, now)


def _running() -> "ModelSelect[StatutoryClock]":
    rule = (StatutoryRule.id, StatutoryRule.amount, StatutoryRule.unit)
    query = StatutoryClock.select(StatutoryClock, *rule).join(StatutoryRule).switch(StatutoryClock).join(Complaint)
    return query.where(StatutoryClock.met_at.is_null() & Complaint.open)


def move_starts(case: Complaint, actor: Actor, now: datetime) -> int:
    """Start limits that count from the complete file when an officer says it was complete."""
    query = StatutoryClock.select(StatutoryClock, StatutoryRule).join(StatutoryRule)
    clocks = list(query.where((StatutoryClock.complaint == case.id) & StatutoryClock.met_at.is_null()))
    for clock in clocks:
        if ACTIONS[LegalAction(clock.rule.action)].start is Start.LENGKAP:
            clock.starts_at = case.complete_at or case.opened_at
            StatutoryClock.update(starts_at=clock.starts_at).where(StatutoryClock.id == clock.id).execute()
    return _restamp(clocks, office_calendar(), actor, now)


def align_clocks(case: Complaint, merged: Sequence[int], actor: Actor, now: datetime) -> int:
    """Start a running limit where the earliest of the same rule began among the complaints merged into the case.

    All their citizens have waited since then. Where nothing is merged any more, it starts as the case itself says.
    """
    query = StatutoryClock.select(StatutoryClock, StatutoryRule).join(StatutoryRule)
    clocks = list(query.where((StatutoryClock.complaint == case.id) & StatutoryClock.met_at.is_null()))
    waiting = _clocks(list(merged)).where(StatutoryClock.met_at.is_null())
    earliest = waiting.select(StatutoryClock.rule, fn.MIN(StatutoryClock.starts_at)).group_by(StatutoryClock.rule)
    others, moments = dict(earliest.tuples()), _first_made([case.id], _START_KINDS)
    for clock in clocks:
        own = _start(case, clock.rule, moments[case.id]) or clock.starts_at
        clock.starts_at = min(own, others.get(clock.rule_id, own))
        StatutoryClock.update(starts_at=clock.starts_at).where(StatutoryClock.id == clock.id).execute()
    return _restamp(clocks, office_calendar(), actor, now)


@dataclass(frozen=True)
class RunningClock:
    """One limit on one case as shown: name, length, legal basis, start, due time, and what met it."""

    complaint: int
    label: str
    action: str
    allowed: str
    basis: str
    starts_at: datetime
    due_at: datetime
    met_at: datetime | None


def clocks_of(complaints: Sequence[int]) -> dict[int, list[RunningClock]]:
    """Return the limits of these cases, running ones first, the most urgent first. One query."""
    found: dict[int, list[RunningClock]] = defaultdict(list)
    rule, clock = StatutoryRule, StatutoryClock
    asked = (clock.complaint, rule.kind, rule.source, Complaint.kind, Complaint.source)
    words = (rule.label, rule.action, rule.amount, rule.unit, rule.basis)
    query = clock.select(*asked, *words, clock.starts_at, clock.due_at, clock.met_at)
    query = query.join(rule).switch(clock).join(Complaint).where(clock.complaint.in_(list(complaints)))
    # As plain values: a page of the queue reads a hundred of them.
    for case, *kinds, label, action, amount, unit, basis, starts, due, met in query.order_by(clock.due_at).tuples():
        if not fits(*kinds):
            continue  # the case turned out to be of another kind
        allowed, legal = f"{amount} {UNIT_LABELS[LegalUnit(unit)]}", ACTIONS[LegalAction(action)].label
        found[case].append(RunningClock(case, label, legal, allowed, basis, starts, due, met))
    for clocks in found.values():
        clocks.sort(key=lambda clock: clock.met_at is not None)
    return found


def _cases(condition: ColumnBase) -> "ModelSelect[Complaint]":
    columns = (Complaint.kind, Complaint.source, Complaint.opened_at, Complaint.complete_at)
    return Complaint.select(Complaint.id, *columns).where(condition).order_by(Complaint.id)


def _clocks(ids: list[int]) -> "ModelSelect[StatutoryClock]":
    return StatutoryClock.select().where(StatutoryClock.complaint.in_(ids))


def _holds(rule: StatutoryRule, case: Complaint) -> bool:
    day = to_wib(case.opened_at).date()
    return fits(rule.kind, rule.source, case.kind, case.source) and is_valid(rule.valid_from, rule.valid_until, day)


_START_KINDS = {kind for kinds in START_OUTPUTS.values() for kind in kinds}


def _start(case: Complaint, rule: StatutoryRule, made: dict[str, datetime]) -> datetime | None:
    """Return when a limit begins to count on a case; None where that has not happened yet."""
    start = ACTIONS[LegalAction(rule.action)].start
    if start is Start.DITERIMA:
        return case.opened_at
    if start is Start.LENGKAP:
        return case.complete_at or case.opened_at
    return min((made[str(kind)] for kind in START_OUTPUTS[start] if str(kind) in made), default=None)


def _first_made(complaints: Iterable[int], kinds: Iterable[Output]) -> Moments:
    """Return by case and kind when the first output that still counts was made. One query."""
    found: Moments = defaultdict(dict)
    mine = StepOutput.complaint.in_(list(complaints)) & StepOutput.kind.in_([str(kind) for kind in kinds])
    rows = StepOutput.select(StepOutput.complaint, StepOutput.kind, StepOutput.made_at).where(
        mine & ~StepOutput.undone
    )
    for complaint, kind, made_at in rows.order_by(StepOutput.id).tuples():
        found[complaint].setdefault(kind, made_at)
    return found


def _restamp(clocks: list[StatutoryClock], calendar: Calendar, actor: Actor, now: datetime) -> int:
    events = []
    for clock in clocks:
        due = legal_due(calendar, clock.starts_at, clock.rule.amount, LegalUnit(clock.rule.unit))
        if due != clock.due_at:
            StatutoryClock.update(due_at=due).where(StatutoryClock.id == clock.id).execute()
            before, after = iso(clock.due_at) or "", iso(due) or ""
            events.append(AuditEvent("hitung_ulang_batas_hukum", f"complaint:{clock.complaint_id}", before, after))
    audit_trail.write_all(actor, now, events)
    return len(events)
