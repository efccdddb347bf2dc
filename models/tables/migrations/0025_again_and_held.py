"""Indexes for the few cases done again, and for the fewer that are held from destruction."""

from peewee import *


def up(migrator, db):
    db.execute_sql('CREATE INDEX "complaint_again" ON "complaint" ("open") WHERE "round" > 1')
    db.execute_sql('CREATE INDEX "complaint_held" ON "complaint" ("id") WHERE "hold"')


def down(migrator, db):
    migrator.migrate(migrator.drop_index('complaint', 'complaint_held'))
    migrator.migrate(migrator.drop_index('complaint', 'complaint_again'))
