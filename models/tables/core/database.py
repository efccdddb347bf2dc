"""The one database handle (SQLite through pysqlite3, or PostgreSQL), and the base of all tables."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import peewee
from peewee import DatabaseProxy, Model, SqliteDatabase
from playhouse.db_url import connect as connect_url
from playhouse.db_url import register_database
from playhouse.pool import PooledPostgresqlDatabase, PooledSqliteDatabase

from models.tables.core.durable import begin_private
from models.tables.core.fence import Fenced
from models.tables.core.sql_text import KeptPlan, QuickContext
from models.tables.core.telling.moved_rows import Telling


class _Handle(DatabaseProxy):
    """A proxy whose `atomic` is the real database's; Peewee's own proxy would open transactions of its own kind."""

    def atomic(self, *args: object, **kwargs: object) -> "peewee._atomic":
        behind: peewee.Database = self.obj
        return behind.atomic(*args, **kwargs)


database = _Handle()

# synchronous=2 (FULL): a power cut must not forget that a reply was sent (reliability D2).
_PRAGMAS = {
    "busy_timeout": 10000,  # first, so that the others wait too
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    # What is deleted is overwritten, on freed pages too (FAST would leave those). What cells left behind when they
    # moved only goes when the file is rewritten (models/actions/retention/erasure).
    "secure_delete": 1,
    "cache_size": -16000,  # KiB for each connection; a dozen web threads hold one each
    "temp_store": 2,
}
_ALONE = {"busy_timeout": 1000, "locking_mode": "exclusive"}
# Only a query that says so (KeptPlan) is prepared, and its plan may be kept. Any other is planned for its values: one
# plan for all sections, officers and words was four times slower over 100,000 complaints. Compiling costs even more.
_PLANS = "-c plan_cache_mode=auto -c jit=off"
# As long as a statement of SQLite waits (busy_timeout): no open transaction of another program halts a page for ever.
_WAITS = "-c lock_timeout=10s"
# A server whose network is gone is left after half a minute: what is on the line is not acknowledged, or nothing is.
_ALIVE = {"keepalives_idle": "15", "keepalives_interval": "5", "keepalives_count": "3", "tcp_user_timeout": "30000"}
_STATEMENTS = 500  # prepared and kept by a connection; the drivers' own 100 are fewer than the pages ask
_STALE = 300  # seconds: an older connection is not taken again but replaced
# What the driver raises becomes what Peewee raises, also where its own cursor is asked.
EXCEPTIONS: AbstractContextManager[None] = vars(peewee)["__exception_wrapper__"]
_FILE = "sqlite:///"
# How a transaction of PostgreSQL begins that reads as of one moment.
ONE_MOMENT = "REPEATABLE READ, READ ONLY"
AGENT = "aduan-agent"  # by which PostgreSQL, and doctor, know an agent's connections
# WAL can corrupt a database on earlier versions (reliability D1).
SAFE_SQLITE = (3, 51, 3)


class BaseTable(Model):
    """Base of all tables: saves only what changed, so two writers do not undo each other."""

    class Meta:
        """The database, and no plural names."""

        database = database
        only_save_dirty = True
        legacy_table_names = False


class _PrivateSqlite(SqliteDatabase):
    """SQLite whose file, where there is none, is begun for its owner alone."""

    def _connect(self) -> object:
        begin_private(Path(self.database))
        return super()._connect()  # type: ignore[misc]


class OfficeSqlite(Telling, Fenced, PooledSqliteDatabase, _PrivateSqlite):
    """SQLite with every transaction BEGIN IMMEDIATE, so that a write after a read cannot fail half-way (stack §5.1).

    Its connections stay open between requests: opening and closing them costs more than most queries.
    """

    rows_come_later = True

    def atomic(self, *args: object, **kwargs: object) -> "peewee._atomic":
        """Open a transaction, immediate unless told otherwise; nested ones are savepoints."""
        return super().atomic(*(args or ("IMMEDIATE",)), **kwargs)


class OfficePostgres(Telling, Fenced, PooledPostgresqlDatabase):
    """PostgreSQL, whose tables stand in `public` also for who looks into views first (upkeep/agent_role)."""

    def _connect(self) -> Any:
        connection: Any = super()._connect()  # type: ignore[misc]
        connection.cursor_factory, connection.prepared_max = _cursors(), _STATEMENTS
        return connection

    def get_tables(self, schema: str | None = None) -> list[str]:
        """Return the names of the tables."""
        return list(super().get_tables(schema or "public"))

    def get_columns(self, table: str, schema: str | None = None) -> list[peewee.ColumnMetadata]:
        """Return the columns of a table."""
        return list(super().get_columns(table, schema or "public"))

    def get_indexes(self, table: str, schema: str | None = None) -> list[peewee.IndexMetadata]:
        """Return the indexes of a table."""
        return list(super().get_indexes(table, schema or "public"))


register_database(OfficePostgres, "office")


def open_database(url: str, alone: bool = False, program: str = "") -> DatabaseProxy:
    """Point the handle at a database and return it, not yet connected. Raises ValueError on a bad URL.

    `alone`: a file of SQLite is taken by its one connection; it is refused as locked where any other has it open.
    `program`: by which name PostgreSQL knows its connections.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = Path(url[len(_FILE) :] if url.lower().startswith(_FILE) else url)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Parked by one thread and taken by the next, never used by two at a time.
        pool = partial(OfficeSqlite, max_connections=0, stale_timeout=_STALE, check_same_thread=False)
        first = _ALONE if alone else {}  # before the log is first read: else it is shared in memory already
        database.initialize(pool(str(path), pragmas={**first, **_pragmas(), **first}, cached_statements=_STATEMENTS))
    elif parts.scheme in ("postgresql", "postgres"):
        database.initialize(connect_url(_pooled(url, program)))
    else:
        raise ValueError(f"ADUAN_DATABASE_URL starts with '{parts.scheme}': use sqlite:///PATH or postgresql://…")
    database.obj.context_class = QuickContext
    return database


