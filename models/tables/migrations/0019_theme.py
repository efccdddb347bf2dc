"""Adds the colours an officer chose for his screens."""

from peewee import *

def up(migrator, db):
    migrator.migrate(migrator.add_column('staff', 'theme', CharField(max_length=10, default='sistem')))


def down(migrator, db):
    migrator.migrate(migrator.drop_column('staff', 'theme'))
