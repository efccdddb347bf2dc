"""Keeps where each backup was put, which files are lost, when a Plh. was ended, and by what a paper was signed.

A hand-over that was ended had yesterday written over its last day, so that it could end before it began: its ordered
days come back from the audit trail, and when it was ended stands beside them.
"""

import re
from datetime import date, datetime, timedelta

from peewee import CharField, DateTimeField, IntegerField, SqliteDatabase, Table

_TABLES = """
CREATE TABLE backup_copy (
    id SERIAL PRIMARY KEY,
    made_at TIMESTAMP NOT NULL,
    path TEXT NOT NULL,
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
    migrator.migrate(
        migrator.add_column("office_holder", "ended_at", DateTimeField(null=True)),
        migrator.add_column("document", "authority", CharField(max_length=500, default="")),
        migrator.add_column("data_handout", "lacking", IntegerField(default=0)),
    )
    _mend_ended(db)


def _mend_ended(db):
    holders = Table("office_holder", ("id", "kind", "valid_from", "valid_until", "ended_at")).bind(db)
    trail = Table("audit", ("id", "at", "deed", "subject", "before", "after")).bind(db)
    known = trail.deed == "akhiri_serah_tugas"
    ended = trail.select(trail.subject, trail.at, trail.before, trail.after).where(known).order_by(trail.id)
    told_of = {row["subject"]: row for row in ended.dicts()}
    for row in list(holders.select().where(holders.kind.in_(("plh", "plt"))).dicts()):
        first, last = _day(row["valid_from"]), _day(row["valid_until"])
        told = told_of.get(f"office_holder:{row['id']}")
        if told is not None and last == _day(told["after"]):
            change = {"valid_until": _day(told["before"]), "ended_at": _moment(told["at"])}
        elif last is not None and last < first:  # ended, and no trail of it: at the begin of the day after
            change = {
                "valid_until": first,
                "ended_at": datetime.combine(last, datetime.min.time()) + timedelta(hours=17),
            }
        else:
            continue
        holders.update(**change).where(holders.id == row["id"]).execute()


def _day(value):
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def _moment(value):
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def down(migrator, db):
    migrator.migrate(
        migrator.drop_column("data_handout", "lacking"),
        migrator.drop_column("document", "authority"),
        migrator.drop_column("office_holder", "ended_at"),
    )
    for table in ("lost_file", "backup_copy"):
        db.execute_sql(f"DROP TABLE {table}")
