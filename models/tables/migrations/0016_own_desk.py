"""Adds saved views of the queue, macros, and what an officer chose for his own desk."""

from peewee import *

def up(migrator, db):
    class Staff(Model):
        class Meta:
            database = db
            table_name = 'staff'

    class SavedView(Model):
        staff = ForeignKeyField(Staff, null=True)
        roles = CharField(max_length=200, default="")
        name = CharField(max_length=40)
        query = CharField(max_length=400)
        position = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'saved_view'

    class Macro(Model):
        name = CharField(max_length=60, unique=True)
        roles = CharField(max_length=200, default="")
        category = CharField(max_length=40, default="")
        urgency = CharField(max_length=12, default="")
        section = CharField(max_length=20, default="")
        note = TextField(default="")
        paper = CharField(max_length=20, default="")
        text_code = CharField(max_length=30, default="")
        goes_on = BooleanField(default=False)
        position = IntegerField(default=0)
        active = BooleanField(default=True)
        class Meta:
            database = db
            table_name = 'macro'
    db.create_tables([SavedView, Macro])
    migrator.migrate(migrator.add_column('staff', 'single_keys', BooleanField(default=True)))
    migrator.migrate(migrator.add_column('staff', 'first_view', IntegerField(null=True)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column('staff', 'first_view'))
    migrator.migrate(migrator.drop_column('staff', 'single_keys'))
    migrator.migrate(migrator.drop_table('macro'))
    migrator.migrate(migrator.drop_table('saved_view'))
