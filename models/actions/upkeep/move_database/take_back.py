"""Going back to a database that the office was moved out of, on somebody's word."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.tables import database
from models.tables.upkeep import moved_away


def take_back(now: datetime) -> bool:
    """Let programs work in the open database again; return whether the office had been moved out of it."""
    with database.atomic():
        to = moved_away.now_in()
        if to:
            moved_away.unmark()
            audit_trail.write(OPERATOR, now, AuditEvent("kembali_ke_database", "database", before=to))
    return bool(to)
