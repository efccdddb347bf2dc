"""Adds to a notice when what it warned of ended by itself, and the orders in which the bell counts and lapses."""

from peewee import *

def up(migrator, db):
    migrator.migrate(migrator.add_column('notice', 'lapsed_at', DateTimeField(null=True)))
    migrator.migrate(migrator.drop_index('notice', 'notice_staff_id'))
    migrator.migrate(migrator.add_index('notice', ('staff_id', 'seen_at', 'lapsed_at')))
    migrator.migrate(migrator.add_index('notice', ('complaint',)))


def down(migrator, db):
    migrator.migrate(migrator.drop_index('notice', 'notice_complaint'))
    migrator.migrate(migrator.drop_index('notice', 'notice_staff_id_seen_at_lapsed_at'))
    migrator.migrate(migrator.add_index('notice', ('staff_id',)))
    migrator.migrate(migrator.drop_column('notice', 'lapsed_at'))
