"""Adds to a pause when it was countersigned, and whether it was refused."""

# Generated from a schema diff on 2026-11-25 04:38.
from peewee import *

def up(migrator, db):
    migrator.migrate(migrator.add_column('pause', 'countersigned_at', DateTimeField(null=True)))
    migrator.migrate(migrator.add_column('pause', 'refused', BooleanField(default=False)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column('pause', 'refused'))
    migrator.migrate(migrator.drop_column('pause', 'countersigned_at'))
