"""Whether files are where the settings say, and on which machines folders of them are: noted as programs start."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from peewee import PeeweeException

from models.tables import FilePlace, KeptFile
from models.tables.core.bulk import insert_rows
from models.tables.core.database import is_sqlite
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.files.places import place_of, this_machine
from models.tables.core.files.store import DATABASE, FOLDER
from models.tables.core.settings import Settings


class FilesElsewhere(Exception):
    """Files lie in another store than ADUAN_FILE_STORE says; the English sentence tells the operator what to do."""


def demand_fitting(settings: Settings) -> None:
    """Raise FilesElsewhere where files lie in the store that the settings do not name: who needs them gets none."""
    if problem := misfit(settings):
        raise FilesElsewhere(problem)


def misfit(settings: Settings) -> str:
    """Return why the setting does not fit what is kept, or an empty text."""
    if settings.file_store == DATABASE and next(FolderStore(settings.files_dir).names(), ""):
        return (
            f"ADUAN_FILE_STORE is '{DATABASE}', but files lie in {settings.files_dir}. "
            f"Run 'run_admin.py files move --to {DATABASE}' here, or set it to '{FOLDER}'."
        )
    kept = KeptFile.select().where(KeptFile.sha256.is_null(False)).exists()
    if settings.file_store == FOLDER and kept:
        return (
            f"ADUAN_FILE_STORE is '{FOLDER}', but files are kept in the database. "
            f"Set it to '{DATABASE}' here, or run 'run_admin.py files move --to {FOLDER}'."
        )
    return ""


def begin_with_files(settings: Settings, now: datetime) -> None:
    """Begin a program: see that the settings fit, and note where it keeps files. Raises FilesElsewhere."""
    demand_fitting(settings)
    with suppress(PeeweeException):  # a database that takes no writes now is told by others, and shuts nothing here
        note_place(settings, now)


def note_place(settings: Settings, now: datetime) -> None:
    """Note that this machine keeps files in its folder, and forget those it has no more."""
    if is_sqlite() or settings.file_store != FOLDER:
        return
    here = {"host": this_machine(), "path": settings.files.place[:300]}
    insert_rows(FilePlace, [{**here, "seen_at": now}], ignore=True)
    mine = place_of(settings.files)
    for row in FilePlace.select().where(FilePlace.host == this_machine()):
        if row == mine:
            FilePlace.update(seen_at=now).where(FilePlace.id == row.id).execute()
        elif not Path(row.path).exists():
            FilePlace.delete().where(FilePlace.id == row.id).execute()
