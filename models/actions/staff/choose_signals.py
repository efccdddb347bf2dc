"""An officer's own choice how an open page tells him of what is new: by a sound, by a number in the tab's title."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.errors import NotVisible
from models.tables import Staff, database


def choose_signals(actor: Actor, now: datetime, *, sound: bool, badge: bool) -> Staff:
    """Keep one's own choice. Raises NotVisible for who has no account."""
    with database.atomic():
        staff: Staff | None = Staff.get_or_none(Staff.id == actor.staff_id)
        if staff is None:
            raise NotVisible
        before, after = _words(staff.wants_sound, staff.wants_badge), _words(sound, badge)
        # Only the two columns: an administrator may be changing the others.
        Staff.update(wants_sound=sound, wants_badge=badge).where(Staff.id == staff.id).execute()
        audit_trail.write(actor, now, AuditEvent("pilih_tanda", f"staff:{staff.id}", before, after))
        return Staff.get_by_id(staff.id)


def _words(sound: bool, badge: bool) -> str:
    return f"bunyi {'ya' if sound else 'tidak'}; angka {'ya' if badge else 'tidak'}"
