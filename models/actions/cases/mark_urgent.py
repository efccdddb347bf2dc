"""Marks a case as urgent or no longer urgent, outside its identification."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case, touch
from models.rules.cases.identification import URGENCY_LABELS, Urgency
from models.rules.core.errors import AlreadyDone, RuleBroken
from models.rules.staff.permissions import Permission
from models.tables import Complaint, database


def mark_urgent(
    complaint_id: int,
    urgency: Urgency,
    actor: Actor,
    now: datetime,
) -> Complaint:
    """Set how urgent an open case is. Raises AlreadyDone where it is so, NotPermitted, NotVisible."""
    with database.atomic():
        case = locked_case(complaint_id, actor)
        actor.demand(Permission.MARK_URGENT)
        if not case.open:
            raise RuleBroken(f"{case.number} sudah selesai, jadi urgensinya tidak diubah lagi.")
        before = case.urgency
        if before == urgency:
            raise AlreadyDone(f"{case.number} sudah bertanda {URGENCY_LABELS[urgency].lower()}.")
        touch(case, urgency=str(urgency))
        audit_trail.write(actor, now, AuditEvent("ubah_urgensi", f"complaint:{case.id}", before, str(urgency)))
        return case
