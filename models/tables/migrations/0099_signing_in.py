"""Keeps the hashes of an account's recovery codes, and when a session was last proven by password or code."""

from peewee import DateTimeField, TextField


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("staff", "recovery_codes", TextField(default="")),
        migrator.add_column("staff_session", "proven_at", DateTimeField(null=True)),
    )


def down(migrator, db):
    migrator.migrate(
        migrator.drop_column("staff", "recovery_codes"), migrator.drop_column("staff_session", "proven_at")
    )
