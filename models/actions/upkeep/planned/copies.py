"""The copies the plan made: looked at where they lie, taken up after a kill, and removed when their time is over."""

import zipfile
from datetime import datetime
from pathlib import Path

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.upkeep.backup import archive
from models.actions.upkeep.backup.archive import ArchiveBroken
from models.actions.upkeep.backup.back_up import BackupMade
from models.actions.upkeep.backup.keys import Keys, opened
from models.actions.upkeep.backup.ledgers import put_beside
from models.actions.upkeep.last_backup import SUBJECT, FileFault, note_backup, said_of
from models.actions.upkeep.lost_files import still_named, with_records
from models.actions.upkeep.planned.plan import demand_place, keeps_of
from models.rules.core.moments import parse_iso
from models.rules.upkeep.backup_plan import Kept, going, to_read
from models.rules.upkeep.losses import Fault
from models.tables import BackupCopy, BackupPlan, database
from models.tables.core.age_file import EncryptedBroken, NotForThisKey, is_encrypted
from models.tables.core.durable import sync_folder
from models.tables.core.file_hash import sha256_of
from models.tables.core.settings import Settings
from models.tables.retention import ledger
from models.tables.upkeep.backup_plan import BEING_MADE, MARK


def copies_of(plan: BackupPlan) -> list[BackupCopy]:
    """Return the copies that lie in the plan's folder by its own doing, the newest first."""
    made = BackupCopy.select().where(BackupCopy.planned & BackupCopy.removed_at.is_null())
    place = Path(plan.place)
    return [copy for copy in made.order_by(BackupCopy.id.desc()) if Path(copy.path).parent == place]


def newest_copy(plan: BackupPlan) -> BackupCopy | None:
    """Return the newest of them in which nothing was found to be wrong."""
    return next((copy for copy in copies_of(plan) if not copy.fault), None)


def strangers(plan: BackupPlan) -> list[str]:
    """Return the names of files in the plan's folder that it did not make: it never removes them."""
    known = {Path(copy.path).name for copy in copies_of(plan)}
    known |= {name + ledger.ENDING for name in known} | {MARK}
    try:
        names = sorted(path.name for path in Path(plan.place).iterdir())
    except OSError:
        return []  # what is away is told as such
    return [name for name in names if name not in known and not name.endswith(".part")]


def look_at_copies(plan: BackupPlan, settings: Settings, now: datetime) -> None:
    """Note which copies are gone or not as they were made; of one at most the content is read. Raises OSError."""
    copies = copies_of(plan)
    there = [(copy.id, copy.read_at) for copy in copies if _sized(copy) is None]
    due = to_read(there, now)
    for copy in copies:
        _look_at(copy, copy.id == due, now)
    newest = newest_copy(plan)
    if newest is not None and not ledger_of(Path(newest.path)).exists():  # killed in between
        put_beside(Path(newest.path), settings, now)


def _look_at(copy: BackupCopy, due: bool, now: datetime) -> None:
    """Note what is seen of a copy; `due`: of its content too. One that changed is so until it is read again."""
    fault, row = _sized(copy), BackupCopy.id == copy.id
    if fault is None and (due or copy.fault == FileFault.GONE):
        same = sha256_of(Path(copy.path)) == copy.sha256
        BackupCopy.update(read_at=now, fault="" if same else str(FileFault.CHANGED)).where(row).execute()
    elif fault is not None and fault != copy.fault:
        BackupCopy.update(fault=str(fault)).where(row).execute()


def take_up(plan: BackupPlan, settings: Settings, keys: Keys | None, now: datetime) -> bool:
    """Note a copy that was finished and not noted, because the program was killed; return whether there was one.

    What cannot be read here is nobody's: it is left alone.
    """
    note = settings.data_dir / BEING_MADE
    if not note.exists():
        return False
    path, found = Path(note.read_text("utf-8")), None
    known = BackupCopy.select().where(BackupCopy.path == str(path)).exists()
    if path.parent == Path(plan.place) and path.exists() and not known:
        found = _read_made(path, keys)
    if found is not None:
        made, of = found
        note_backup(made, settings.files, now, planned=True, of=of)
    note.unlink()
    return found is not None


def _read_made(path: Path, keys: Keys | None) -> tuple[BackupMade, datetime] | None:
    try:
        with path.open("rb") as file:
            encrypted = is_encrypted(file)
        with opened(path, [keys.drill] if keys else []) as zipped:
            manifest, damaged = archive.check(zipped)
    except (ArchiveBroken, EncryptedBroken, NotForThisKey, zipfile.BadZipFile):
        return None
    lacking = still_named({name: Fault(why) for name, why in manifest.lacking.items()})
    files, size = len(archive.whole_files(manifest, damaged)), path.stat().st_size
    recovery = keys.recovery if keys and encrypted else ""
    made = BackupMade(path, files, size, sha256_of(path), with_records(lacking), recovery)
    return made, parse_iso(manifest.made_at)


def remove_old(plan: BackupPlan, now: datetime) -> int:
    """Remove the copies whose time is over; return how many went. Raises PlaceAway, OSError."""
    copies = copies_of(plan)
    read = [copy for copy in copies if copy.read_at and not copy.fault]
    proven = max(((copy.read_at, copy.id) for copy in read), default=(None, 0))[1]
    kept = [Kept(copy.id, copy.made_at, _is_whole(copy), copy.id == proven) for copy in copies]
    goes = going(kept, keeps_of(plan), now)
    return sum(_remove(copy, plan, now) for copy in copies if copy.id in goes)


def _remove(copy: BackupCopy, plan: BackupPlan, now: datetime) -> bool:
    """Remove a copy, known by its content; another file in its place is left alone."""
    path, place = Path(copy.path), Path(plan.place)
    if sha256_of(path) != copy.sha256:
        BackupCopy.update(fault=str(FileFault.CHANGED)).where(BackupCopy.id == copy.id).execute()
        return False
    demand_place(place, plan.mark)
    ledger_of(path).unlink(missing_ok=True)  # the newest one beside the copies knows all that this one did
    path.unlink()
    sync_folder(place)
    with database.atomic():
        BackupCopy.update(removed_at=now).where(BackupCopy.id == copy.id).execute()
        said = said_of(copy.size, copy.files, copy.lacking)
        audit_trail.write(OPERATOR, now, AuditEvent("cadangan_dibuang", SUBJECT, before=said))
    return True


def _is_whole(copy: BackupCopy) -> bool:
    return not copy.fault and _sized(copy) is None


def _sized(copy: BackupCopy) -> FileFault | None:
    """Return what the folder says of a copy's file, None where it is there with its length."""
    try:
        size = Path(copy.path).stat().st_size
    except FileNotFoundError:
        return FileFault.GONE
    return None if size == copy.size else FileFault.CHANGED


def ledger_of(path: Path) -> Path:
    """Return where the ledger of destroyed cases lies beside a copy."""
    return path.with_name(path.name + ledger.ENDING)
