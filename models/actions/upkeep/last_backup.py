"""When the office was last backed up, by its audit trail."""

from dataclasses import dataclass
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.upkeep.backup.back_up import BackupMade
from models.tables import Audit, database

SUBJECT = "cadangan"


@dataclass(frozen=True)
class LastBackup:
    """A backup: when it was made (naive UTC), and its size in words."""

    at: datetime
    said: str


def note_backup(made: BackupMade, now: datetime) -> None:
    """Record in the audit trail that a backup was made and read back, without its place."""
    said = f"{made.size / 1e6:.1f} MB, {made.files} berkas".replace(".", ",")
    with database.atomic():
        audit_trail.write(OPERATOR, now, AuditEvent("cadangkan", SUBJECT, after=said))


def last_backup() -> LastBackup | None:
    """Return the newest backup in the audit trail, None where there was none."""
    row = Audit.select(Audit.at, Audit.after).where(Audit.subject == SUBJECT).order_by(Audit.id.desc()).first()
    return LastBackup(row.at, row.after) if row else None
