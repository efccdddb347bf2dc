"""Starts the limits of the law on cases, and keeps their due times correct; recount_limits says which are met."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import ColumnBase, ModelSelect, fn

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.office_facts import office_calendar
from models.rules.cases.sop import Output
from models.rules.clocks.law_met import why_lost
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
from models.tables import Complaint, StatutoryClock, StatutoryRule, StepOutput
from models.tables.core.bulk import insert_rows
from models.tables.core.prepared import prepared

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
    waiting = _clocks(list(merged)).where(StatutoryClock.met_at.is_null() & StatutoryClock.stands)
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
    lost_at: datetime | None = None  # when it had been met before
    lost_by: str = ""
    of_merged: bool = False  # of a citizen merged into the case, who has no answer yet

    @property
    def why_lost(self) -> str:
        """Return why it is not met any more as it was, for a sentence."""
        return why_lost(self.lost_by)


def clocks_of(complaints: Sequence[int]) -> dict[int, list[RunningClock]]:
    """Return the limits of these cases, running ones first, the most urgent first. One query.

    Those still running for citizens merged into a case stand with it, where its own of the same rule is met or is due
    later: of one rule the most urgent.
    """
    found: dict[int, list[RunningClock]] = defaultdict(list)
    wanted, running = set(complaints), dict[tuple[int, int], datetime]()
    rows = _shown(list(complaints))
    for own in (True, False):
        for case, lead, key, *kinds, label, action, amount, unit, basis, starts, due, met, lost, by in rows:
            place = case if own else lead
            if place not in wanted or not fits(*kinds):
                continue  # the case turned out to be of another kind
            known = running.get((place, key))
            if not own and (met is not None or (known is not None and known <= due)):
                continue
            if met is None:
                running[place, key] = due
            allowed, legal = f"{amount} {UNIT_LABELS[LegalUnit(unit)]}", ACTIONS[LegalAction(action)].label
            times = (starts, due, met, lost, by)
            found[place].append(RunningClock(place, label, legal, allowed, basis, *times, of_merged=not own))
    for clocks in found.values():
        clocks.sort(key=lambda clock: (clock.met_at is not None, clock.due_at))
    return found


@prepared
def _shown(complaints: list[int]) -> Any:
    """Return the limits of these cases and of those merged into them, as plain values: a queue reads a hundred."""
    rule, clock = StatutoryRule, StatutoryClock
    asked = (clock.complaint, Complaint.lead, clock.rule)
    kinds = (rule.kind, rule.source, Complaint.kind, Complaint.source)
    words = (rule.label, rule.action, rule.amount, rule.unit, rule.basis)
    times = (clock.starts_at, clock.due_at, clock.met_at, clock.lost_at, clock.lost_by)
    # Named first: of an office without merged cases SQLite believes that each would lead them all.
    one, other = Complaint.alias(), Complaint.alias()
    merged = other.select(other.id).where(other.lead.in_(complaints))
    with_merged = clock.complaint.in_(one.select(one.id).where(one.id.in_(complaints)) + merged)
    query = clock.select(*asked, *kinds, *words, *times).join(rule).switch(clock).join(Complaint)
    return query.where(with_merged & clock.stands).order_by(clock.due_at).tuples()


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
