"""Adds the photos of a field check (SOP step 6)."""

# Generated from a schema diff on 2026-11-25 04:46.
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

    class ReportPhoto(Model):
        complaint = ForeignKeyField(Complaint)
        sha256 = CharField(max_length=64)
        caption = CharField(max_length=200, default='')
        taken_at = DateTimeField(null=True)
        made_by = ForeignKeyField(Staff, null=True, index=False)
        made_at = DateTimeField()
        removed_at = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'report_photo'
    db.create_tables([ReportPhoto])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('report_photo'))
