"""Records in the audit trail who took the package of a paper away."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.tables import database


def trace_package(document_id: int, actor: Actor, now: datetime) -> None:
    """Record that somebody took the package of a paper, with the files that go with it."""
    with database.atomic():
        audit_trail.write(actor, now, AuditEvent("unduh_paket_naskah", f"document:{document_id}"))
