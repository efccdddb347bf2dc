"""The folders of files on the machines of an office that share a database: gone from one is not gone from all."""

import platform

from peewee import CharField, DateTimeField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.files.store import FileStore


class FilePlace(BaseTable):
    """A folder of files on one machine, noted by each program that starts with it; gone when it was moved out of."""

    host = machine(CharField(max_length=24))
    path = machine(CharField(max_length=300))
    seen_at = DateTimeField()
    mark = machine(CharField(max_length=32, default=""))  # FolderStore.mark of it; empty from before 0085

    class Meta:
        """Each once."""

        indexes = ((("host", "path"), True),)


def this_machine() -> str:
    """Return the name of this machine, as agents are named after it."""
    return platform.node()[:24]


def place_of(store: FileStore) -> FilePlace | None:
    """Return the place a store of this machine is noted as, None for any that is no folder or was never noted."""
    if not isinstance(store, FolderStore):
        return None
    here = (FilePlace.host == this_machine()) & (FilePlace.path == store.place[:300])
    found: FilePlace | None = FilePlace.select().where(here).first()
    return found


def is_ours(store: FileStore) -> bool:
    """Whether a store is where this office keeps files: False for a folder that stands in the place of the one noted.

    A disk that is not mounted leaves such a folder: what is not in it is not gone.
    """
    if not isinstance(store, FolderStore):
        return True
    noted = place_of(store)
    return noted is None or noted.mark in ("", store.mark())


def waiting_places(gone_from: str) -> list[FilePlace]:
    """Return the places that are not among these, told by their ids: a file may still lie there."""
    return [place for place in FilePlace.select().order_by(FilePlace.id) if str(place.id) not in gone_from.split()]
