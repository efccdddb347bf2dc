"""Keeps the office's plan of backups, what of it does not go through, and what is seen of each copy it made."""

import re

from peewee import BooleanField, CharField, DateTimeField, SqliteDatabase

_TABLES = """
CREATE TABLE backup_plan (
    id SERIAL PRIMARY KEY,
    set_at TIMESTAMP NOT NULL,
    active BOOLEAN NOT NULL,
    host VARCHAR(24) NOT NULL,
    at_minute INTEGER NOT NULL,
    place TEXT NOT NULL,
    mark VARCHAR(32) NOT NULL,
    daily INTEGER NOT NULL,
    weekly INTEGER NOT NULL,
    monthly INTEGER NOT NULL
);
CREATE TABLE backup_trouble (
    id SERIAL PRIMARY KEY,
    kind VARCHAR(12) NOT NULL,
    why VARCHAR(12) NOT NULL,
    place TEXT NOT NULL,
    detail TEXT NOT NULL,
    failing_since TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX backuptrouble_kind ON backup_trouble (kind)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME", "BOOLEAN": "INTEGER"}


def up(migrator, db):
    text = _TABLES
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    for statement in text.split(";\n"):
        db.execute_sql(statement)
    migrator.migrate(
        migrator.add_column("backup_copy", "planned", BooleanField(default=False)),
        migrator.add_column("backup_copy", "read_at", DateTimeField(null=True)),
        migrator.add_column("backup_copy", "fault", CharField(max_length=12, default="")),
        migrator.add_column("backup_copy", "removed_at", DateTimeField(null=True)),
    )


def down(migrator, db):
    for column in ("removed_at", "fault", "read_at", "planned"):
        migrator.migrate(migrator.drop_column("backup_copy", column))
    for table in ("backup_trouble", "backup_plan"):
        db.execute_sql(f"DROP TABLE {table}")
