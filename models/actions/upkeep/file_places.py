"""Whether files are where the settings say, and on which machines folders of them are: noted as programs start."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from peewee import PeeweeException

from models.actions.upkeep.data_rights import mend_rights
from models.tables import FilePlace, KeptFile
from models.tables.core.bulk import insert_rows
from models.tables.core.database import is_sqlite
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.files.places import is_ours, place_of, this_machine
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
    if not is_ours(settings.files):
        return (
            f"{settings.files.place} is not the folder in which this office keeps its files: is its disk not "
            "mounted? Mount it. Where it is lost, restore a backup; where its files were copied here, run "
            "'run_admin.py files accept'."
        )
    kept = KeptFile.select().where(KeptFile.sha256.is_null(False)).exists()
    if settings.file_store == FOLDER and kept:
        return (
            f"ADUAN_FILE_STORE is '{FOLDER}', but files are kept in the database. "
            f"Set it to '{DATABASE}' here, or run 'run_admin.py files move --to {FOLDER}'."
        )
    return ""


def begin_with_files(settings: Settings, now: datetime) -> None:
    """Begin a program: see that its data are its own, and note where it keeps files. Raises FilesElsewhere."""
    mend_rights(settings)
    demand_fitting(settings)
    # A database or a disk that takes no writes now is told by others, and shuts nothing here.
    with suppress(PeeweeException, OSError):
        note_place(settings, now)


def note_place(settings: Settings, now: datetime) -> None:
    """Note that this machine keeps files in its folder and what that is known by, and forget those it has no more."""
    folder = settings.files
    if not isinstance(folder, FolderStore):
        return
    here = {"host": this_machine(), "path": folder.place[:300]}
    insert_rows(FilePlace, [{**here, "seen_at": now}], ignore=True)
    mine, mark = place_of(folder), folder.give_mark()
    for row in FilePlace.select() if is_sqlite() else FilePlace.select().where(FilePlace.host == this_machine()):
        if row == mine:
            FilePlace.update(seen_at=now, mark=mark).where(FilePlace.id == row.id).execute()
        elif is_sqlite() or not Path(row.path).exists():  # an office on SQLite has one folder, wherever it was before
            FilePlace.delete().where(FilePlace.id == row.id).execute()
