"""Indexes from which the queue's counters are read alone, and which leads to the few protected cases at once."""

from peewee import *

def up(migrator, db):
    migrator.migrate(migrator.drop_index('complaint', 'complaint_open_stage_due_at'))
    migrator.migrate(migrator.add_index('complaint', ('open', 'stage', 'section', 'unread', 'lead_id')))
    db.execute_sql('CREATE INDEX "complaint_protected" ON "complaint" ("id") WHERE "identity_protected"')


def down(migrator, db):
    migrator.migrate(migrator.drop_index('complaint', 'complaint_protected'))
    migrator.migrate(migrator.drop_index('complaint', 'complaint_open_stage_section_unread_lead_id'))
    migrator.migrate(migrator.add_index('complaint', ('open', 'stage', 'due_at')))
