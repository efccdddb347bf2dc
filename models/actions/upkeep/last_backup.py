"""The backups that were made: noted with what tells their file from another, and found again after a move."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.upkeep.backup.back_up import BackupMade
from models.actions.upkeep.lost_files import note_losses
from models.rules.core.texts import storable
from models.rules.upkeep.database_moves import MOVED
from models.tables import Audit, BackupCopy, RecoveryKey, database
from models.tables.core.age_file import is_encrypted
from models.tables.core.database import is_sqlite
from models.tables.core.file_hash import sha256_of
from models.tables.core.files.store import FileStore

SUBJECT = "cadangan"
_LOOKED_AT = 10


def said_of(size: int, files: int, lacking: int) -> str:
    """Return a backup's size in words."""
    short = f", kurang {lacking} berkas" if lacking else ""
    return f"{size / 1e6:.1f} MB, {files} berkas{short}".replace(".", ",", 1)


def note_backup(
    made: BackupMade, store: FileStore, now: datetime, planned: bool = False, of: datetime | None = None
) -> None:
    """Note a backup that was made and read back, and the files it lacks; the trail does not tell its place.

    `planned`: by the office's plan; `of`: when it was made, where that is found out later.
    """
    note_losses({lack.sha256: lack.fault for lack in made.lacking}, store, now)
    said = said_of(made.size, made.files, len(made.lacking))
    with database.atomic():
        BackupCopy.create(
            made_at=of or now,
            path=storable(str(made.path)),
            size=made.size,
            sha256=made.sha256,
            files=made.files,
            lacking=len(made.lacking),
            recovery=made.recovery,
            planned=planned,
            read_at=now,
        )
        audit_trail.write(OPERATOR, now, AuditEvent("cadangkan", SUBJECT, after=said))


def newest_backups() -> list[BackupCopy]:
    """Return the backups made last, the newest first, without those that the plan removed.

    Those of another kind of database go back into that alone.
    """
    left, made = moved_here_at(), BackupCopy.select().where(BackupCopy.removed_at.is_null())
    made = made if left is None else made.where(BackupCopy.made_at > left)
    return list(made.order_by(BackupCopy.id.desc()).limit(_LOOKED_AT))


def moved_here_at() -> datetime | None:
    """Return when the office came into this database from another, None where it began in it."""
    moved = Audit.select(Audit.at).where(Audit.event == MOVED).order_by(Audit.id.desc()).limit(1)
    found: datetime | None = moved.scalar()
    return found


class FileFault(StrEnum):
    """What is wrong with a backup's file."""

    GONE = "gone"
    CHANGED = "changed"


def is_at_hand(copy: BackupCopy) -> bool:
    """Whether a backup's file is there with its length, and nobody found other content in it, as far as is known.

    Where several machines share the office, a folder that is not here is another machine's: then its word counts.
    """
    path = Path(copy.path)
    try:
        there = path.stat().st_size == copy.size
    except OSError:
        there = not is_sqlite() and not path.parent.exists()
    return there and not copy.fault


def note_restored(path: Path, made_at: datetime, files: int, lacking: int) -> None:
    """Note the backup an office was restored from: what it holds cannot tell of the backup itself."""
    sha256 = sha256_of(path)
    if not BackupCopy.select().where(BackupCopy.sha256 == sha256).exists():
        BackupCopy.create(
            made_at=made_at,
            path=storable(str(path)),
            size=path.stat().st_size,
            sha256=sha256,
            files=files,
            lacking=lacking,
            recovery=_recovery_of(path),
        )


def _recovery_of(path: Path) -> str:
    """Return for which key a backup was encrypted: the one of the office that lies in it; empty: in clear."""
    with path.open("rb") as file:
        if not is_encrypted(file):
            return ""
    row = RecoveryKey.select().order_by(RecoveryKey.id.desc()).first()
    return row.public if row else ""


def note_moved(path: Path, sha256: str, size: int, now: datetime) -> BackupCopy | None:
    """Note where a backup made here lies now, known by its content; None where none of them is this file."""
    same = (BackupCopy.sha256 == sha256) & (BackupCopy.size == size)
    with database.atomic():
        row = BackupCopy.select().where(same).order_by(BackupCopy.id.desc()).first()
        if row is not None:
            BackupCopy.update(path=storable(str(path))).where(BackupCopy.id == row.id).execute()
            audit_trail.write(OPERATOR, now, AuditEvent("cadangan_dipindah", SUBJECT, after=sha256))
    return row
