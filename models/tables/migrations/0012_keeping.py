"""Adds what is needed to let files go and to answer persons about their data: destruction, corrections, hand-outs."""

# Generated from a schema diff on 2026-11-26 13:36.
from peewee import *

ADDED = (
    ('complaint', 'hold_reason', TextField(default='')),
    ('complaint', 'destroyed_at', DateTimeField(null=True)),
    ('category', 'kind', CharField(max_length=20, default='pengaduan')),
    ('record_class', 'kind', CharField(max_length=20, default='')),
    ('destruction_list', 'refused_at', DateTimeField(null=True)),
    ('destruction_list', 'refuse_reason', TextField(default='')),
    ('destruction_item', 'destroyed_at', DateTimeField(null=True)),
    ('destruction_item', 'kept_because', CharField(max_length=200, default='')),
    ('destruction_item', 'messages', IntegerField(default=0)),
    ('destruction_item', 'files', IntegerField(default=0)),
)

def up(migrator, db):
    for table, name, field in ADDED:
        migrator.migrate(migrator.add_column(table, name, field))

    class Complaint(Model):
        class Meta:
            database = db
            table_name = 'complaint'

    class Contact(Model):
        class Meta:
            database = db
            table_name = 'contact'

    class Staff(Model):
        class Meta:
            database = db
            table_name = 'staff'

    class DataCorrection(Model):
        contact = ForeignKeyField(Contact)
        field = CharField(max_length=20)
        before = TextField(default='')
        after = TextField(default='')
        why = TextField()
        made_by = ForeignKeyField(Staff, index=False)
        made_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'data_correction'
    db.create_tables([DataCorrection])

    class DataHandout(Model):
        contact = ForeignKeyField(Contact)
        complaint = ForeignKeyField(Complaint, null=True, index=False)
        motive = TextField()
        sha256 = CharField(max_length=64)
        size = IntegerField()
        made_by = ForeignKeyField(Staff, index=False)
        made_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'data_handout'
    db.create_tables([DataHandout])

    class FileRemoval(Model):
        sha256 = CharField(max_length=64, unique=True)
        asked_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'file_removal'
    db.create_tables([FileRemoval])


def down(migrator, db):
    for name in ('file_removal', 'data_handout', 'data_correction'):
        migrator.migrate(migrator.drop_table(name))
    for table, name, _field in reversed(ADDED):
        migrator.migrate(migrator.drop_column(table, name))
