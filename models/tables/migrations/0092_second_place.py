"""Keeps the second folder of a plan of backups, and where the second copy of each backup lies."""

from peewee import CharField, TextField


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("backup_plan", "second", TextField(default="")),
        migrator.add_column("backup_plan", "second_mark", CharField(max_length=32, default="")),
        migrator.add_column("backup_copy", "second", TextField(default="")),
    )


def down(migrator, db):
    migrator.migrate(
        migrator.drop_column("backup_copy", "second"),
        migrator.drop_column("backup_plan", "second_mark"),
        migrator.drop_column("backup_plan", "second"),
    )
