"""Doctor's checks of the database: engine version, pragmas, schema, server settings, and its clock."""

from collections.abc import Iterator
from datetime import datetime

import peewee
from peewee import fn

from models.actions.upkeep.diagnose.findings import Finding, Level, judged, ok
from models.rules.upkeep.clock_readings import CLOCK_TOLD
from models.tables import Audit, Message, database
from models.tables.core.database import SAFE_SQLITE, is_sqlite, sqlite_version
from models.tables.upkeep.schema import SchemaNewer, SchemaOlder, check_current

# What each must read back as (reliability D1, D2, §4.3).
_PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000, "secure_delete": 1}
_SERVER = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def look_at_database(now: datetime) -> Iterator[Finding]:
    """Return the findings on engine and schema; the rest is checked only where the schema is ours."""
    yield from _sqlite() if is_sqlite() else _postgres(now)
    try:
        check_current()
    except (SchemaNewer, SchemaOlder) as problem:
        yield Finding("schema", Level.UNSAFE, str(problem))
        return
    yield ok("schema", "The schema is this program's.")
    yield _times(now)


def _sqlite() -> Iterator[Finding]:
    version = ".".join(str(part) for part in sqlite_version())
    safe = ".".join(str(part) for part in SAFE_SQLITE)
    remedy = f"Versions before {safe} can corrupt a WAL database: install pysqlite3 from requirements.txt."
    yield judged("SQLite version", sqlite_version() >= SAFE_SQLITE, f"SQLite {version}.", remedy=remedy)
    for name, wanted in _PRAGMAS.items():
        (found,) = database.execute_sql(f"PRAGMA {name}").fetchone()
        remedy = f"It should be {wanted}; is the database on a disk that cannot do this?"
        yield judged(f"pragma {name}", found == wanted, f"{name} reads back as {found}.", remedy=remedy)


def _postgres(now: datetime) -> Iterator[Finding]:
    (version,) = database.execute_sql("SHOW server_version").fetchone()
    yield ok("PostgreSQL version", f"PostgreSQL {version}.")
    for name, wanted in _SERVER.items():
        (found,) = database.execute_sql(f"SHOW {name}").fetchone()
        remedy = f"It must be {wanted}, or a power cut forgets what was sent."
        yield judged(f"server {name}", found == wanted, f"{name} is {found}.", remedy=remedy)
    (server,) = database.execute_sql("SELECT now() AT TIME ZONE 'UTC'").fetchone()
    apart = abs(server - now)
    sentence = f"This PC and the database server are {apart.total_seconds():.0f} s apart."
    yield judged("server clock", apart <= CLOCK_TOLD, sentence, remedy="Set both clocks by NTP.")


def _times(now: datetime) -> Finding:
    """Return the finding on this PC's clock, compared with the newest times in the database."""
    newest = max(filter(None, (_newest(Audit.at), _newest(Message.received_at))), default=None)
    if newest is None or newest <= now + CLOCK_TOLD:
        return ok("clock", f"This PC says {now:%Y-%m-%d %H:%M} UTC; nothing in the database is from later.")
    sentence = f"This PC says {now:%Y-%m-%d %H:%M} UTC, but the database knows {newest:%Y-%m-%d %H:%M} UTC already."
    return Finding("clock", Level.UNSAFE, f"{sentence} Set the clock.")


def _newest(column: peewee.Field) -> datetime | None:
    found = column.model.select(fn.MAX(column)).scalar()
    return found if isinstance(found, datetime) else None
