"""Adds whether an officer wants a sound and the number of waiting cases in the tab's title."""

from peewee import *

def up(migrator, db):
    migrator.migrate(migrator.add_column('staff', 'wants_sound', BooleanField(default=False)))
    migrator.migrate(migrator.add_column('staff', 'wants_badge', BooleanField(default=False)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column('staff', 'wants_badge'))
    migrator.migrate(migrator.drop_column('staff', 'wants_sound'))
