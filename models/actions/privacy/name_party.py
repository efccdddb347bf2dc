"""Hides a case from an employee whom it is about or who is too close to it, and lifts that again."""

from datetime import datetime

from peewee import JOIN

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case, touch
from models.actions.core.form_key import spend_form_key
from models.rules.core.errors import NotVisible, ReasonMissing, RuleBroken
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty, Staff, database


def name_party(
    complaint_id: int,
    staff_id: int,
    why: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    form_key: str | None = None,
) -> ConflictParty:
    """Hide a case from an employee; everybody may hide one from himself. Raises RuleBroken."""
    with database.atomic():
        if staff_id != actor.staff_id:
            actor.demand(Permission.NAME_PARTY)
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor, version)
        reason, person = _reason(why), _person(staff_id)
        if _standing(case.id, staff_id) is not None:
            raise RuleBroken(f"{person.name} sudah dikecualikan dari kasus ini.")
        _check_somebody_left(case, person)
        party = _write(case, person, reason, actor, now)
        touch(case)
        audit_trail.write(actor, now, AuditEvent("kecualikan_pegawai", f"complaint:{case.id}", after=person.username))
        return party


def lift_party(
    party_id: int, why: str, actor: Actor, now: datetime, *, version: int | None = None, form_key: str | None = None
) -> ConflictParty:
    """Let an employee see a case again; he cannot do that himself. Raises RuleBroken."""
    with database.atomic():
        actor.demand(Permission.LIFT_PARTY)
        spend_form_key(form_key, actor, now)
        party = ConflictParty.get_or_none((ConflictParty.id == party_id) & ConflictParty.lifted_at.is_null())
        if party is None:
            raise NotVisible
        case = locked_case(party.complaint_id, actor, version)
        party = ConflictParty.get_by_id(party_id)  # anew under the lock: a colleague may have lifted it meanwhile
        if party.lifted_at is not None:
            raise NotVisible
        reason = _reason(why)
        change = {"lifted_at": now, "lifted_by": actor.staff_id, "why": f"{party.why}\nDicabut: {reason}"}
        ConflictParty.update(change).where(ConflictParty.id == party.id).execute()
        touch(case)
        # The reason stays with the naming: its words may name the complainant, and the trail is never emptied.
        event = AuditEvent("cabut_pengecualian", f"complaint:{case.id}", before=party.staff.username)
        audit_trail.write(actor, now, event)
        return ConflictParty.get_by_id(party.id)


def parties_of(complaint_id: int) -> list[ConflictParty]:
    """Return everybody who is or was named in a case, who named him and who lifted it, the newest last."""
    namer, lifter = Staff.alias(), Staff.alias()
    people = (Staff.id, Staff.name, Staff.username, namer.id, namer.name, lifter.id, lifter.name)
    rows = ConflictParty.select(ConflictParty, *people).join(Staff, on=ConflictParty.staff)
    rows = rows.join_from(ConflictParty, namer, JOIN.LEFT_OUTER, on=ConflictParty.named_by)
    rows = rows.join_from(ConflictParty, lifter, JOIN.LEFT_OUTER, on=ConflictParty.lifted_by)
    mine = rows.where(ConflictParty.complaint == complaint_id)
    return list(mine.order_by(ConflictParty.named_at, ConflictParty.id))


def _reason(why: str) -> str:
    plain = storable(" ".join(why.split()))[:500]
    if not plain:
        raise ReasonMissing("Tuliskan alasannya, misalnya: terlapor, atau keluarga pelapor.")
    return plain


def _person(staff_id: int) -> Staff:
    person = Staff.get_or_none((Staff.id == staff_id) & Staff.active)
    if person is None:
        raise NotVisible
    return person


def _standing(complaint_id: int, staff_id: int) -> ConflictParty | None:
    here = (ConflictParty.complaint == complaint_id) & (ConflictParty.staff == staff_id)
    return ConflictParty.get_or_none(here & ConflictParty.lifted_at.is_null())


def _check_somebody_left(case: Complaint, person: Staff) -> None:
    """Raise RuleBroken where nobody who keeps complaints could see the case any more, to answer it or undo this."""
    named = ConflictParty.select(ConflictParty.staff).where(
        (ConflictParty.complaint == case.id) & ConflictParty.lifted_at.is_null()
    )
    keepers = (str(Role.PENGELOLA), str(Role.KASUBSI_INFOKIM), str(Role.KASI_TIKKIM), str(Role.KEPALA_KANTOR))
    left = Staff.select().where(Staff.active & Staff.role.in_(keepers) & Staff.id.not_in(named))
    lifters = left.where(Staff.role != str(Role.PENGELOLA))
    if not lifters.where(Staff.id != person.id).exists():
        raise RuleBroken(
            "Setelah ini tidak ada pejabat yang dapat menangani kasus ini. Sampaikan kepada Kantor Wilayah, "
            "lalu catat rujukannya pada kasus."
        )


def _write(case: Complaint, person: Staff, reason: str, actor: Actor, now: datetime) -> ConflictParty:
    before = ConflictParty.get_or_none((ConflictParty.complaint == case.id) & (ConflictParty.staff == person.id))
    if before is None:
        return ConflictParty.create(complaint=case, staff=person, why=reason, named_by=actor.staff_id, named_at=now)
    again = ConflictParty.update(
        why=f"{before.why}\n{reason}", named_by=actor.staff_id, named_at=now, lifted_by=None, lifted_at=None
    )
    again.where(ConflictParty.id == before.id).execute()
    return ConflictParty.get_by_id(before.id)
