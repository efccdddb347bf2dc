"""Adds how far a change of the calendar has counted ended steps anew, and which files a hand-out lacked.

Takes out the retention class of a single case: no version of the program ever wrote one.
"""

from peewee import CharField, IntegerField, TextField

_COUNTS = ("to_count", "counted", "changed", "last_step", "last_limit")


def up(migrator, db):
    migrator.migrate(migrator.add_column("calendar_change", "hours", TextField(default="")))
    for name in _COUNTS:
        migrator.migrate(migrator.add_column("calendar_change", name, IntegerField(default=0)))
    migrator.migrate(migrator.add_column("data_handout", "lacks", TextField(default="")))
    db.execute_sql("DROP INDEX complaint_own_class")
    migrator.migrate(migrator.drop_column("complaint", "record_class"))


def down(migrator, db):
    migrator.migrate(migrator.add_column("complaint", "record_class", CharField(max_length=40, default="")))
    db.execute_sql("CREATE INDEX complaint_own_class ON complaint (record_class, closed_at) WHERE record_class <> ''")
    migrator.migrate(migrator.drop_column("data_handout", "lacks"))
    for name in ("hours", *_COUNTS):
        migrator.migrate(migrator.drop_column("calendar_change", name))
