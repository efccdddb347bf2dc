"""Finds quickly what left a number lately, and keeps which number is probably banned, and since when."""

from peewee import DateTimeField, TextField

_INDEX = "CREATE INDEX outbox_account_id_last_attempt_at ON outbox (account_id, last_attempt_at)"


def up(migrator, db):
    db.execute_sql(_INDEX)
    migrator.migrate(
        migrator.add_column("channel_account", "blocked_at", DateTimeField(null=True)),
        migrator.add_column("channel_account", "blocked_why", TextField(default="")),
        migrator.add_column("channel_account", "recovered_at", DateTimeField(null=True)),
    )


def down(migrator, db):
    db.execute_sql("DROP INDEX outbox_account_id_last_attempt_at")
    columns = ("blocked_at", "blocked_why", "recovered_at")
    migrator.migrate(*(migrator.drop_column("channel_account", name) for name in columns))
