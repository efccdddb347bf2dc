"""Lets an officer hear of waiting work on his telephone, indexes notices by kind, keeps what a staff list says."""

from peewee import BooleanField, CharField, DateTimeField


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("staff", "wants_tasks", BooleanField(default=False)),
        migrator.add_column("staff", "messaged_at", DateTimeField(null=True)),
        migrator.add_index("notice", ("kind", "lapsed_at")),
        migrator.add_column("official", "section", CharField(max_length=20, null=True)),
        migrator.add_column("official", "phone", CharField(max_length=20, default="")),
    )


def down(migrator, db):
    migrator.migrate(
        migrator.drop_column("official", "phone"),
        migrator.drop_column("official", "section"),
        migrator.drop_index("notice", "notice_kind_lapsed_at"),
        migrator.drop_column("staff", "messaged_at"),
        migrator.drop_column("staff", "wants_tasks"),
    )
