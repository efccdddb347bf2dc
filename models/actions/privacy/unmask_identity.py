"""A look at a protected identity: asked for with a motive, decided by a second person, logged each time."""

from dataclasses import replace
from datetime import datetime

from peewee import JOIN

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case
from models.actions.core.form_key import spend_form_key
from models.actions.core.give_notice import give_notice
from models.actions.core.identities import Identity, identity_of
from models.actions.core.office_facts import office_settings
from models.rules.channels.messages import Direction
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.privacy.unmasking import LONGEST_LOOK, Look, asks_second_person, check_motive, end_of_look, look_of
from models.rules.staff import permissions
from models.rules.staff.permissions import Permission
from models.tables import Complaint, ComplaintMessage, Message, Notice, Staff, Unmasking, database

NOTICE = "identitas"
_NOBODY = (
    "Tidak ada pejabat lain yang dapat memutuskannya sekarang. Minta Administrator mengisi jabatan Kepala Kantor "
    "atau Kasi TIKKIM, atau catat penggantinya pada Serah tugas, lalu minta lagi."
)


def ask_unmasking(
    complaint_id: int, motive: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Unmasking:
    """Ask to see the complainant of a protected case; granted at once only where the office asks no second person.

    Raises RuleBroken, also where nobody could decide it.
    """
    with database.atomic():
        actor.demand(Permission.UNMASK)
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor)
        plain = storable(check_motive(motive))
        _check_askable(case, actor, now)
        row = Unmasking.create(complaint=case, asked_by=actor.person_id, motive=plain, asked_at=now)
        audit_trail.write(actor, now, AuditEvent("minta_identitas", f"complaint:{case.id}", after=str(row.id)))
        settings = office_settings()
        if asks_second_person(settings):
            text = f"{case.number}: {actor.username} meminta melihat identitas pelapor yang dirahasiakan."
            deciders = permissions.PERMISSIONS[Permission.GRANT_UNMASK]
            if not give_notice(deciders, NOTICE, text, f"minta:{row.id}", now, case.id, but=actor.staff_id):
                raise RuleBroken(_NOBODY)
        else:
            _settle(row, True, end_of_look(settings, now), None, now)
        return Unmasking.get_by_id(row.id)


def decide_unmasking(
    request_id: int, agree: bool, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Unmasking:
    """Grant or refuse a colleague's request; its row stays either way. Raises RuleBroken."""
    with database.atomic():
        actor.demand(Permission.GRANT_UNMASK)
        spend_form_key(form_key, actor, now)
        row = Unmasking.get_or_none(Unmasking.id == request_id)
        if row is None:
            raise NotVisible
        case = locked_case(row.complaint_id, actor)
        row = Unmasking.get_by_id(request_id)  # anew under the lock: a colleague may have decided it meanwhile
        if row.asked_by_id == actor.staff_id:
            raise NotPermitted("Permintaan sendiri diputuskan oleh orang lain.")
        if row.granted is not None:
            raise RuleBroken("Permintaan ini sudah diputuskan.")
        _settle(row, agree, end_of_look(office_settings(), now) if agree else None, actor.staff_id, now)
        event = "setujui_identitas" if agree else "tolak_identitas"
        audit_trail.write(actor, now, AuditEvent(event, f"complaint:{case.id}", after=str(row.id)))
        answer = "disetujui" if agree else "ditolak"
        Notice.create(
            staff=row.asked_by_id,
            complaint=case.id,
            kind=NOTICE,
            text=f"{case.number}: permintaan Anda melihat identitas pelapor {answer}.",
            key=f"identitas:{row.id}:{row.asked_by_id}",
            made_at=now,
        )
        return Unmasking.get_by_id(row.id)


def look_at_identity(complaint_id: int, actor: Actor, now: datetime) -> Identity:
    """Return the complainant to a person with a granted request; every look is audited. Raises NotPermitted."""
    with database.atomic():
        case = locked_case(complaint_id, actor)
        if case.identity_protected and open_look(case.id, actor, now) is None:
            raise NotPermitted("Mintalah dahulu; identitas ini belum dibuka untuk Anda, atau waktunya sudah habis.")
        audit_trail.write(actor, now, AuditEvent("lihat_identitas", f"complaint:{case.id}"))
        found = identity_of(case.id)
        return replace(found, told=tuple(text for text in _said(case.id) if found.mask(text) != text))


def _said(complaint_id: int) -> list[str]:
    """Return what citizens wrote in a case, in order."""
    mine = (ComplaintMessage.complaint == complaint_id) & ComplaintMessage.undone_at.is_null()
    rows = Message.select(Message.text).join(ComplaintMessage).where(mine & (Message.direction == str(Direction.IN)))
    return [text for (text,) in rows.order_by(Message.sent_at, Message.id).tuples()]


def open_look(complaint_id: int, actor: Actor, now: datetime) -> Unmasking | None:
    """Return this person's own granted request that has not ended yet, else None."""
    mine = (Unmasking.complaint == complaint_id) & (Unmasking.asked_by == actor.staff_id)
    lasting = mine & Unmasking.granted & (Unmasking.ends_at > now) & (Unmasking.ends_at <= now + LONGEST_LOOK)
    return Unmasking.select().where(lasting).order_by(Unmasking.id.desc()).first()


def looks_asked(complaint_id: int) -> list[Unmasking]:
    """Return every request to see the complainant of a case, with who asked and who decided, in order."""
    decider = Staff.alias()
    people = (Staff.id, Staff.name, decider.id, decider.name)
    rows = Unmasking.select(Unmasking, *people).join(Staff, on=Unmasking.asked_by)
    rows = rows.join_from(Unmasking, decider, JOIN.LEFT_OUTER, on=Unmasking.decided_by)
    return list(rows.where(Unmasking.complaint == complaint_id).order_by(Unmasking.id))


def _check_askable(case: Complaint, actor: Actor, now: datetime) -> None:
    if not case.identity_protected:
        raise RuleBroken("Identitas pelapor kasus ini tidak dirahasiakan.")
    mine = (Unmasking.complaint == case.id) & (Unmasking.asked_by == actor.staff_id)
    looks = {look_of(row.granted, row.ends_at, now) for row in Unmasking.select().where(mine)}
    if Look.MENUNGGU in looks:
        raise RuleBroken("Permintaan Anda yang sebelumnya masih menunggu keputusan.")
    if Look.TERBUKA in looks:
        raise RuleBroken("Identitas ini sedang terbuka untuk Anda.")


def _settle(row: Unmasking, agree: bool, ends_at: datetime | None, by: int | None, now: datetime) -> None:
    change = {"granted": agree, "ends_at": ends_at, "decided_by": by, "decided_at": now}
    Unmasking.update(change).where(Unmasking.id == row.id).execute()
