"""A look at what a citizen sent in with a protected case: sealed without a granted look, and logged each time."""

from collections.abc import Collection
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.privacy.unmask_identity import open_look
from models.rules.core.errors import NotPermitted
from models.tables import Attachment, Complaint, ComplaintMessage, DeliveryProof, database

SEALED = (
    "Lampiran ini tersegel, karena identitas pelapornya dirahasiakan. "
    "Minta melihat identitas lewat Kerahasiaan pada kasusnya, lalu buka lagi."
)


def look_at_attachment(attachment: Attachment, actor: Actor, now: datetime) -> None:
    """Log a look at a file of a message where its case is protected. Raises NotPermitted without a granted look."""
    links = (
        ComplaintMessage.select(Complaint.id)
        .join(Complaint)
        .where(
            (ComplaintMessage.message == attachment.message_id)
            & ComplaintMessage.undone_at.is_null()
            & Complaint.identity_protected
        )
    )
    _look([case for (case,) in links.tuples()], f"attachment:{attachment.id}", actor, now)


def look_at_proof(proof: DeliveryProof, actor: Actor, now: datetime) -> None:
    """Log a look at the file that proves a delivery, as for an attachment. Raises NotPermitted."""
    case = proof.complaint
    _look([case.id] if case.identity_protected else [], f"proof:{proof.id}", actor, now)


def _look(hidden: Collection[int], what: str, actor: Actor, now: datetime) -> None:
    if not hidden:
        return
    with database.atomic():
        granted = [case for case in sorted(hidden) if open_look(case, actor, now) is not None]
        if not granted:
            raise NotPermitted(SEALED)
        audit_trail.write(actor, now, AuditEvent("lihat_lampiran", f"complaint:{granted[0]}", after=what))
