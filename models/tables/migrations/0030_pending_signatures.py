"""Makes the table of signatures that can still be taken back."""

import re

from peewee import SqliteDatabase

_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "BOOLEAN": "INTEGER", "TIMESTAMP": "DATETIME"}
_TABLE = """CREATE TABLE pending_signature (
    id SERIAL PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    way VARCHAR(12) NOT NULL,
    words VARCHAR(64) NOT NULL,
    block VARCHAR(64) NOT NULL,
    stage_since TIMESTAMP,
    move VARCHAR(40) NOT NULL,
    number VARCHAR(80) NOT NULL,
    dated DATE,
    dated_reason VARCHAR(300) NOT NULL,
    submitted_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    state VARCHAR(12) NOT NULL,
    why TEXT NOT NULL,
    ended_at TIMESTAMP,
    tries INTEGER NOT NULL,
    over BOOLEAN NOT NULL
)"""
_INDEXES = (
    "CREATE INDEX pendingsignature_document_id ON pending_signature (document_id)",
    "CREATE UNIQUE INDEX pending_signature_waiting ON pending_signature (document_id) WHERE \"state\" = 'menunggu'",
    'CREATE INDEX pending_signature_open ON pending_signature (due_at) WHERE NOT "over"',
)


def up(migrator, db):
    table = _TABLE
    if isinstance(db, SqliteDatabase):
        table = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], table)
    for statement in (table, *_INDEXES):
        db.execute_sql(statement)


def down(migrator, db):
    db.execute_sql("DROP TABLE pending_signature")
