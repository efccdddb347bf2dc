"""Adds to each later text when the platform says it was written, so that an older one told late is not the newest."""

from peewee import DateTimeField


def up(migrator, db):
    migrator.migrate(migrator.add_column("message_version", "said_at", DateTimeField(null=True)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("message_version", "said_at"))
