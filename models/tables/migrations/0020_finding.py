"""Adds what the search knows, the marks of what it must still learn, and the cases an officer opened last."""

from peewee import *

from models.tables.search import search_triggers, search_words

def up(migrator, db):
    class Complaint(Model):
        class Meta:
            database = db
            table_name = 'complaint'

    class Staff(Model):
        class Meta:
            database = db
            table_name = 'staff'

    class SearchEntry(Model):
        kind = CharField(max_length=10)
        ref = IntegerField()
        marks = CharField(max_length=200)
        text = TextField()
        class Meta:
            database = db
            table_name = 'search_entry'
            indexes = ((('kind', 'ref'), True), (('kind', 'id'), False))

    class SearchDue(Model):
        what = CharField(max_length=10)
        ref = IntegerField()
        class Meta:
            database = db
            table_name = 'search_due'

    class RecentCase(Model):
        staff = ForeignKeyField(Staff, index=False)
        complaint = ForeignKeyField(Complaint)
        opened_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'recent_case'
            indexes = ((('staff', 'complaint'), True),)
    db.create_tables([SearchEntry, SearchDue, RecentCase])
    search_words.make_index()


def down(migrator, db):
    search_triggers.remove()
    search_words.drop_index()
    migrator.migrate(migrator.drop_table('recent_case'))
    migrator.migrate(migrator.drop_table('search_due'))
    migrator.migrate(migrator.drop_table('search_entry'))
