"""Keeps the restore drills: which backup was tried, what came back of it, and what was wrong."""

import re

from peewee import SqliteDatabase

_TABLE = """
CREATE TABLE restore_drill (
    id SERIAL PRIMARY KEY,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    host VARCHAR(24) NOT NULL,
    backup_id INTEGER NOT NULL REFERENCES backup_copy (id),
    second BOOLEAN NOT NULL,
    scratch VARCHAR(63) NOT NULL,
    age_minutes INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    cases INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    files INTEGER NOT NULL,
    held_cases INTEGER NOT NULL,
    held_messages INTEGER NOT NULL,
    held_files INTEGER NOT NULL,
    flaw VARCHAR(12) NOT NULL,
    detail TEXT NOT NULL
)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME", "BOOLEAN": "INTEGER"}


def up(migrator, db):
    text = _TABLE
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    db.execute_sql(text)


def down(migrator, db):
    db.execute_sql("DROP TABLE restore_drill")
