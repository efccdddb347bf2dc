"""Adds the files of answers: those in the outbox, and those waiting in an officer's writing box."""

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

    class Outbox(Model):
        class Meta:
            database = db
            table_name = 'outbox'

    class ReplyFile(Model):
        public_id = CharField(max_length=36, unique=True)
        answer = ForeignKeyField(Outbox, backref='files')
        reply = ForeignKeyField(Outbox, unique=True, backref='file')
        sha256 = CharField(max_length=64, null=True, index=True)
        mime = CharField(max_length=120)
        filename = CharField(max_length=255)
        size = IntegerField()
        class Meta:
            database = db
            table_name = 'reply_file'

    class WaitingFile(Model):
        public_id = CharField(max_length=36, unique=True)
        staff = ForeignKeyField(Staff, index=False)
        complaint = ForeignKeyField(Complaint)
        sha256 = CharField(max_length=64, index=True)
        mime = CharField(max_length=120)
        filename = CharField(max_length=255)
        size = IntegerField()
        added_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'waiting_file'
            indexes = ((('staff', 'complaint', 'sha256'), True),)
    db.create_tables([ReplyFile, WaitingFile])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('waiting_file'))
    migrator.migrate(migrator.drop_table('reply_file'))
