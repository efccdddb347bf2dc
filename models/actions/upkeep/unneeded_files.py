"""What only an operator knows: files that no row names may go, a machine is gone, a folder holds what another did."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.retention.destruction.remove_files import is_named
from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.actions.upkeep.file_places import note_place
from models.actions.upkeep.lost_files import named_files
from models.rules.retention.erasing import Why
from models.tables import FilePlace, FileRemoval, database
from models.tables.core.files.store import DATABASE, FileStore, StillStored
from models.tables.core.settings import Settings

# A file lies there before its row is written; younger ones may still get it.
_PATIENCE = timedelta(days=1)


def unneeded_files(store: FileStore, now: datetime) -> Iterator[str]:
    """Yield the files older than a day that no row names and no order removes."""
    known = named_files() | {sha256 for (sha256,) in FileRemoval.select(FileRemoval.sha256).tuples()}
    yield from (sha256 for sha256 in store.names(untouched_since=now - _PATIENCE) if sha256 not in known)


def remove_unneeded(store: FileStore, now: datetime) -> tuple[list[str], list[str]]:
    """Remove them; return which are gone, and which could not be removed. Must run outside a transaction."""
    gone, left = list[str](), list[str]()
    for sha256 in list(unneeded_files(store, now)):
        if is_named(sha256):
            continue  # a row came meanwhile
        try:
            removed = store.remove(sha256, now - _PATIENCE)
        except StillStored:
            left.append(sha256)
            continue
        if removed:
            gone.append(sha256)
    if gone:
        with database.atomic():
            if store.kind == DATABASE:
                ask_erasure(Why.PEMUSNAHAN, now)  # their keys still stand in freed pages
            audit_trail.write(OPERATOR, now, AuditEvent("buang_berkas_lepas", "files", after=f"{len(gone)} berkas"))
    return gone, left


def accept_folder(settings: Settings, now: datetime) -> None:
    """Take the folder of this machine for the one that holds the office's files: they were copied here by hand."""
    note_place(settings, now)
    with database.atomic():
        audit_trail.write(OPERATOR, now, AuditEvent("terima_folder_berkas", "files", after=settings.files.place))


def forget_machine(host: str, now: datetime) -> list[str]:
    """Forget the folders of a machine that is no more, so that orders wait for it no longer; return their paths."""
    with database.atomic():
        paths = [row.path for row in FilePlace.select().where(FilePlace.host == host).order_by(FilePlace.id)]
        FilePlace.delete().where(FilePlace.host == host).execute()
        if paths:
            audit_trail.write(OPERATOR, now, AuditEvent("lupakan_komputer", "files", f"{host}: {', '.join(paths)}"))
    return paths
