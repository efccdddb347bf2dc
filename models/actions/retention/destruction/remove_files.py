"""Removes stored files that no row needs any more, after the transaction that noted them; safe to repeat."""

from datetime import datetime, timedelta
from pathlib import Path

from peewee import Field

from models.rules.core.moments import to_unix
from models.tables import TABLES, FileRemoval
from models.tables.core import file_store
from models.tables.core.declaring import held_by

# Every column that names a stored file.
NAMING: tuple[Field, ...] = tuple(
    column for table in TABLES for column in table._meta.sorted_fields if held_by(column).file
)
# The same bytes may be arriving anew just now: their file is touched before their row is written.
_PATIENCE = timedelta(hours=1)


def remove_files(files_dir: Path, now: datetime) -> int:
    """Remove the noted files that no row names; return how many. Must run outside a transaction."""
    gone = 0
    for row in list(FileRemoval.select().order_by(FileRemoval.id)):
        if not is_named(row.sha256):
            removed = _remove(files_dir, row.sha256, now)
            if removed is None:
                continue  # looked at again next time
            gone += removed
        FileRemoval.delete().where(FileRemoval.id == row.id).execute()
    return gone


def _remove(files_dir: Path, sha256: str, now: datetime) -> bool | None:
    """Remove one file; None where it is too new, or opened by another program (Windows)."""
    try:
        return file_store.remove(files_dir, sha256, to_unix(now - _PATIENCE))
    except OSError:
        return None


def is_named(sha256: str) -> bool:
    """Whether a row still needs this file."""
    return any(field.model.select().where(field == sha256).exists() for field in NAMING)