@contextmanager
def connected() -> Iterator[None]:
    """Hold a connection for this thread; unlike with Peewee's own context, it may be closed and reopened inside."""
    database.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if not database.is_closed():
            database.close()


@contextmanager
def on_connection() -> Iterator[None]:
    """Use this thread's connection or, where it has none, one for the moment: files are read by any thread."""
    if not database.is_closed():
        yield
        return
    database.connect()
    try:
        yield
    finally:
        database.close()


def close_database() -> None:
    """Close every connection of this program, those parked in the pool too."""
    if not database.is_closed():
        database.close()
    database.obj.close_all()


def is_sqlite() -> bool:
    """Whether the open database is SQLite."""
    return isinstance(database.obj, SqliteDatabase)


def sqlite_path() -> Path:
    """Return the file of the open SQLite database."""
    return Path(database.obj.database)


def sqlite_version() -> tuple[int, int, int]:
    """Return the version of the SQLite library in use."""
    major, minor, patch = vars(peewee)["sqlite3"].sqlite_version_info[:3]
    return major, minor, patch


def _pragmas() -> dict[str, object]:
    if sqlite_version() >= SAFE_SQLITE:
        return dict(_PRAGMAS)
    return {**_PRAGMAS, "journal_mode": "delete", "synchronous": 3}


@cache
def _cursors() -> type[Any]:
    """Return the cursor that prepares what may keep its plan; the driver may lack where a file is the database."""
    from psycopg import Cursor

    class Planned(Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
            return super().execute(query, params, **{**how, "prepare": None if type(query) is KeptPlan else False})

    return Planned


def _pooled(url: str, program: str) -> str:
    parts = urlsplit(url)
    query = ({"application_name": program} if program else {}) | dict(parse_qsl(parts.query))
    # Web threads plus the agent's threads share the pool.
    query = (
        {"max_connections": "20", "stale_timeout": str(_STALE), "timeout": "10", "connect_timeout": "10"}
        | _ALIVE
        | query
    )
    # The office's own options come last, so they win.
    query["options"] = f"{_PLANS} {_WAITS} {query.get('options', '')}".strip()
    return urlunsplit(("office", parts.netloc, parts.path, urlencode(query), ""))
