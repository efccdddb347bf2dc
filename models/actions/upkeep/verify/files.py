"""Every attachment and paper has its file with the content of its sha256; every file has its row (I-15)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from models.actions.papers.unissued import unissued_papers
from models.actions.retention.destruction.remove_files import NAMING, is_named
from models.actions.upkeep.lost_files import acknowledged, fault_of
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.upkeep.losses import FAULT_SENTENCES
from models.tables import FileRemoval
from models.tables.core.files.places import waiting_places

# A file lies there before its row is written; younger ones may still get it.
PATIENCE = timedelta(days=1)
_RENDERING = timedelta(hours=1)
_REMOVING = timedelta(days=7)  # every machine of the office was on by then


def _called(column: Any) -> str:
    table = str(column.model._meta.table_name).replace("_", " ")
    return table if column.name == "sha256" else f"{column.name.replace('_', ' ')} of {table}"


def _asked(column: Any) -> str:
    name = column.column_name
    # By id: a file of two rows is called after the same one on both databases.
    table = f'"{column.model._meta.table_name}"'
    return f"SELECT id, {name} FROM {table} WHERE {name} <> '' ORDER BY id"  # noqa: S608 - our own names


# Every column that names a file of the store, by what it is called.
REFERENCES: dict[str, str] = {_called(column): _asked(column) for column in NAMING}
_STATES = """SELECT id, state FROM attachment
 WHERE state NOT IN ('menunggu', 'ditahan', 'diminta', 'tersimpan', 'gagal', 'dimusnahkan')
 OR (state = 'tersimpan') <> (sha256 IS NOT NULL)"""


def rows_and_files(office: Office) -> Iterator[str]:
    """Yield rows whose file is missing or changed, files without a row, and signed papers without a file."""
    for number, state in rows(_STATES):
        yield f"attachment {number} is '{state}', which does not fit its file."
    known: dict[str, str] = {}
    for what, sql in REFERENCES.items():
        for number, sha256 in rows(sql):
            known.setdefault(sha256, f"{what} {number}")
    on_record = acknowledged()
    for sha256, row in known.items():
        fault = fault_of(office.files, sha256)
        if fault and sha256 in on_record:
            office.notes.append(f"{row}: its file {sha256} {FAULT_SENTENCES[fault]}; two people put that on record.")
        elif fault:
            yield f"{row}: its file {sha256} {FAULT_SENTENCES[fault]}."
    yield from _unissued(office)
    yield from _orphans(office, set(known))


def _unissued(office: Office) -> Iterator[str]:
    for row in unissued_papers(office.now - _RENDERING):
        yield f"document {row.id} ({row.type}) was signed, but its file was never issued: open it once."


def _orphans(office: Office, known: set[str]) -> Iterator[str]:
    known |= {sha256 for (sha256,) in rows("SELECT sha256 FROM file_removal")}  # on their way out
    for sha256 in office.files.names(untouched_since=office.now - PATIENCE):
        if sha256 not in known:
            yield f"the file {sha256} belongs to no row: see 'files unneeded'; it is in {office.files.place}."


def removals(office: Office) -> Iterator[str]:
    """Yield files ordered to be removed long ago and not known to be gone, with where they may be."""
    for row in FileRemoval.select().where(FileRemoval.asked_at < office.now - _REMOVING).order_by(FileRemoval.id):
        if not is_named(row.sha256):  # else it is needed again, and the order goes by itself
            places = [f"{place.path} on {place.host}" for place in waiting_places(row.gone_from)]
            where = ", ".join(places) or office.files.place
            yield f"the file {row.sha256} was to be removed, but is not known to be gone from {where}."


def leftovers(office: Office) -> Iterator[str]:
    """Yield half-written files older than a day (F10)."""
    for name in office.files.leftovers(office.now - PATIENCE):
        yield f"{name} was never finished: delete it."
