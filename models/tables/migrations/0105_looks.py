"""Adds when the clocks of a complaint are looked at next; until the first look: at once."""

from peewee import SqliteDatabase

_TABLE = "complaint"
# What `migrate` puts up beside it (models/tables/clocks/look_triggers.py).
_TRIGGERS = {
    "complaint": ("update",),
    "pause": ("insert", "update", "delete"),
    "statutory_clock": ("insert", "update", "delete"),
    "step_record": ("insert", "update", "delete"),
    "warning": ("delete",),
}


def up(migrator, db):
    moment = "DATETIME" if isinstance(db, SqliteDatabase) else "TIMESTAMP"
    # Not by Peewee, which would write every row and, on SQLite, make the table and the search's entries anew.
    db.execute_sql(f"ALTER TABLE {_TABLE} ADD COLUMN look_at {moment}")
    db.execute_sql(f"ALTER TABLE {_TABLE} ADD COLUMN look_by VARCHAR(16) NOT NULL DEFAULT ''")
    if not isinstance(db, SqliteDatabase):
        db.execute_sql(f"ALTER TABLE {_TABLE} ALTER COLUMN look_by DROP DEFAULT")
    db.execute_sql(
        'CREATE INDEX complaint_looks ON complaint (look_by, look_at) WHERE "open" AND "look_by" IS NOT NULL'
    )


def down(migrator, db):
    for table, events in _TRIGGERS.items():
        for event in events:
            name = f"look_{table}_{event}"
            if isinstance(db, SqliteDatabase):
                db.execute_sql(f"DROP TRIGGER IF EXISTS {name}")
            else:
                db.execute_sql(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
    db.execute_sql("DROP INDEX complaint_looks")
    migrator.migrate(*(migrator.drop_column("complaint", name) for name in ("look_at", "look_by")))
