"""Keeps what several back offices of one office must know of each other: presence, forms shown to signers."""

import re

from peewee import SqliteDatabase

_TABLES = (
    """
CREATE TABLE case_presence (
    id SERIAL PRIMARY KEY,
    complaint INTEGER NOT NULL,
    staff_id INTEGER NOT NULL,
    heard_at TIMESTAMP NOT NULL,
    writing BOOLEAN NOT NULL,
    FOREIGN KEY (staff_id) REFERENCES staff (id)
)""",
    "CREATE UNIQUE INDEX casepresence_complaint_staff_id ON case_presence (complaint, staff_id)",
    "CREATE INDEX casepresence_heard_at ON case_presence (heard_at)",
    """
CREATE TABLE shown_form (
    id SERIAL PRIMARY KEY,
    staff_id INTEGER NOT NULL,
    document INTEGER NOT NULL,
    mark VARCHAR(64) NOT NULL,
    shown_at TIMESTAMP NOT NULL,
    FOREIGN KEY (staff_id) REFERENCES staff (id)
)""",
    "CREATE UNIQUE INDEX shownform_staff_id_document ON shown_form (staff_id, document)",
    "CREATE INDEX shownform_shown_at ON shown_form (shown_at)",
)
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME", "BOOLEAN": "INTEGER"}


def up(migrator, db):
    for text in _TABLES:
        if isinstance(db, SqliteDatabase):
            text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
        db.execute_sql(text)


def down(migrator, db):
    db.execute_sql("DROP TABLE shown_form")
    db.execute_sql("DROP TABLE case_presence")
