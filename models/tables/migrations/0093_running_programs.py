"""Keeps which programs run, so that they can be told to end."""

import re

from peewee import SqliteDatabase

_TABLE = """
CREATE TABLE running_program (
    id SERIAL PRIMARY KEY,
    mark VARCHAR(64) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    version VARCHAR(20) NOT NULL,
    host VARCHAR(64) NOT NULL,
    folder TEXT NOT NULL,
    process INTEGER NOT NULL,
    by_hand BOOLEAN NOT NULL,
    began_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    told VARCHAR(8) NOT NULL
)"""
_KEY = "CREATE UNIQUE INDEX runningprogram_mark ON running_program (mark)"
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME", "BOOLEAN": "INTEGER"}


def up(migrator, db):
    text = _TABLE
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    db.execute_sql(text)
    db.execute_sql(_KEY)


def down(migrator, db):
    db.execute_sql("DROP TABLE running_program")
