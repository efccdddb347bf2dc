"""Blackened copies of a sealed picture: made by whoever may open the original, seen by all who see its case."""

import json
import uuid
from collections.abc import Sequence
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.privacy.unmask_identity import open_look
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.rules.privacy.blackening import Box
from models.tables import Attachment, BlackenedCopy, Complaint, ComplaintMessage, database

MOST_COPIES = 20  # of one picture
_CLOSED = "Lampiran ini terbuka hanya bagi yang boleh melihat identitas. Minta lewat Kerahasiaan pada kasusnya."


def protected_case(attachment: Attachment, actor: Actor, now: datetime) -> int | None:
    """Return the protected case of a file that this person may look into now, None where he may look into none."""
    cases = protected_cases(attachment)
    return next((case for case in cases if open_look(case, actor, now) is not None), None)


def protected_cases(attachment: Attachment) -> list[int]:
    """Return the protected cases that a file is in."""
    links = ComplaintMessage.select(Complaint.id).join(Complaint)
    here = (ComplaintMessage.message == attachment.message_id) & ComplaintMessage.undone_at.is_null()
    return [case for (case,) in links.where(here & Complaint.identity_protected).order_by(Complaint.id).tuples()]


def keep_copy(
    attachment: Attachment, sha256: str, boxes: Sequence[Box], actor: Actor, now: datetime, *, form_key: str
) -> BlackenedCopy:
    """Record a copy that was made and stored. Raises NotPermitted without a granted look, RuleBroken."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = protected_case(attachment, actor, now)
        if case is None:
            raise NotPermitted(_CLOSED)
        if len(copies_of(attachment)) >= MOST_COPIES:
            raise RuleBroken(f"Paling banyak {MOST_COPIES} salinan dari satu gambar. Hapus yang tidak dipakai.")
        row: BlackenedCopy = BlackenedCopy.create(
            public_id=str(uuid.uuid4()),
            attachment=attachment.id,
            sha256=sha256,
            boxes=json.dumps(boxes),
            made_by=actor.person_id,
            made_at=now,
        )
        audit_trail.write(actor, now, AuditEvent("buat_samaran", f"complaint:{case}", after=f"samaran:{row.id}"))
        return row


def remove_copy(attachment: Attachment, public_id: str, actor: Actor, now: datetime, *, form_key: str) -> None:
    """Take a copy away from everybody; its row and file stay. Raises NotPermitted, NotVisible."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = protected_case(attachment, actor, now)
        if case is None:
            raise NotPermitted(_CLOSED)
        row = next((row for row in copies_of(attachment) if row.public_id == public_id), None)
        if row is None:
            raise NotVisible
        BlackenedCopy.update(removed_at=now, removed_by=actor.person_id).where(BlackenedCopy.id == row.id).execute()
        audit_trail.write(actor, now, AuditEvent("hapus_samaran", f"complaint:{case}", after=f"samaran:{row.id}"))


def copies_of(attachment: Attachment) -> list[BlackenedCopy]:
    """Return the copies of a file that nobody took away, in their order."""
    mine = (BlackenedCopy.attachment == attachment.id) & BlackenedCopy.removed_at.is_null()
    return list(BlackenedCopy.select().where(mine & (BlackenedCopy.sha256 != "")).order_by(BlackenedCopy.id))
