"""The second place: each copy carried there, compared after it was written, and removed there when it goes.

Nothing is overwritten there but what was carried there before. What a kill leaves is a half-written file, which the
next turn removes, or a whole one, which it knows by its content.
"""

import errno
import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from models.actions.upkeep.planned.copies import copies_of, ledger_of
from models.actions.upkeep.planned.plan import demand_place, demand_room_for
from models.tables import BackupCopy, BackupPlan
from models.tables.core.durable import sync_folder
from models.tables.core.file_hash import sha256_of
from models.tables.core.settings import Settings
from models.tables.retention import ledger

_PIECE = 1 << 20


class NotAsRead(Exception):
    """What lies in the second place is not what was carried there."""


def carry_over(plan: BackupPlan, settings: Settings, now: datetime) -> list[str]:
    """Carry what the second place lacks, and remove what went in the first; say what was done, a sentence each.

    Raises PlaceAway, NotAsRead, OSError: what was carried until then is noted.
    """
    place, said = Path(plan.second), list[str]()
    demand_place(place, plan.second_mark)
    for scrap in place.glob(".aduan-*.part"):  # nobody else writes here: this turn has the lock
        scrap.unlink(missing_ok=True)
    if gone := sum(_remove(copy, place) for copy in _gone_in_the_first()):
        said.append(f"{gone} older copies were removed from {place}.")
    for copy in copies_of(plan):
        if not copy.fault and not is_there(copy, plan):
            _carry(copy, plan, settings)
            said.append(f"Carried to {copy.second} and compared.")
    return said


def is_there(copy: BackupCopy, plan: BackupPlan) -> bool:
    """Whether a copy lies in the second place with its length; its content was compared when it was carried there."""
    path = Path(copy.second)
    if not copy.second or path.parent != Path(plan.second):
        return False
    try:
        return path.stat().st_size == copy.size
    except FileNotFoundError:
        return False


def is_carried(copy: BackupCopy, plan: BackupPlan) -> bool:
    """Whether a copy was carried to the plan's second place, as it is noted."""
    return bool(copy.second) and Path(copy.second).parent == Path(plan.second)


def _gone_in_the_first() -> list[BackupCopy]:
    gone = BackupCopy.planned & BackupCopy.removed_at.is_null(False) & (BackupCopy.second != "")
    return list(BackupCopy.select().where(gone).order_by(BackupCopy.id))


def _remove(copy: BackupCopy, place: Path) -> bool:
    """Remove a copy that went in the first place; another file of its name, or in another place, is left alone."""
    path = Path(copy.second)
    if path.parent != place:
        return False
    if path.exists() and sha256_of(path) == copy.sha256:
        ledger_of(path).unlink(missing_ok=True)
        path.unlink()
        sync_folder(place)
    BackupCopy.update(second="").where(BackupCopy.id == copy.id).execute()
    return True


def _carry(copy: BackupCopy, plan: BackupPlan, settings: Settings) -> None:
    source, place = Path(copy.path), Path(plan.second)
    target = place / source.name
    if not (target.exists() and sha256_of(target) == copy.sha256):
        if target.exists() and copy.second != str(target):
            raise FileExistsError(errno.EEXIST, "another file has the name of a backup", str(target))
        demand_room_for(copy.size, place, settings.data_dir)
        _write(source, target, copy.sha256)
    demand_place(place, plan.second_mark)  # unmounted meanwhile, it would lie elsewhere
    if ledger_of(source).exists():
        ledger.write(ledger_of(target), ledger.read(ledger_of(source)))
    copy.second = str(target)
    BackupCopy.update(second=copy.second).where(BackupCopy.id == copy.id).execute()


def _write(source: Path, target: Path, sha256: str) -> None:
    """Write a copy beside its name, read it back from the disk, and only then give it its name."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-", suffix=".part")
    part = Path(name)
    try:
        with source.open("rb") as of, os.fdopen(handle, "wb") as file:
            shutil.copyfileobj(of, file, _PIECE)
            file.flush()
            os.fsync(file.fileno())
            _forget(file.fileno())
        if sha256_of(part) != sha256:
            raise NotAsRead(str(target))
        part.replace(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _forget(file: int) -> None:
    """Let what is compared come from the disk and not from memory, where the system can."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
