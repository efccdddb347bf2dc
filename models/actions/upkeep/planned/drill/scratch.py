"""The scratch place of a drill: a folder beside the data, on PostgreSQL a database of its own besides; both go."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import peewee

from models.tables import RestoreDrill, database
from models.tables.core.database import close_database, is_sqlite, open_database, sqlite_path
from models.tables.core.settings import Settings

FOLDER = ".restore-drill-"  # what follows is of one drill
_LONGEST = 63  # PostgreSQL's for a name
_FORCES = 130000  # from this version on a server ends what is left of our connections by itself


class MayNotCreate(Exception):
    """The database's role may not create a database; the text is the server's own."""


class IsTheOffice(Exception):
    """The scratch place is the office itself, or holds something already: nothing may be put there."""


def scratch_name() -> str:
    """Return a name that no scratch database had before; empty on SQLite, whose file lies in the scratch folder."""
    if is_sqlite():
        return ""
    ending = f"_drill_{secrets.token_hex(4)}"
    return _here().encode()[: _LONGEST - len(ending)].decode(errors="ignore") + ending


@contextmanager
def scratch(settings: Settings, name: str) -> Iterator[Settings]:
    """Let the handle be an empty scratch database for the moment, and take all of it away at the end.

    Raises MayNotCreate, IsTheOffice, OSError, PeeweeException. The office's own connection stays open meanwhile.
    """
    live, folder = database.obj, settings.data_dir / f"{FOLDER}{secrets.token_hex(4)}"
    url = f"sqlite:///{folder / 'aduan.db'}" if is_sqlite() else _address(settings.database_url, name)
    folder.mkdir(mode=0o700)
    try:
        if name:
            _create(name)
        open_database(url)
        place = replace(settings, data_dir=folder, database_url=url)
        _demand_apart(live, place, name)
        yield place
    finally:
        if database.obj is not live:
            close_database()
        database.initialize(live)
        shutil.rmtree(folder)
        if name:
            drop(name)


def clear(data_dir: Path) -> None:
    """Remove what killed drills left: the folders beside the data, and the databases that their rows name."""
    for folder in data_dir.glob(f"{FOLDER}*"):
        shutil.rmtree(folder)
    for row in RestoreDrill.select().where(RestoreDrill.scratch != ""):
        drop(row.scratch)
        RestoreDrill.update(scratch="").where(RestoreDrill.id == row.id).execute()


def is_gone(name: str) -> bool:
    """Whether no scratch database of this name is there."""
    asked = "SELECT 1 FROM pg_database WHERE datname = %s"
    return not name or database.execute_sql(asked, (name,)).fetchone() is None


def drop(name: str) -> None:
    """Remove a scratch database of this name, where there is one."""
    (version,) = database.execute_sql("SELECT current_setting('server_version_num')::int").fetchone()
    force = " WITH (FORCE)" if version >= _FORCES else ""
    database.execute_sql(f"DROP DATABASE IF EXISTS {_quoted(name)}{force}")


def _create(name: str) -> None:
    """Create a database that keeps and sorts texts as the office's does."""
    (encoding, collate, kinds) = database.execute_sql(
        "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database "
        "WHERE datname = current_database()"
    ).fetchone()
    way = f"ENCODING {_text(encoding)} LC_COLLATE {_text(collate)} LC_CTYPE {_text(kinds)}"
    try:
        database.execute_sql(f"CREATE DATABASE {_quoted(name)} TEMPLATE template0 {way}")
    except peewee.ProgrammingError as err:
        raise MayNotCreate(str(err).partition("\n")[0]) from err


def _demand_apart(live: peewee.Database, place: Settings, name: str) -> None:
    """Raise IsTheOffice where what is restored would come into the office's own database, or any that is used."""
    if is_sqlite():
        apart = sqlite_path().parent == place.data_dir and sqlite_path() != Path(live.database)
    else:
        with database.connection_context():
            apart = _here() == name and name != live.database
    with database.connection_context():
        if not apart or database.get_tables():
            raise IsTheOffice(place.data_dir.name)


def _here() -> str:
    return str(database.execute_sql("SELECT current_database()").fetchone()[0])


def _address(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
