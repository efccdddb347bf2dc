"""Adds to a notice whether it still has to go to the officer's telephone."""

from peewee import *

def up(migrator, db):
    migrator.migrate(migrator.add_column('notice', 'message_due', BooleanField(default=False)))
    migrator.migrate(migrator.add_index('notice', ('message_due',)))


def down(migrator, db):
    migrator.migrate(migrator.drop_index('notice', 'notice_message_due'))
    migrator.migrate(migrator.drop_column('notice', 'message_due'))
