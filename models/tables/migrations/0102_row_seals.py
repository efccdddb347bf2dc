"""Keeps a salted digest of every row whose contents nobody may change unseen; the trail has each batch's root."""

import re

from peewee import SqliteDatabase

_TABLES = """
CREATE TABLE seal_batch (
    id SERIAL PRIMARY KEY,
    number INTEGER NOT NULL,
    at TIMESTAMP NOT NULL,
    lines INTEGER NOT NULL
);
CREATE UNIQUE INDEX sealbatch_number ON seal_batch (number);
CREATE TABLE row_seal (
    id SERIAL PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES seal_batch (id),
    kind VARCHAR(32) NOT NULL,
    ref INTEGER NOT NULL,
    salt VARCHAR(32) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    was VARCHAR(64) NOT NULL,
    moved VARCHAR(192) NOT NULL
);
CREATE INDEX rowseal_batch_id ON row_seal (batch_id);
CREATE INDEX rowseal_kind_ref_id ON row_seal (kind, ref, id);
CREATE INDEX rowseal_open ON row_seal (id) WHERE moved <> ''"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = _TABLES
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    for statement in text.split(";\n"):
        db.execute_sql(statement)


def down(migrator, db):
    db.execute_sql("DROP TABLE row_seal")
    db.execute_sql("DROP TABLE seal_batch")
