"""Keeps the public half of the office's recovery key, and for which one each backup was encrypted."""

import re

from peewee import CharField, SqliteDatabase

_TABLE = """
CREATE TABLE recovery_key (
    id SERIAL PRIMARY KEY,
    public VARCHAR(80) NOT NULL,
    set_at TIMESTAMP NOT NULL,
    tried_at TIMESTAMP NOT NULL
)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = _TABLE
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    db.execute_sql(text)
    migrator.migrate(migrator.add_column("backup_copy", "recovery", CharField(max_length=80, default="")))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("backup_copy", "recovery"))
    db.execute_sql("DROP TABLE recovery_key")
