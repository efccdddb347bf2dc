"""Adds where a photo of a field check was taken, and the reports that were given back with a reason."""

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

    class StepOutput(Model):
        class Meta:
            database = db
            table_name = 'step_output'

    class ReportReturn(Model):
        complaint = ForeignKeyField(Complaint)
        output = ForeignKeyField(StepOutput, index=False)
        reason = TextField()
        made_by = ForeignKeyField(Staff, index=False)
        made_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'report_return'
    db.create_tables([ReportReturn])
    migrator.migrate(migrator.add_column('report_photo', 'latitude', FloatField(null=True)))
    migrator.migrate(migrator.add_column('report_photo', 'longitude', FloatField(null=True)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column('report_photo', 'longitude'))
    migrator.migrate(migrator.drop_column('report_photo', 'latitude'))
    migrator.migrate(migrator.drop_table('report_return'))
