"""Keeps what waits for a second person: who asked for what, who decided, and a digest of exactly what is approved."""

import re

from peewee import SqliteDatabase

REWRITES = {"second_request": ()}  # sealed from its first row on
_TABLE = """
CREATE TABLE second_request (
    id SERIAL PRIMARY KEY,
    kind VARCHAR(20) NOT NULL,
    target VARCHAR(60) NOT NULL,
    body TEXT NOT NULL,
    sealed TEXT NOT NULL,
    was VARCHAR(64) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    asked_by_id INTEGER NOT NULL REFERENCES staff (id),
    asked_as VARCHAR(200) NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    until TIMESTAMP NOT NULL,
    decided_by_id INTEGER REFERENCES staff (id),
    decided_at TIMESTAMP,
    outcome VARCHAR(20) NOT NULL,
    reason VARCHAR(500) NOT NULL
)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = _TABLE
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    db.execute_sql(text)


def down(migrator, db):
    db.execute_sql("DROP TABLE second_request")
