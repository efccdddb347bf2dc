"""Lets PostgreSQL keep fractions in full, as SQLite does: of seven digits, no move could give the same row."""

from peewee import SqliteDatabase

_FRACTIONS = {
    "report_photo": ("latitude", "longitude"),
    "step_record": ("net_minutes", "gross_minutes"),
    "step_recount": ("net_before", "net_after"),
    "pause": ("limit_minutes",),
}


def up(migrator, db):
    _to("DOUBLE PRECISION", db)


def down(migrator, db):
    _to("REAL", db)


def _to(kind, db):
    if isinstance(db, SqliteDatabase):
        return
    for table, columns in _FRACTIONS.items():
        # By way of the text: 12.3 stays 12.3, as it was shown, and does not become 12.300000190734863.
        altered = ", ".join(f"ALTER COLUMN {name} TYPE {kind} USING {name}::TEXT::{kind}" for name in columns)
        db.execute_sql(f"ALTER TABLE {table} {altered}")
