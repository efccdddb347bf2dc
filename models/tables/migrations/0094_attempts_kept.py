"""Makes the lines of attempts.log that the database keeps as well."""

import re

from peewee import SqliteDatabase

_TABLE = (
    """CREATE TABLE attempt_line (
    id SERIAL PRIMARY KEY,
    log VARCHAR(16) NOT NULL,
    part INTEGER NOT NULL,
    place INTEGER NOT NULL,
    reply_key VARCHAR(64) NOT NULL,
    attempt INTEGER NOT NULL,
    text_hash VARCHAR(64) NOT NULL,
    thread TEXT NOT NULL,
    client_ref TEXT NOT NULL,
    at VARCHAR(40) NOT NULL
)""",
    "CREATE UNIQUE INDEX attemptline_log_part_place ON attempt_line (log, part, place)",
    "CREATE INDEX attemptline_reply_key ON attempt_line (reply_key)",
)


def up(migrator, db):
    for text in _TABLE:
        if isinstance(db, SqliteDatabase):
            text = re.sub("SERIAL", "INTEGER NOT NULL", text)
        db.execute_sql(text)


def down(migrator, db):
    db.execute_sql("DROP TABLE attempt_line")
