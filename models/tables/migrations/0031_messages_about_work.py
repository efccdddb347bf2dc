"""Lets an officer hear of waiting work on his telephone, remembers when he last did, and indexes notices by kind."""

from peewee import BooleanField, DateTimeField


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("staff", "wants_tasks", BooleanField(default=False)),
        migrator.add_column("staff", "messaged_at", DateTimeField(null=True)),
        migrator.add_index("notice", ("kind", "lapsed_at")),
    )


def down(migrator, db):
    migrator.migrate(
        migrator.drop_index("notice", "notice_kind_lapsed_at"),
        migrator.drop_column("staff", "messaged_at"),
        migrator.drop_column("staff", "wants_tasks"),
    )
