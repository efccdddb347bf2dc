"""Backs the office up while both programs run: one moment of the database, the files it names, both logs beside it.

Each file is compared with its hash while it is copied. What lacks is named and stops nothing; what is left of a
changed file is copied as it is, and a restore does not put it in the place of the whole one.
"""

import contextlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from models.actions.upkeep.backup import archive, postgres_copy, sqlite_copy
from models.actions.upkeep.backup.archive import KEY_MEMBER, SQLITE_MEMBER, ArchiveBroken, Manifest
from models.actions.upkeep.backup.keys import Keys, opened, written
from models.actions.upkeep.lost_files import Lack, naming_here, still_named, with_records
from models.rules.core.moments import iso, to_unix
from models.rules.upkeep.conditions.of_machine import MEDIA_NEEDS
from models.rules.upkeep.losses import Fault
from models.tables import database
from models.tables.core.database import is_sqlite, sqlite_path
from models.tables.core.disk_room import demand_room
from models.tables.core.durable import sync_folder
from models.tables.core.file_hash import sha256_of
from models.tables.core.files.store import FileNotWhole, FileStore
from models.tables.core.sealed_log import held_log
from models.tables.core.settings import Settings
from models.tables.upkeep.schema import applied

# What was not written to for so long belongs to no backup that still runs.
_WRITING = timedelta(days=1)


@dataclass(frozen=True)
class BackupMade:
    """The backup made: where, its whole files, bytes and sha256, the files that lack, and for which recovery key."""

    path: Path
    files: int
    size: int
    sha256: str
    lacking: list[Lack]
    recovery: str = ""  # its public half; empty: in clear


def back_up(
    target: Path, settings: Settings, now: datetime, with_key: bool = False, keys: Keys | None = None
) -> BackupMade:
    """Write a backup, read it back, and only then give it its name. `with_key`: include secret.key.

    Encrypted for `keys` on its way to the disk; in clear without them.
    Files are written before the rows that name them, so a snapshot of the rows taken first finds all its files.
    """
    manifest = Manifest(iso(now) or "", "sqlite" if is_sqlite() else "postgresql", applied())
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_scraps(target, settings.data_dir, now)
    if keys and is_sqlite():
        # The copy beside the data must not stop the office's work for want of room.
        demand_room(settings.data_dir, sqlite_path().stat().st_size + MEDIA_NEEDS)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file, written(file, keys) as zipped:
            # What is copied of the database lies in clear meanwhile: beside the data, never in the other place.
            _fill(zipped, manifest, settings, settings.data_dir if keys else part.parent, with_key)
        with opened(part, [keys.drill] if keys else []) as zipped:
            _, damaged = archive.check(zipped)
        if damaged:
            raise ArchiveBroken(f"No backup was kept: {damaged[0]} was not written as it was read.")
        size, sha256 = part.stat().st_size, sha256_of(part)
        _make_durable(part, target)
    finally:
        part.unlink(missing_ok=True)
    lacking = still_named({name: Fault(why) for name, why in manifest.lacking.items()})
    files = len(archive.whole_files(manifest, []))
    return BackupMade(target, files, size, sha256, with_records(lacking), keys.recovery if keys else "")


def _clear_scraps(target: Path, beside: Path, now: datetime) -> None:
    """Remove what killed backups left beside this one: copies of the office that nobody knows of."""
    kinds = (f".*{target.suffix}-????????.part", ".aduan-backup-*")
    for folder, kind in ((folder, kind) for folder in {target.parent, beside} for kind in kinds):
        for path in folder.glob(kind):
            with contextlib.suppress(OSError):  # it went meanwhile, or is open (Windows)
                if path.stat().st_mtime >= to_unix(now - _WRITING):
                    continue
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink()


def _fill(zipped: zipfile.ZipFile, manifest: Manifest, settings: Settings, folder: Path, with_key: bool) -> None:
    wanted = _add_sqlite(zipped, manifest, folder) if is_sqlite() else _add_postgres(zipped, manifest)
    for sha256 in sorted(wanted):
        fault = _add_file(zipped, manifest, settings.files, sha256)
        if fault:
            manifest.lacking[sha256] = str(fault)
    # After the database: the logs may know more than the copied rows, never less.
    for path in (settings.attempts_log, settings.signings_log):
        with held_log(path) as (sealed, log):
            for segment in sealed:
                archive.add(zipped, manifest, segment.name, archive.chunks_of(segment))
            if log:
                archive.add(zipped, manifest, path.name, archive.chunks_from(log))
    if with_key and settings.secret_key_file.exists():
        archive.add(zipped, manifest, KEY_MEMBER, archive.chunks_of(settings.secret_key_file))
    archive.seal(zipped, manifest)


def _add_file(zipped: zipfile.ZipFile, manifest: Manifest, store: FileStore, sha256: str) -> Fault | None:
    """Add a stored file as far as it can be read; return what it lacks."""
    broke: list[Fault] = []
    pieces = _readable(store.pieces(sha256), broke)
    first = next(pieces, b"")
    if broke:
        return broke[0]
    name = f"{archive.FILES}{sha256[:2]}/{sha256}"
    found = archive.add(zipped, manifest, name, chain([first], pieces), packed=False)
    if broke:
        return broke[0]
    return None if found == sha256 else Fault.CHANGED


def _readable(pieces: Iterator[bytes], broke: list[Fault]) -> Iterator[bytes]:
    """Yield a file's bytes up to where it cannot be read; what goes wrong in writing is none of this."""
    try:
        yield from pieces
    except FileNotWhole:
        broke.append(Fault.CHANGED)
    except FileNotFoundError:
        broke.append(Fault.MISSING)
    except OSError:
        broke.append(Fault.UNREADABLE)


def _add_sqlite(zipped: zipfile.ZipFile, manifest: Manifest, folder: Path) -> set[str]:
    with tempfile.TemporaryDirectory(dir=folder, prefix=".aduan-backup-") as place:
        copy = Path(place) / SQLITE_MEMBER
        sqlite_copy.copy_out(copy)
        wanted = {sha256 for sql in _references() for (sha256,) in sqlite_copy.ask(copy, sql)}
        manifest.rows = sqlite_copy.counts(copy)
        archive.add(zipped, manifest, SQLITE_MEMBER, archive.chunks_of(copy))
    return wanted


def _add_postgres(zipped: zipfile.ZipFile, manifest: Manifest) -> set[str]:
    with postgres_copy.snapshot():
        manifest.columns = postgres_copy.columns()
        for table, names in manifest.columns.items():
            archive.add(zipped, manifest, f"tables/{table}.copy", postgres_copy.copy_out(table, names))
        manifest.rows = postgres_copy.counts(manifest.columns)
        return {sha256 for sql in _references() for (sha256,) in database.execute_sql(sql).fetchall()}


def _references() -> list[str]:
    """Return what asks for the sha256 of every file that a row names, for each column the open database has."""
    named = ((column.column_name, column.model._meta.table_name) for column in naming_here())
    return [f"SELECT {name} FROM \"{table}\" WHERE {name} <> ''" for name, table in named]  # noqa: S608 - our own names


def _make_durable(part: Path, target: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    sync_folder(target.parent)
