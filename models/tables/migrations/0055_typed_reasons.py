"""Keeps why an identity is protected, or no longer, and why a paper is dated earlier, where destruction empties it.

Both stood in the audit trail alone; what it says already stays there, since each of its rows seals the one before.
"""

import re

from peewee import SqliteDatabase, TextField

_TABLE = """
CREATE TABLE secrecy_change (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    protected BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    made_by_id INTEGER NOT NULL REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX secrecychange_complaint_id ON secrecy_change (complaint_id)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = _TABLE
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    for statement in text.split(";\n"):
        db.execute_sql(statement)
    migrator.migrate(migrator.add_column("document", "date_reason", TextField(default="")))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("document", "date_reason"))
    db.execute_sql("DROP TABLE secrecy_change")
