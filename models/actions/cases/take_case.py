"""Who works on a case: an officer takes the most urgent one waiting for him, or a head gives it to a colleague."""

from collections.abc import Iterable
from datetime import datetime

from peewee import Case, ColumnBase

from models.actions.cases.desk import on_desk_of, waits_for
from models.actions.core import audit_trail
from models.actions.core.actor import Actor, actor_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import is_visible, locked_case, section_of
from models.actions.core.form_key import spend_form_key
from models.actions.core.recused_posts import recused_of, suspected
from models.rules.cases.identification import Urgency
from models.rules.cases.sop import Stage
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role
from models.tables import Complaint, Notice, Staff, database
from models.tables.core.database import is_sqlite
from models.tables.core.filled import filled
from models.tables.privacy.visible import visible

NOTICE = "penunjukan"


class CaseHeld(RuleBroken):
    """Kasus ini sudah dipegang petugas lain."""


def take_next(actor: Actor, now: datetime, *, form_key: str | None = None) -> Complaint | None:
    """Take the most urgent case that waits for this person and that nobody holds; None where there is none.

    Two who click at the same moment get two cases: the row is locked, and a locked row is skipped.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = _most_urgent(actor)
        if case is not None:
            _give(case, actor.staff_id, actor, now, "ambil_kasus")
        return case


def take_case(complaint_id: int, actor: Actor, now: datetime, *, form_key: str | None = None) -> Complaint:
    """Take one case. Raises CaseHeld where a colleague holds it, RuleBroken where it waits for somebody else."""
    if actor.staff_id is None:
        raise NotVisible
    return give_case(complaint_id, actor.staff_id, actor, now, form_key=form_key)


def give_case(
    complaint_id: int, staff_id: int, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Complaint:
    """Give a case to a person it waits for: to oneself, or as a head to a colleague, who is told.

    Raises CaseHeld, NotPermitted, NotVisible, RuleBroken where the case does not wait for that person.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor)
        if staff_id != actor.staff_id:
            actor.demand(Permission.ASSIGN_CASES)
        elif _held_by_another(case, actor) and not actor.may(Permission.ASSIGN_CASES):
            raise CaseHeld(f"{case.number} dipegang {filled(case.assignee).name}. Minta ia melepasnya lebih dahulu.")
        person = _person(staff_id, case, now)
        if case.assignee_id != person.id:
            _give(case, person.id, actor, now, "ambil_kasus" if person.id == actor.staff_id else "tunjuk_kasus")
            _tell(case, person, actor, now)
        return case


def release_case(complaint_id: int, actor: Actor, now: datetime, *, form_key: str | None = None) -> Complaint:
    """Release a case one holds or, as a head, one that a colleague holds. Raises NotPermitted."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor)
        if case.assignee_id is None:
            raise RuleBroken(f"{case.number} tidak dipegang siapa pun.")
        if case.assignee_id != actor.staff_id:
            actor.demand(Permission.ASSIGN_CASES)
        _give(case, None, actor, now, "lepas_kasus")
        return case


def may_be_given(cases: Iterable[Complaint], now: datetime) -> list[Staff]:
    """Return the people for whom one of these cases waits, by name."""
    listed, today = list(cases), to_wib(now).date()
    people = Staff.select().where(Staff.active & (Staff.role != str(Role.ADMINISTRATOR))).order_by(Staff.name)
    able = ((person, actor_of(person, day=today)) for person in people)
    return [person for person, holder in able if any(_may_hold(case, holder) for case in listed)]


def held_by_nobody() -> ColumnBase:
    """Return the condition under which nobody holds a case; an inactive account counts as nobody."""
    gone = Staff.select(Staff.id).where(~Staff.active)
    return Complaint.assignee.is_null() | Complaint.assignee.in_(gone)


def _most_urgent(actor: Actor) -> Complaint | None:
    urgent = Case(None, [(Complaint.urgency == str(Urgency.MENDESAK), 0)], 1)
    waiting = (Complaint.open == True) & on_desk_of(actor) & held_by_nobody()  # noqa: E712
    query = (
        Complaint.select()
        .where(visible(actor.scope) & waiting & Complaint.destroyed_at.is_null())
        .order_by(urgent, Complaint.due_at.asc(nulls="LAST"), Complaint.id)
        .limit(1)
    )
    return (query if is_sqlite() else query.for_update(skip_locked=True)).first()


def _held_by_another(case: Complaint, actor: Actor) -> bool:
    holder = case.assignee
    return holder is not None and holder.active and holder.id != actor.staff_id


def _person(staff_id: int, case: Complaint, now: datetime) -> Staff:
    person = Staff.get_or_none((Staff.id == staff_id) & Staff.active)
    if person is None:
        raise RuleBroken("Akun itu tidak ada atau tidak aktif. Pilih petugas lain.")
    if not _may_hold(case, actor_of(person, day=to_wib(now).date())):
        raise RuleBroken(f"{case.number} tidak berada di meja {person.name}, jadi tidak dapat dipegangnya.")
    return person


def _may_hold(case: Complaint, holder: Actor) -> bool:
    waits = case.open and waits_for(holder, Stage(case.stage), section_of(case), recused_of(case), suspected(case))
    return waits and is_visible(case, holder)


def _give(case: Complaint, staff_id: int | None, actor: Actor, now: datetime, event: str) -> None:
    # Forms do not depend on who holds a case, so the version stays.
    before = case.assignee.username if case.assignee else ""
    Complaint.update(assignee=staff_id).where(Complaint.id == case.id).execute()
    case.assignee_id = staff_id
    after = case.assignee.username if case.assignee else ""
    audit_trail.write(actor, now, AuditEvent(event, f"complaint:{case.id}", before, after))


def _tell(case: Complaint, person: Staff, actor: Actor, now: datetime) -> None:
    if person.id == actor.staff_id:
        return
    text = f"{case.number} diserahkan kepada Anda oleh {actor.username}."
    key = f"penunjukan:{case.id}:{person.id}:{now:%Y%m%d%H%M%S%f}"
    notice = Notice.insert(staff=person.id, kind=NOTICE, text=text, made_at=now, complaint=case.id, key=key)
    notice.on_conflict_ignore().execute()
