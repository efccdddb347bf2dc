"""Adds the name under which a platform approved a prepared text, and the approved text a reply goes as."""

from peewee import *

def up(migrator, db):
    migrator.migrate(migrator.add_column('reply_template', 'approved_as', CharField(max_length=80, default='')))
    migrator.migrate(migrator.add_column('outbox', 'approved', TextField(default='')))


def down(migrator, db):
    migrator.migrate(migrator.drop_column('outbox', 'approved'))
    migrator.migrate(migrator.drop_column('reply_template', 'approved_as'))
