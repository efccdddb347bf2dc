"""An officer's own choice between light and dark screens."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.errors import NotVisible
from models.rules.staff.themes import Theme, read_theme
from models.tables import Staff, database


def choose_theme(typed: str, actor: Actor, now: datetime) -> Theme:
    """Keep one's own choice of colours. Raises ThemeUnknown, NotVisible."""
    theme = read_theme(typed)
    with database.atomic():
        staff: Staff | None = Staff.get_or_none(Staff.id == actor.staff_id)
        if staff is None:
            raise NotVisible
        # Only the one column: an administrator may be changing the others.
        Staff.update(theme=str(theme)).where(Staff.id == staff.id).execute()
        audit_trail.write(actor, now, AuditEvent("pilih_tampilan", f"staff:{staff.id}", staff.theme, str(theme)))
    return theme
