"""Settles what intake left to people: items that could not be read, and gaps where messages may be missing."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.rules.core.errors import AlreadyDone, NotVisible
from models.rules.staff.permissions import Permission
from models.tables import Gap, Quarantine, database


def settle_quarantine(item_id: int, actor: Actor, now: datetime) -> None:
    """Mark an unreadable item as checked; its raw form stays. Raises AlreadyDone, NotVisible, NotPermitted."""
    _settle(Quarantine, item_id, actor, now, {"settled_by": actor.staff_id})


def settle_gap(gap_id: int, actor: Actor, now: datetime) -> None:
    """Mark a possible gap as checked. Raises AlreadyDone, NotVisible, NotPermitted."""
    _settle(Gap, gap_id, actor, now, {})


def _settle(
    table: type[Quarantine] | type[Gap], row_id: int, actor: Actor, now: datetime, by: dict[str, object]
) -> None:
    actor.demand(Permission.READ_MESSAGES)
    with database.atomic():
        if not table.select().where(table.id == row_id).exists():
            raise NotVisible
        still_open = (table.id == row_id) & table.settled_at.is_null()
        if not table.update({"settled_at": now, **by}).where(still_open).execute():
            raise AlreadyDone
        name = table._meta.table_name
        audit_trail.write(actor, now, AuditEvent("tandai_selesai", f"{name}:{row_id}"))
