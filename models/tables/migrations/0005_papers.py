"""Adds what the papers need: initials, papers of the office itself, PDFs, closed months, archive codes."""

# Generated from a schema diff on 2026-11-25 03:59.
from peewee import *

def up(migrator, db):
    class Complaint(Model):
        class Meta:
            database = db
            table_name = 'complaint'

    class Document(Model):
        class Meta:
            database = db
            table_name = 'document'

    class Staff(Model):
        class Meta:
            database = db
            table_name = 'staff'

    class Classification(Model):
        code = CharField(max_length=20)
        meaning = CharField(max_length=200)
        scheme = CharField(max_length=40)
        valid_from = DateField()
        active = BooleanField(default=True)
        class Meta:
            database = db
            table_name = 'classification'
            indexes = ((('code', 'scheme'), True),)
    db.create_tables([Classification])

    class MonthClose(Model):
        month = CharField(unique=True, max_length=7)
        figures = TextField()
        sha256 = CharField(max_length=64)
        closed_by = ForeignKeyField(Staff, index=False)
        closed_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'month_close'
    db.create_tables([MonthClose])

    class Paraf(Model):
        document = ForeignKeyField(Document)
        version = IntegerField()
        role = CharField(max_length=30)
        staff = ForeignKeyField(Staff, index=False)
        at = DateTimeField()
        returned = BooleanField(default=False)
        comment = TextField(default='')
        class Meta:
            database = db
            table_name = 'paraf'
    db.create_tables([Paraf])

    class PdfCopy(Model):
        source = CharField(unique=True, max_length=64)
        sha256 = CharField(max_length=64)
        made_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'pdf_copy'
    db.create_tables([PdfCopy])

    class RegisterLine(Model):
        month = CharField(max_length=7)
        position = IntegerField()
        complaint = ForeignKeyField(Complaint)
        facts = TextField()
        corrects = ForeignKeyField('self', null=True, index=False)
        reason = TextField(default='')
        made_by = ForeignKeyField(Staff, null=True, index=False)
        made_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'register_line'
            indexes = ((('month', 'position'), True),)
    db.create_tables([RegisterLine])

    migrator.migrate(migrator.add_column('template_version', 'retired_at', DateTimeField(null=True)))
    migrator.migrate(migrator.add_column('template_version', 'note', CharField(max_length=200, default='')))
    migrator.migrate(migrator.drop_not_null('document', 'complaint_id'))
    migrator.migrate(migrator.add_column('document', 'about', CharField(max_length=80, default='')))
    migrator.migrate(migrator.add_column('document', 'signed_copy', CharField(null=True, max_length=64)))
    migrator.migrate(migrator.add_column('document', 'signed_copy_by_id', ForeignKeyField(Staff, field=Staff.id, null=True, index=False)))
    migrator.migrate(migrator.add_column('document', 'signed_copy_at', DateTimeField(null=True)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column('document', 'signed_copy_at'))
    migrator.migrate(migrator.drop_column('document', 'signed_copy_by_id'))
    migrator.migrate(migrator.drop_column('document', 'signed_copy'))
    migrator.migrate(migrator.drop_column('document', 'about'))
    migrator.migrate(migrator.add_not_null('document', 'complaint_id'))
    migrator.migrate(migrator.drop_column('template_version', 'note'))
    migrator.migrate(migrator.drop_column('template_version', 'retired_at'))
    migrator.migrate(migrator.drop_table('register_line'))
    migrator.migrate(migrator.drop_table('pdf_copy'))
    migrator.migrate(migrator.drop_table('paraf'))
    migrator.migrate(migrator.drop_table('month_close'))
    migrator.migrate(migrator.drop_table('classification'))
