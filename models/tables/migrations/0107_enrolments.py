"""Keeps the one-time codes by which gateways' PCs enrol."""

import re

from peewee import SqliteDatabase

_TABLE = """
CREATE TABLE enrolment (
    id SERIAL PRIMARY KEY,
    name VARCHAR(16) NOT NULL,
    kept TEXT NOT NULL,
    place VARCHAR(255) NOT NULL,
    root TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by INTEGER,
    lasts_to TIMESTAMP NOT NULL,
    used_at TIMESTAMP
)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = _TABLE
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    db.execute_sql(text)


def down(migrator, db):
    db.execute_sql("DROP TABLE enrolment")
