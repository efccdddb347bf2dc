"""Keeps what officers marked in the texts of protected cases, and which texts they looked through."""

import re

from peewee import SqliteDatabase

_TABLES = """
CREATE TABLE text_mark (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    words VARCHAR(200) NOT NULL,
    hides BOOLEAN NOT NULL,
    made_by_id INTEGER NOT NULL REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL,
    undone_by_id INTEGER REFERENCES staff (id),
    undone_at TIMESTAMP
);
CREATE INDEX textmark_complaint_id ON text_mark (complaint_id);
CREATE TABLE text_review (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    message_id INTEGER NOT NULL REFERENCES message (id),
    version INTEGER NOT NULL,
    made_by_id INTEGER NOT NULL REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX textreview_message_id ON text_review (message_id);
CREATE UNIQUE INDEX textreview_complaint_id_message_id_version ON text_review (complaint_id, message_id, version)"""
# Both are new: nothing was sealed of them before.
REWRITES: dict[str, list[str]] = {"text_mark": [], "text_review": []}
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME", "BOOLEAN": "INTEGER"}


def up(migrator, db):
    text = _TABLES
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    for statement in text.split(";\n"):
        db.execute_sql(statement)


def down(migrator, db):
    db.execute_sql("DROP TABLE text_review")
    db.execute_sql("DROP TABLE text_mark")
