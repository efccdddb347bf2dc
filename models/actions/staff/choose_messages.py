"""An officer's own choice whether warnings also come to his telephone, through the office's own WhatsApp."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.intake.filing import phone_number
from models.tables import Staff, database


class NumberMissing(RuleBroken):
    """Isi nomor WhatsApp Anda agar peringatan dapat dikirim ke sana."""


def choose_messages(phone: str, wants: bool, actor: Actor, now: datetime) -> Staff:
    """Keep one's own number and choice. Raises NumberMissing, RuleBroken for what is no number, NotVisible."""
    typed = phone.strip()
    number = phone_number(typed) if typed else ""
    if wants and not number:
        raise NumberMissing
    with database.atomic():
        staff: Staff | None = Staff.get_or_none(Staff.id == actor.staff_id)
        if staff is None:
            raise NotVisible
        before, after = _words(staff.phone, staff.wants_messages), _words(number, wants)
        # Only the two columns: an administrator may be changing the others.
        Staff.update(phone=number, wants_messages=wants).where(Staff.id == staff.id).execute()
        audit_trail.write(actor, now, AuditEvent("pilih_pesan_peringatan", f"staff:{staff.id}", before, after))
        return Staff.get_by_id(staff.id)


def _words(phone: str, wants: bool) -> str:
    """Return what was chosen without the number itself: the trail is read by others."""
    return f"{'ya' if wants else 'tidak'}; nomor {'terisi' if phone else 'kosong'}"
