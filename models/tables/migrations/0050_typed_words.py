"""Adds to each register line which of its words were typed; unknown of corrections until `migrate` settles them."""

from peewee import CharField


def up(migrator, db):
    migrator.migrate(migrator.add_column("register_line", "typed", CharField(max_length=60, null=True)))
    db.execute_sql("UPDATE register_line SET typed = '' WHERE corrects_id IS NULL")


def down(migrator, db):
    migrator.migrate(migrator.drop_column("register_line", "typed"))
