"""Records that the file of a case came back from the records centre; its place is recorded anew afterwards."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case
from models.actions.core.form_key import spend_form_key
from models.actions.retention.folders.handed import handed_over
from models.rules.retention.folders import FolderRefused
from models.rules.staff.permissions import Permission
from models.tables import TransferItem, database


def bring_back(complaint_id: int, actor: Actor, now: datetime, *, form_key: str | None = None) -> None:
    """Record that a file is with the unit again. Raises FolderRefused where it is not away, NotVisible."""
    actor.demand(Permission.KEEP_FOLDERS)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor)
        handed = handed_over([case.id]).get(case.id)
        if handed is None:
            raise FolderRefused("Berkas ini tidak sedang di unit kearsipan. Muat ulang halaman.")
        away = (TransferItem.complaint == case.id) & TransferItem.returned_at.is_null()
        TransferItem.update(returned_at=now, returned_to=actor.person_id).where(away).execute()
        event = AuditEvent("terima_dari_unit_kearsipan", f"complaint:{case.id}", before=handed.number)
        audit_trail.write(actor, now, event)
