"""Adds to each reply how often the program failed at it in a row, and its first try that may have left."""

from peewee import DateTimeField, IntegerField

_TABLE = "outbox"
_ADDED = {"faults": IntegerField(default=0), "first_attempt_at": DateTimeField(null=True)}


def up(migrator, db):
    migrator.migrate(*(migrator.add_column(_TABLE, name, column) for name, column in _ADDED.items()))


def down(migrator, db):
    migrator.migrate(*(migrator.drop_column(_TABLE, name) for name in _ADDED))
