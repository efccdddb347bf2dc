"""An office on one kind of database and an empty one of the other kind, and what stands in either."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from models.actions.search.indexing import index_everything
from models.actions.upkeep.move_database.move import Moved, move_database
from models.tables import FILE_TABLES, TABLES, Attachment, ChannelAccount, ReportPhoto, database
from models.tables.core.database import close_database, connected, is_sqlite, open_database
from models.tables.core.settings import Settings, load_settings
from tests.actions.upkeep.verify.test_verify import SOON, busy_office
from tests.office import NOW, citizen_message, lay_office, office, take_in
from tests.postgres import make_database

PLACE = {"latitude": -6.123456789012345, "longitude": 106.8}  # more digits than PostgreSQL's REAL has
Everything = dict[str, list[tuple[Any, ...]]]


def settings_of(url: str, folder: Path, **more: str) -> Settings:
    """Return the settings of an office on this database."""
    said = {"ADUAN_DATABASE_URL": url, "ADUAN_DATA_DIR": str(folder / "data"), **more}
    return load_settings(said, folder / "none.toml")


def worked_office(url: str, folder: Path) -> Settings:
    """Lay an office that has worked a while, its search's index made; nobody has it open."""
    settings = settings_of(url, folder)
    with office(url) as account:
        busy_office(account, settings.data_dir)
        sha256 = Attachment.get(Attachment.sha256.is_null(False)).sha256
        ReportPhoto.create(complaint=1, sha256=sha256, made_at=NOW, removed_at=NOW, **PLACE)
        index_everything()
    return settings


def begun_office(url: str, folder: Path) -> Settings:
    """Lay an office with two messages and a photo; nobody has it open."""
    settings = settings_of(url, folder)
    lay_office(url)
    with at(url):
        account = ChannelAccount.get(ChannelAccount.kind == "waha")
        take_in(account, citizen_message("Paspor"), citizen_message("Kapan?", who="628110000002"))
        sha256 = settings.files.keep(b"foto")
        ReportPhoto.create(complaint=1, sha256=sha256, made_at=NOW, removed_at=NOW, **PLACE)
    return settings


def empty_other(url: str, postgres: str, folder: Path, name: str = "moved_into") -> str:
    """Return the address of an empty database of the other kind."""
    if url.startswith("sqlite:"):
        return make_database(postgres, name)
    return f"sqlite:///{folder / name}.db"


def moved(settings: Settings, to: str) -> Moved:
    """Move the office as the command does."""
    open_database(settings.database_url)
    try:
        with connected():
            return move_database(settings, to, SOON)
    finally:
        close_database()


@contextmanager
def at(url: str) -> Iterator[None]:
    """Work in a database for the moment; afterwards nothing is open there."""
    if database.obj is not None and not database.is_closed():
        close_database()
    open_database(url)
    try:
        with connected():
            yield
    finally:
        close_database()


def everything(url: str) -> Everything:
    """Return every row of every table, as the program reads it."""
    with at(url):
        return {table.__name__: list(table.select().order_by(table.id).tuples()) for table in (*TABLES, *FILE_TABLES)}


def as_stored(url: str) -> Everything:
    """Return every row as the driver has it, in SQLite with the kind of each value, without the program's reading."""
    with at(url):
        found = {}
        for table in TABLES:
            columns = [f'"{field.column_name}"' for field in table._meta.sorted_fields]
            kinds = [f"typeof({column})" for column in columns] if is_sqlite() else []
            sql = f'SELECT {", ".join(columns + kinds)} FROM "{table._meta.table_name}" ORDER BY id'  # noqa: S608
            found[table.__name__] = database.execute_sql(sql).fetchall()
        return found
