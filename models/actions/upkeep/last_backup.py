"""When the office was last backed up, as its trail says: written by who makes a backup, read by the administrator."""

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
    """A backup that was made: when (naive UTC), and how large it is in words."""

    at: datetime
    said: str


def note_backup(made: BackupMade, now: datetime) -> None:
    """Write into the trail that a backup was made and read back; where it lies is nobody's concern here."""
    said = f"{made.size / 1e6:.1f} MB, {made.files} berkas".replace(".", ",")
    with database.atomic():
        audit_trail.write(OPERATOR, now, AuditEvent("cadangkan", SUBJECT, after=said))


def last_backup() -> LastBackup | None:
    """Return the newest backup the trail tells of, None where there was none."""
    row = Audit.select(Audit.at, Audit.after).where(Audit.subject == SUBJECT).order_by(Audit.id.desc()).first()
    return LastBackup(row.at, row.after) if row else None
