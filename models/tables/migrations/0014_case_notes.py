"""Adds notes that colleagues leave on a complaint, never sent to anybody outside."""

from peewee import *

def up(migrator, db):
    class Complaint(Model):
        class Meta:
            database = db
            table_name = 'complaint'

    class Staff(Model):
        class Meta:
            database = db
            table_name = 'staff'

    class CaseNote(Model):
        complaint = ForeignKeyField(Complaint)
        text = TextField()
        made_by = ForeignKeyField(Staff, index=False)
        made_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'case_note'
    db.create_tables([CaseNote])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('case_note'))
