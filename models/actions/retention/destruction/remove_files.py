"""Removes stored files that no row needs any more, after the transaction that noted them; safe to repeat."""

from datetime import datetime, timedelta

from peewee import Expression, Field

from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.rules.retention.erasing import Why
from models.tables import TABLES, DestructionItem, Erasure, FileRemoval, database
from models.tables.core.declaring import held_by
from models.tables.core.files.places import is_ours, place_of, waiting_places
from models.tables.core.files.store import DATABASE, FileStore, StillStored

# Every column that names a stored file.
NAMING: tuple[Field, ...] = tuple(
    column for table in TABLES for column in table._meta.sorted_fields if held_by(column).file
)
# The same bytes may be arriving anew just now: their file is touched before their row is written.
_PATIENCE = timedelta(hours=1)


def remove_files(store: FileStore, now: datetime) -> int:
    """Remove the noted files that no row names; return how many. Must run outside a transaction.

    An order stands until the file is gone from the folder of every machine that keeps one, and while the folder of
    this machine is not there: what is not in another one in its place is not gone.
    What is removed of a destruction from the database still stands in its freed pages: rewriting is ordered anew.
    """
    gone = 0
    if not is_ours(store):
        return gone
    for row in list(FileRemoval.select().order_by(FileRemoval.id)):
        if is_named(row.sha256):
            _done(row)
            continue
        removed = _remove(store, row.sha256, now)
        if removed is None:
            continue  # looked at again next time
        gone += removed
        waits = bool(waiting_places(_gone_from_here(store, row)))  # another machine may have it, and says so itself
        # Also where it was gone already: a run that was cut off after removing it ordered nothing.
        anew = (removed or not waits) and store.kind == DATABASE and _of_destruction(row)
        with database.atomic():
            if anew:
                ask_erasure(Why.PEMUSNAHAN, now, _list_of(row))
            if not waits:
                _done(row)
    return gone


def _done(row: FileRemoval) -> None:
    """Strike an order that is carried out, or whose file is needed again; one given anew meanwhile stands."""
    FileRemoval.delete().where(_same(row)).execute()


def _same(row: FileRemoval) -> Expression:
    found: Expression = (FileRemoval.id == row.id) & (FileRemoval.asked_at == row.asked_at)
    return found


def _gone_from_here(store: FileStore, row: FileRemoval) -> str:
    """Note that a file is gone from the folder of this machine, where one is noted; return from which it is gone."""
    here = place_of(store)
    if here is not None and here in waiting_places(row.gone_from):
        row.gone_from = f"{row.gone_from} {here.id}".strip()
        FileRemoval.update(gone_from=row.gone_from).where(_same(row)).execute()
    return row.gone_from


def _of_destruction(row: FileRemoval) -> bool:
    """Whether rows were destroyed when this file was noted: the same transaction ordered the rewriting."""
    return bool(Erasure.select().where(Erasure.asked_at >= row.asked_at).exists())


def _list_of(row: FileRemoval) -> int | None:
    """Return the list whose record waits for this rewriting: it destroyed at the moment the file was noted."""
    item = DestructionItem.select(DestructionItem.list).where(DestructionItem.destroyed_at == row.asked_at).first()
    return None if item is None else int(item.list_id)


def _remove(store: FileStore, sha256: str, now: datetime) -> bool | None:
    """Remove one file; None where it is too new, or is still there."""
    try:
        return store.remove(sha256, now - _PATIENCE)
    except StillStored:
        return None


def is_named(sha256: str) -> bool:
    """Whether a row still needs this file."""
    return any(field.model.select().where(field == sha256).exists() for field in NAMING)
