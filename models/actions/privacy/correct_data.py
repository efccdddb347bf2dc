"""Corrects a person's data; the old value, the reason and the actor stay in a row of their own."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case
from models.actions.core.form_key import spend_form_key
from models.actions.intake.join_contacts import person_of
from models.actions.privacy.check_masked import check_identity_open
from models.rules.core.texts import storable
from models.rules.privacy.personal_data import FIELDS, checked
from models.rules.staff.permissions import Permission
from models.tables import Contact, DataCorrection, database


def correct_data(
    complaint_id: int,
    field: str,
    after: str,
    why: str,
    actor: Actor,
    now: datetime,
    *,
    form_key: str | None = None,
) -> DataCorrection:
    """Correct one field of the person of a case. Raises CorrectionNotAllowed, ReasonMissing, NotVisible.

    The audit trail names the field, never its values.
    """
    actor.demand(Permission.CORRECT_DATA)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor)
        check_identity_open(case, actor, now)
        contact = Contact.get_by_id(person_of(case.contact_id)[0])
        before = str(getattr(contact, field)) if field in FIELDS else ""
        clean = checked(field, before, after, why)
        Contact.update({field: clean}).where(Contact.id == contact.id).execute()
        made = DataCorrection.create(
            contact=contact.id,
            field=field,
            before=before,
            after=clean,
            why=storable(why).strip(),
            made_by=actor.person_id,
            made_at=now,
        )
        audit_trail.write(actor, now, AuditEvent("betulkan_data", f"contact:{contact.id}", after=field))
        return made
