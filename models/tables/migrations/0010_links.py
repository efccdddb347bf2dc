"""Links between complaints: who leads a merged one, which merge brought a message, several conversations of one."""

from peewee import *

def up(migrator, db):
    class Complaint(Model):
        class Meta:
            database = db
            table_name = 'complaint'

    class ComplaintLink(Model):
        class Meta:
            database = db
            table_name = 'complaint_link'

    lead = ForeignKeyField(Complaint, field=Complaint.id, null=True)
    through = ForeignKeyField(ComplaintLink, field=ComplaintLink.id, null=True, index=False)
    migrator.migrate(migrator.add_column('complaint', 'lead_id', lead))
    migrator.migrate(migrator.add_column('complaint_message', 'through_id', through))
    migrator.migrate(migrator.add_column('complaint_link', 'protected', BooleanField(default=False)))
    migrator.migrate(migrator.drop_index('open_thread', 'openthread_complaint_id'))
    migrator.migrate(migrator.add_index('open_thread', ('complaint_id',), name='openthread_complaint_id'))


def down(migrator, db):
    migrator.migrate(migrator.drop_index('open_thread', 'openthread_complaint_id'))
    migrator.migrate(migrator.add_index('open_thread', ('complaint_id',), unique=True, name='openthread_complaint_id'))
    migrator.migrate(migrator.drop_column('complaint_link', 'protected'))
    migrator.migrate(migrator.drop_column('complaint_message', 'through_id'))
    migrator.migrate(migrator.drop_index('complaint', 'complaint_lead_id'))
    migrator.migrate(migrator.drop_column('complaint', 'lead_id'))
