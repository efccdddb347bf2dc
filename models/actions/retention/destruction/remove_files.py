"""Removes stored files that no row needs any more, after the transaction that noted them; safe to repeat."""

from datetime import datetime, timedelta

from peewee import Field

from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.rules.retention.erasing import Why
from models.tables import TABLES, Erasure, FileRemoval, database
from models.tables.core.declaring import held_by
from models.tables.core.files.places import place_of, waiting_places
from models.tables.core.files.store import DATABASE, FileStore, StillStored

# Every column that names a stored file.
NAMING: tuple[Field, ...] = tuple(
    column for table in TABLES for column in table._meta.sorted_fields if held_by(column).file
)
# The same bytes may be arriving anew just now: their file is touched before their row is written.
_PATIENCE = timedelta(hours=1)


def remove_files(store: FileStore, now: datetime) -> int:
    """Remove the noted files that no row names; return how many. Must run outside a transaction.

    An order stands until the file is gone from the folder of every machine that keeps one.
    What is removed of a destruction from the database still stands in its freed pages: rewriting is ordered anew.
    """
    gone, destroyed = 0, False
    for row in list(FileRemoval.select().order_by(FileRemoval.id)):
        if not is_named(row.sha256):
            removed = _remove(store, row.sha256, now)
            if removed is None:
                continue  # looked at again next time
            gone += removed
            destroyed |= removed and store.kind == DATABASE and _of_destruction(row)
            if waiting_places(_gone_from_here(store, row)):
                continue  # another machine may have it, and says so itself
        FileRemoval.delete().where(FileRemoval.id == row.id).execute()
    if destroyed:
        with database.atomic():
            ask_erasure(Why.PEMUSNAHAN, now)
    return gone


def _gone_from_here(store: FileStore, row: FileRemoval) -> str:
    """Note that a file is gone from the folder of this machine, where one is noted; return from which it is gone."""
    here = place_of(store)
    if here is not None and here in waiting_places(row.gone_from):
        row.gone_from = f"{row.gone_from} {here.id}".strip()
        FileRemoval.update(gone_from=row.gone_from).where(FileRemoval.id == row.id).execute()
    return row.gone_from


def _of_destruction(row: FileRemoval) -> bool:
    """Whether rows were destroyed when this file was noted: the same transaction ordered the rewriting."""
    return bool(Erasure.select().where(Erasure.asked_at >= row.asked_at).exists())


def _remove(store: FileStore, sha256: str, now: datetime) -> bool | None:
    """Remove one file; None where it is too new, or is still there."""
    try:
        return store.remove(sha256, now - _PATIENCE)
    except StillStored:
        return None


def is_named(sha256: str) -> bool:
    """Whether a row still needs this file."""
    return any(field.model.select().where(field == sha256).exists() for field in NAMING)
