"""Indexes in the order of the lists: papers, replies and numbers by time, the trail by deed."""

from peewee import *

_INDEXES = (
    ('document', ('drafted_at',)),
    ('issued_number', ('given_at',)),
    ('outbox', ('created_at',)),
    ('audit', ('deed', 'id')),
)


def up(migrator, db):
    for table, columns in _INDEXES:
        migrator.migrate(migrator.add_index(table, columns))


def down(migrator, db):
    for table, columns in _INDEXES:
        migrator.migrate(migrator.drop_index(table, '_'.join((table, *columns))))
