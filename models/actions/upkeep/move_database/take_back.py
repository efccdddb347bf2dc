"""What somebody says of a database that the office was moved out of: work goes on there again, or it is gone."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.retention.erasure.told import left_behind
from models.rules.upkeep.database_moves import OLD_GONE
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


def note_gone(now: datetime) -> bool:
    """Note that the databases this office was moved out of are deleted; return whether there were any."""
    with database.atomic():
        left = bool(left_behind())
        if left:
            audit_trail.write(OPERATOR, now, AuditEvent(OLD_GONE, "database"))
    return left
