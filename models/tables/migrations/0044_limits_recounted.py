"""Adds whether a limit of the law stands and why it is not met any more; the clock job recounts open cases."""

from peewee import BooleanField, CharField, DateTimeField

_TABLE = "statutory_clock"
_ADDED = {
    "stands": BooleanField(default=True),
    "lost_at": DateTimeField(null=True),
    "lost_seen_at": DateTimeField(null=True),
    "lost_by": CharField(max_length=40, default=""),
}


def up(migrator, db):
    migrator.migrate(*(migrator.add_column(_TABLE, name, column) for name, column in _ADDED.items()))


def down(migrator, db):
    migrator.migrate(*(migrator.drop_column(_TABLE, name) for name in _ADDED))
