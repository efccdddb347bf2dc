"""Adds by which limits of the law those of a complaint were kept last; until the first look: to be kept at once."""

from peewee import SqliteDatabase

_TABLE = "complaint"
# What `migrate` puts up beside it (models/tables/clocks/look_triggers.py).
_TRIGGERS = {
    "complaint": ("update",),
    "history": ("insert",),
    "output_correction": ("insert", "update", "delete"),
    "statutory_clock": ("insert", "update", "delete"),
    "step_output": ("insert", "update", "delete"),
}


def up(migrator, db):
    # Not by Peewee, which would write every row and, on SQLite, make the table and the search's entries anew.
    db.execute_sql(f"ALTER TABLE {_TABLE} ADD COLUMN limits_by VARCHAR(16) NOT NULL DEFAULT ''")
    if not isinstance(db, SqliteDatabase):
        db.execute_sql(f"ALTER TABLE {_TABLE} ALTER COLUMN limits_by DROP DEFAULT")
    db.execute_sql('CREATE INDEX complaint_limits ON complaint (limits_by) WHERE "open" AND "limits_by" IS NOT NULL')


def down(migrator, db):
    for table, events in _TRIGGERS.items():
        for event in events:
            name = f"limits_{table}_{event}"
            if isinstance(db, SqliteDatabase):
                db.execute_sql(f"DROP TRIGGER IF EXISTS {name}")
            else:
                db.execute_sql(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
    db.execute_sql("DROP INDEX complaint_limits")
    migrator.migrate(migrator.drop_column("complaint", "limits_by"))
