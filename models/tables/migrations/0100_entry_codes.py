"""Keeps the one-time codes by which people set the passwords of their accounts."""

import re

from peewee import SqliteDatabase

_TABLE = """
CREATE TABLE entry_code (
    id SERIAL PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    kept TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    until TIMESTAMP NOT NULL,
    used_at TIMESTAMP
)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = _TABLE
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    db.execute_sql(text)


def down(migrator, db):
    db.execute_sql("DROP TABLE entry_code")
