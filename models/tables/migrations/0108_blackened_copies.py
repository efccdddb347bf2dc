"""Keeps the blackened copies of pictures in protected cases."""

import re

from peewee import SqliteDatabase

_TABLES = """
CREATE TABLE blackened_copy (
    id SERIAL PRIMARY KEY,
    public_id VARCHAR(36) NOT NULL,
    attachment_id INTEGER NOT NULL REFERENCES attachment (id),
    sha256 VARCHAR(64) NOT NULL,
    boxes VARCHAR(1600) NOT NULL,
    made_by_id INTEGER NOT NULL REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL,
    removed_by_id INTEGER REFERENCES staff (id),
    removed_at TIMESTAMP
);
CREATE UNIQUE INDEX blackenedcopy_public_id ON blackened_copy (public_id);
CREATE INDEX blackenedcopy_attachment_id ON blackened_copy (attachment_id);
CREATE INDEX blackenedcopy_sha256 ON blackened_copy (sha256)"""
# It is new: nothing was sealed of it before.
REWRITES: dict[str, list[str]] = {"blackened_copy": []}
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = _TABLES
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    for statement in text.split(";\n"):
        db.execute_sql(statement)


def down(migrator, db):
    db.execute_sql("DROP TABLE blackened_copy")
