"""Has the audit trail signed: each chain by the key of the program that writes it, which is not in the database."""

import re

from peewee import CharField, SqliteDatabase

_TABLE = """
CREATE TABLE trail_writer (
    id SERIAL PRIMARY KEY,
    chain VARCHAR(12) NOT NULL,
    kind VARCHAR(12) NOT NULL,
    public VARCHAR(64) NOT NULL,
    begun_seq INTEGER NOT NULL,
    begun_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX trailwriter_chain ON trail_writer (chain)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = _TABLE
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    for statement in text.split(";\n"):
        db.execute_sql(statement)
    migrator.migrate(migrator.add_column("audit", "signature", CharField(max_length=128, default="")))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("audit", "signature"))
    db.execute_sql("DROP TABLE trail_writer")
