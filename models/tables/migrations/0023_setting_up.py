"""Adds the marks of what was made for practice, passwords that serve once, and the steps of setting an office up."""

from peewee import *

def up(migrator, db):
    class Staff(Model):
        class Meta:
            database = db
            table_name = 'staff'

    class SetupStep(Model):
        key = CharField(max_length=20, unique=True)
        state = CharField(max_length=12)
        noted_by = ForeignKeyField(Staff, null=True, index=False)
        noted_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'setup_step'
    db.create_tables([SetupStep])
    for table in ('channel_account', 'staff', 'official'):
        migrator.migrate(migrator.add_column(table, 'sample', BooleanField(default=False)))
    migrator.migrate(migrator.add_column('staff', 'password_once', BooleanField(default=False)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column('staff', 'password_once'))
    for table in ('channel_account', 'staff', 'official'):
        migrator.migrate(migrator.drop_column(table, 'sample'))
    migrator.migrate(migrator.drop_table('setup_step'))
