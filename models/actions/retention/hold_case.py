"""Holds the file of a case back from destruction, or releases it: a lawsuit, an audit, a request of the Ombudsman."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case, touch
from models.actions.core.form_key import spend_form_key
from models.rules.core.errors import ReasonMissing, RuleBroken
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.tables import Complaint, database


def hold_case(
    complaint_id: int,
    hold: bool,
    reason: str,
    actor: Actor,
    now: datetime,
    *,
    form_key: str | None = None,
) -> Complaint:
    """Hold a file or lift the hold, with a reason. Raises ReasonMissing, RuleBroken, NotVisible."""
    actor.demand(Permission.HOLD_FILE)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor)
        if not reason.strip():
            raise ReasonMissing
        if case.hold is hold:
            raise RuleBroken("Berkas ini sudah ditahan." if hold else "Berkas ini tidak sedang ditahan.")
        touch(case, hold=hold, hold_reason=storable(reason).strip()[:500])
        event = AuditEvent("tahan_berkas" if hold else "lepas_tahan_berkas", f"complaint:{case.id}")
        audit_trail.write(actor, now, event)
        return case
