"""Indexes for the few cases done again, and for the fewer that are held from destruction."""

from peewee import *


def up(migrator, db):
    migrator.migrate(migrator.add_index('complaint', ('open', 'round')))
    db.execute_sql('CREATE INDEX "complaint_held" ON "complaint" ("id") WHERE "hold"')


def down(migrator, db):
    migrator.migrate(migrator.drop_index('complaint', 'complaint_held'))
    migrator.migrate(migrator.drop_index('complaint', 'complaint_open_round'))
