"""Adds the lane of complaints that may be about an officer's conduct until somebody decides, and the way in.

Cases that are here already stay where they are: the front desk has seen them.
"""

import re

from peewee import BooleanField, CharField, SqliteDatabase

_TABLE = """
CREATE TABLE way_in (
    id SERIAL PRIMARY KEY,
    word VARCHAR(30) NOT NULL,
    account_id INTEGER REFERENCES channel_account (id),
    set_by_id INTEGER NOT NULL REFERENCES staff (id),
    set_at TIMESTAMP NOT NULL,
    ended_by_id INTEGER REFERENCES staff (id),
    ended_at TIMESTAMP
)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = _TABLE
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    db.execute_sql(text)
    migrator.migrate(
        migrator.add_column("complaint", "conduct", CharField(max_length=16, default="")),
        migrator.add_column("complaint", "protected_by_lane", BooleanField(default=False)),
    )
    db.execute_sql(
        "CREATE INDEX IF NOT EXISTS complaint_lane ON complaint (id) WHERE \"conduct\" IN ('usulan', 'jalur')"
    )


def down(migrator, db):
    db.execute_sql("DROP TABLE way_in")
    db.execute_sql("DROP INDEX IF EXISTS complaint_lane")
    migrator.migrate(
        migrator.drop_column("complaint", "conduct"), migrator.drop_column("complaint", "protected_by_lane")
    )
