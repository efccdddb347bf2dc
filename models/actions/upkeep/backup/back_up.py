"""Backs the office up while both programs run: one moment of the database, the files it names, attempts.log."""

import os
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.actions.upkeep.backup import archive, postgres_copy, sqlite_copy
from models.actions.upkeep.backup.archive import ATTEMPTS_MEMBER, KEY_MEMBER, SQLITE_MEMBER, Manifest
from models.actions.upkeep.verify.files import REFERENCES
from models.rules.core.moments import iso
from models.tables import database
from models.tables.core import file_store
from models.tables.core.database import is_sqlite
from models.tables.core.settings import Settings
from models.tables.upkeep.schema import applied


@dataclass(frozen=True)
class BackupMade:
    """The backup made: how many files and bytes, and the files that the database names but that are missing."""

    files: int
    size: int
    missing: list[str]


def back_up(target: Path, settings: Settings, now: datetime, with_key: bool = False) -> BackupMade:
    """Write a backup, read it back, and only then give it its name. `with_key`: include secret.key.

    Files are written before the rows that name them, so a snapshot of the rows taken first finds all its files.
    """
    manifest = Manifest(iso(now) or "", "sqlite" if is_sqlite() else "postgresql", applied())
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w") as zipped:
            _fill(zipped, manifest, settings, part.parent, with_key)
        with zipfile.ZipFile(part) as zipped:
            archive.check(zipped)
        _make_durable(part, target)
    finally:
        part.unlink(missing_ok=True)
    files = sum(member.startswith("files/") for member in manifest.members)
    return BackupMade(files, target.stat().st_size, manifest.missing_files)


def _fill(zipped: zipfile.ZipFile, manifest: Manifest, settings: Settings, folder: Path, with_key: bool) -> None:
    wanted = _add_sqlite(zipped, manifest, folder) if is_sqlite() else _add_postgres(zipped, manifest)
    for sha256 in sorted(wanted):
        path = file_store.path_of(settings.files_dir, sha256)
        if path.exists():
            archive.add(zipped, manifest, f"files/{sha256[:2]}/{sha256}", archive.chunks_of(path), packed=False)
        else:
            manifest.missing_files.append(sha256)
    # After the database: the log may know more than the copied rows, never less.
    if settings.attempts_log.exists():
        archive.add(zipped, manifest, ATTEMPTS_MEMBER, archive.chunks_of(settings.attempts_log))
    if with_key and settings.secret_key_file.exists():
        archive.add(zipped, manifest, KEY_MEMBER, archive.chunks_of(settings.secret_key_file))
    archive.seal(zipped, manifest)


def _add_sqlite(zipped: zipfile.ZipFile, manifest: Manifest, folder: Path) -> set[str]:
    with tempfile.TemporaryDirectory(dir=folder, prefix=".aduan-backup-") as place:
        copy = Path(place) / SQLITE_MEMBER
        sqlite_copy.copy_out(copy)
        wanted = {sha256 for sql in REFERENCES.values() for _, sha256 in sqlite_copy.ask(copy, sql)}
        archive.add(zipped, manifest, SQLITE_MEMBER, archive.chunks_of(copy))
    return wanted


def _add_postgres(zipped: zipfile.ZipFile, manifest: Manifest) -> set[str]:
    with database.atomic():
        postgres_copy.begin_snapshot()
        manifest.columns = postgres_copy.columns()
        for table, names in manifest.columns.items():
            archive.add(zipped, manifest, f"tables/{table}.copy", postgres_copy.copy_out(table, names))
        return {sha256 for sql in REFERENCES.values() for _, sha256 in database.execute_sql(sql).fetchall()}


def _make_durable(part: Path, target: Path) -> None:
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
    file_store.sync_folder(target.parent)
