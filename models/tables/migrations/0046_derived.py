"""Keeps the calendars by which ended steps were counted, changes for past days that wait, and every recount.

The calendar of today is the first on record; by which one a step ended before was counted is unknown (null).
"""

import hashlib
import json
import re
from datetime import UTC, datetime

from peewee import SqliteDatabase, Table

_TABLES = """
CREATE TABLE calendar_state (
    id SERIAL PRIMARY KEY,
    sha256 VARCHAR(64) NOT NULL,
    body TEXT NOT NULL,
    first_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX calendarstate_sha256 ON calendar_state (sha256);
CREATE TABLE calendar_change (
    id SERIAL PRIMARY KEY,
    kind VARCHAR(20) NOT NULL,
    says VARCHAR(500) NOT NULL,
    body TEXT NOT NULL,
    made_by_id INTEGER NOT NULL REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL,
    decided_by_id INTEGER REFERENCES staff (id),
    decided_at TIMESTAMP,
    agreed BOOLEAN,
    reason VARCHAR(500) NOT NULL
);
CREATE TABLE step_recount (
    id SERIAL PRIMARY KEY,
    record_id INTEGER NOT NULL REFERENCES step_record (id),
    at TIMESTAMP NOT NULL,
    why VARCHAR(700) NOT NULL,
    due_before TIMESTAMP,
    due_after TIMESTAMP,
    net_before REAL,
    net_after REAL,
    late_before BOOLEAN,
    late_after BOOLEAN
);
CREATE INDEX steprecount_record_id ON step_recount (record_id);
ALTER TABLE step_record ADD COLUMN calendar_id INTEGER REFERENCES calendar_state (id);
ALTER TABLE statutory_clock ADD COLUMN calendar_id INTEGER REFERENCES calendar_state (id)"""
_ON_SQLITE = {"SERIAL": "INTEGER NOT NULL", "TIMESTAMP": "DATETIME"}


def up(migrator, db):
    text = _TABLES
    if isinstance(db, SqliteDatabase):
        text = re.sub("|".join(_ON_SQLITE), lambda word: _ON_SQLITE[word[0]], text)
    for statement in text.split(";\n"):
        db.execute_sql(statement)
    if db.execute_sql("SELECT 1 FROM step_record WHERE finished_at IS NOT NULL LIMIT 1").fetchone():
        _keep_today(db)


def _keep_today(db):
    """Keep the calendar of today, written as models/actions/core/held_calendars writes it."""
    blocks = Table("working_block", ("weekday", "starts", "ends", "valid_from", "valid_until")).bind(db)
    days = Table("holiday", ("day", "active")).bind(db)
    rows = blocks.select(blocks.weekday, blocks.starts, blocks.ends, blocks.valid_from, blocks.valid_until)
    body = {
        "blocks": sorted(
            [row["weekday"], *(str(row[name])[:8] for name in ("starts", "ends"))]
            + ["" if row[name] is None else str(row[name])[:10] for name in ("valid_from", "valid_until")]
            for row in rows.dicts()
        ),
        "holidays": sorted(str(row["day"])[:10] for row in days.select(days.day).where(days.active).dicts()),
    }
    text = json.dumps(body, separators=(",", ":"))
    state = Table("calendar_state", ("id", "sha256", "body", "first_at")).bind(db)
    first = datetime.now(UTC).replace(tzinfo=None)
    state.insert(sha256=hashlib.sha256(text.encode()).hexdigest(), body=text, first_at=first).execute()


def down(migrator, db):
    migrator.migrate(
        migrator.drop_column("statutory_clock", "calendar_id"),
        migrator.drop_column("step_record", "calendar_id"),
    )
    for table in ("step_recount", "calendar_change", "calendar_state"):
        db.execute_sql(f"DROP TABLE {table}")
