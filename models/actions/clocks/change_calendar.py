"""Changes the calendar: for time to come at once, for time that passed when a second person agrees.

Whoever decides, decides the same way of a limit of the law for days that passed (change_limits.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.actions.clocks.ask_changes import ask_changes
from models.actions.clocks.calendar_rows import RowChange, calendar_with, read, store_rows, written
from models.actions.clocks.change_limits import changes_of, check_limits, touches_cases
from models.actions.clocks.count_in_parts import AT_ONCE, begin, demand_none_under_way, names_of, why_of
from models.actions.clocks.past_steps import (
    Weighing,
    passed_hours,
    recount_steps,
    steps_in,
    to_recount,
    weigh_steps,
)
from models.actions.clocks.recompute_steps import recompute_open_steps
from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.core.office_facts import office_calendar
from models.actions.figures.register_chain import serialise
from models.rules.clocks.past_time import ChangeNotAllowed, Hours, check_decider
from models.rules.clocks.working_time import NoWorkingTime
from models.rules.core.errors import NotVisible, ReasonMissing
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.tables import CalendarChange, Complaint, StatutoryRule, database
from models.tables.core.database import is_sqlite


@dataclass(frozen=True)
class Entered:
    """What became of a change: how many due times moved, or which change waits for a second person."""

    moved: int = 0
    waits: CalendarChange | None = None


@dataclass(frozen=True)
class Effect:
    """What a waiting change would do: the ended steps it counts otherwise, and how many running ones it moves."""

    ended: list[Weighing]
    running: int


def would_wait(changes: Sequence[RowChange], now: datetime) -> bool:
    """Whether a change counts time otherwise that has passed, in which a step ran."""
    try:
        return any(True for _ in steps_in(_hours(changes, now)))
    except NoWorkingTime:
        return False  # refused where it is stored


def enter_change(kind: str, says: str, changes: Sequence[RowChange], actor: Actor, now: datetime) -> Entered:
    """Store a change of the calendar, or keep it waiting for a second person. Needs a transaction.

    Raises ChangeNotAllowed (a row is not as it was), NoWorkingTime.
    """
    actor.demand(Permission.KEEP_CALENDAR)
    if would_wait(changes, now):
        return Entered(waits=_keep(kind, says, changes, actor, now))
    store_rows(changes)
    return Entered(recompute_open_steps(actor, now))


def enter_limit(row: StatutoryRule, says: str, actor: Actor, now: datetime) -> CalendarChange | None:
    """Return the change that waits where cases were opened on the days of a limit; None: it may be stored at once.

    Needs a transaction. Raises ChangeNotAllowed where the same waits already.
    """
    actor.demand(Permission.KEEP_STATUTORY)
    changes = changes_of(row)
    return _keep("batas_hukum", says, changes, actor, now) if touches_cases(changes) else None


def _keep(kind: str, says: str, changes: Sequence[RowChange], actor: Actor, now: datetime) -> CalendarChange:
    body = written(changes)
    undecided = CalendarChange.decided_at.is_null()
    if CalendarChange.select().where(undecided & (CalendarChange.body == body)).exists():
        raise ChangeNotAllowed("Perubahan yang sama sudah menunggu paraf di Kalender kerja.")
    row = CalendarChange.create(kind=kind, says=says[:500], body=body, made_by=actor.person_id, made_at=now)
    audit_trail.write(actor, now, AuditEvent("usul_kalender", f"calendar_change:{row.id}", after=row.says))
    ask_changes(now)
    return row


def effect_of(change: CalendarChange, now: datetime) -> Effect:
    """Return what a waiting change would do if somebody agreed now. Changes nothing."""
    changes = read(change.body)
    hours = _hours(changes, now)
    running = sum(1 for _ in steps_in(hours, ended=False))
    return Effect(weigh_steps(hours, calendar_with(changes)), running)


def agree_change(change_id: int, actor: Actor, now: datetime, *, form_key: str | None = None) -> int:
    """Let a waiting change hold, and count anew what ended; return how many ended steps changed.

    Where that is much, it is counted afterwards, part by part (count_in_parts). Raises ChangeNotAllowed,
    NotPermitted, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        actor.demand(Permission.COUNTERSIGN_CALENDAR)
        serialise()
        change = _waiting(change_id)
        check_decider(change.decided_at is None, change.made_by_id == actor.person_id)
        changes = read(change.body)
        hours = _hours(changes, now)
        rows = to_recount(hours)
        if rows:
            demand_none_under_way()
        if rows <= AT_ONCE:
            _lock(hours)
        check_limits(changes)
        after = store_rows(changes)
        _decide(change, True, "", actor, now)
        maker, why = names_of([change.made_by_id])[0], why_of(change)
        audit_trail.write(actor, now, AuditEvent("paraf_kalender", f"calendar_change:{change.id}", maker, why))
        try:
            changed = recount_steps(hours, after, why, actor, now) if 0 < rows <= AT_ONCE else 0
            recompute_open_steps(actor, now)
            if rows > AT_ONCE:
                begin(change, hours, rows, now)
        except NoWorkingTime as empty:
            raise ChangeNotAllowed("Dengan perubahan ini tidak ada jam kerja tersisa.") from empty
        return changed


def refuse_change(change_id: int, reason: str, actor: Actor, now: datetime, *, form_key: str | None = None) -> None:
    """Refuse a waiting change, or take back one's own; nothing is counted otherwise. Raises ReasonMissing."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        change = _waiting(change_id)
        own = change.made_by_id == actor.person_id
        if not own:
            actor.demand(Permission.COUNTERSIGN_CALENDAR)
        check_decider(change.decided_at is None, False)
        why = " ".join(storable(reason).split())[:500]
        if not why:
            raise ReasonMissing("Tuliskan mengapa perubahan ini tidak berlaku.")
        _decide(change, False, why, actor, now)
        event = "tarik_kalender" if own else "tolak_kalender"
        audit_trail.write(actor, now, AuditEvent(event, f"calendar_change:{change.id}", change.says, why))


def _decide(change: CalendarChange, agree: bool, why: str, actor: Actor, now: datetime) -> None:
    change.agreed, change.reason, change.decided_by_id, change.decided_at = agree, why, actor.person_id, now
    change.save()
    ask_changes(now)


def _waiting(change_id: int) -> CalendarChange:
    query = CalendarChange.select().where(CalendarChange.id == change_id)
    change = (query if is_sqlite() else query.for_update()).get_or_none()
    if change is None:
        raise NotVisible
    return change


def _hours(changes: Sequence[RowChange], now: datetime) -> list[Hours]:
    return passed_hours(office_calendar(), calendar_with(changes), now)


def _lock(hours: Sequence[Hours]) -> None:
    """Lock every case that is recounted or moved, in one order, so that no officer ends a step in between."""
    touched = {record.complaint_id for record in steps_in(hours)}
    cases = Complaint.select(Complaint.id).order_by(Complaint.id)
    if not is_sqlite():
        for place in range(0, len(every := sorted(touched)), 500):
            list(cases.where(Complaint.id.in_(every[place : place + 500])).for_update())
