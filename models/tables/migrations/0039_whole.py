"""Keeps where each backup was put, and the stored files found to be lost with what two people said about it."""

import re

from peewee import SqliteDatabase

_TABLES = """
CREATE TABLE backup_copy (
    id SERIAL PRIMARY KEY,
    made_at TIMESTAMP NOT NULL,
    path VARCHAR(500) NOT NULL,
    size BIGINT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    files INTEGER NOT NULL,
    lacking INTEGER NOT NULL
);
CREATE INDEX backupcopy_sha256 ON backup_copy (sha256);
CREATE TABLE lost_file (
    id SERIAL PRIMARY KEY,
    sha256 VARCHAR(64) NOT NULL,
    fault VARCHAR(12) NOT NULL,
    found_at TIMESTAMP NOT NULL,
    reported_by_id INTEGER REFERENCES staff (id),
    reported_at TIMESTAMP,
    reason TEXT NOT NULL,
    agreed_by_id INTEGER REFERENCES staff (id),
    agreed_at TIMESTAMP
);
CREATE UNIQUE INDEX lostfile_sha256 ON lost_file (sha256)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = _TABLES
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    for statement in text.split(";\n"):
        db.execute_sql(statement)


def down(migrator, db):
    for table in ("lost_file", "backup_copy"):
        db.execute_sql(f"DROP TABLE {table}")
