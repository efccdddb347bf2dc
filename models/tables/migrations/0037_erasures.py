"""Makes the orders to rewrite the file, and the destructions repeated after a restore.

What an earlier version emptied or deleted still lies in the file: a database in use is rewritten once.
"""

from datetime import UTC, datetime

from peewee import SqliteDatabase

_TABLES = (
    """CREATE TABLE erasure (
    id {key} PRIMARY KEY,
    list_id INTEGER REFERENCES destruction_list (id),
    why VARCHAR(20) NOT NULL,
    asked_at {moment} NOT NULL,
    planned_for {moment},
    tried_at {moment},
    rewritten_at {moment},
    log_end VARCHAR(40) NOT NULL,
    ended_at {moment},
    problem VARCHAR(300) NOT NULL
)""",
    "CREATE INDEX erasure_list_id ON erasure (list_id)",
    """CREATE TABLE repeated_destruction (
    id {key} PRIMARY KEY,
    complaint INTEGER NOT NULL,
    number VARCHAR(40) NOT NULL,
    destroyed_at {moment} NOT NULL,
    repeated_at {moment} NOT NULL
)""",
)
_ORDER = "INSERT INTO erasure (why, asked_at, log_end, problem) VALUES ('versi_lama', {0}, '', '')"


def up(migrator, db):
    sqlite = isinstance(db, SqliteDatabase)
    own = ("INTEGER NOT NULL", "DATETIME") if sqlite else ("SERIAL", "TIMESTAMP")
    for statement in _TABLES:
        db.execute_sql(statement.format(key=own[0], moment=own[1]))
    if db.execute_sql("SELECT 1 FROM complaint LIMIT 1").fetchone():
        now = datetime.now(UTC).replace(tzinfo=None)
        db.execute_sql(_ORDER.format("?" if sqlite else "%s"), (str(now) if sqlite else now,))


def down(migrator, db):
    for table in ("repeated_destruction", "erasure"):
        db.execute_sql(f"DROP TABLE {table}")
