"""Adds what the case rules need: legal clocks, warnings, suggestions, conflicts, looks at identities, keeping."""

# Generated from a schema diff on 2026-11-25 04:14.
from peewee import *

def up(migrator, db):
    class Complaint(Model):
        class Meta:
            database = db
            table_name = 'complaint'

    class Message(Model):
        class Meta:
            database = db
            table_name = 'message'

    class Staff(Model):
        class Meta:
            database = db
            table_name = 'staff'

    class StepRecord(Model):
        class Meta:
            database = db
            table_name = 'step_record'

    class ConflictParty(Model):
        complaint = ForeignKeyField(Complaint, index=False)
        staff = ForeignKeyField(Staff)
        why = TextField(default='')
        named_by = ForeignKeyField(Staff, null=True, index=False)
        named_at = DateTimeField()
        lifted_by = ForeignKeyField(Staff, null=True, index=False)
        lifted_at = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'conflict_party'
            indexes = ((('complaint', 'staff'), True),)
    db.create_tables([ConflictParty])

    class DestructionList(Model):
        made_by = ForeignKeyField(Staff, index=False)
        made_at = DateTimeField()
        approved_by = ForeignKeyField(Staff, null=True, index=False)
        approved_at = DateTimeField(null=True)
        carried_out_at = DateTimeField(null=True)
        note = TextField(default='')
        class Meta:
            database = db
            table_name = 'destruction_list'
    db.create_tables([DestructionList])

    class DestructionItem(Model):
        list = ForeignKeyField(DestructionList)
        complaint = IntegerField()
        number = CharField(max_length=40)
        reason = CharField(max_length=200)
        class Meta:
            database = db
            table_name = 'destruction_item'
    db.create_tables([DestructionItem])

    class RecordClass(Model):
        key = CharField(unique=True, max_length=40)
        label = CharField(max_length=120)
        active_years = IntegerField()
        inactive_years = IntegerField()
        fate = CharField(max_length=20)
        basis = CharField(max_length=200, default='')
        class Meta:
            database = db
            table_name = 'record_class'
    db.create_tables([RecordClass])

    class StatutoryRule(Model):
        key = CharField(max_length=40)
        label = CharField(max_length=120)
        kind = CharField(max_length=20, default='')
        source = CharField(max_length=20, default='')
        action = CharField(max_length=20)
        amount = IntegerField()
        unit = CharField(max_length=12)
        basis = CharField(max_length=200, default='')
        valid_from = DateField()
        valid_until = DateField(null=True)
        class Meta:
            database = db
            table_name = 'statutory_rule'
            indexes = ((('key', 'valid_from'), True),)
    db.create_tables([StatutoryRule])

    class StatutoryClock(Model):
        complaint = ForeignKeyField(Complaint, index=False)
        rule = ForeignKeyField(StatutoryRule)
        starts_at = DateTimeField()
        due_at = DateTimeField(index=True)
        met_at = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'statutory_clock'
            indexes = ((('complaint', 'rule'), True),)
    db.create_tables([StatutoryClock])

    class SuggestionRule(Model):
        target = CharField(max_length=12)
        value = CharField(max_length=40)
        words = TextField()
        weight = IntegerField(default=1)
        active = BooleanField(default=True)
        class Meta:
            database = db
            table_name = 'suggestion_rule'
    db.create_tables([SuggestionRule])

    class Survey(Model):
        complaint = ForeignKeyField(Complaint, unique=True)
        asked_at = DateTimeField()
        scale = IntegerField(default=4)
        answer = IntegerField(null=True)
        answered_at = DateTimeField(null=True)
        message = ForeignKeyField(Message, null=True, index=False)
        class Meta:
            database = db
            table_name = 'survey'
    db.create_tables([Survey])

    class Unmasking(Model):
        complaint = ForeignKeyField(Complaint)
        asked_by = ForeignKeyField(Staff, index=False)
        motive = TextField()
        asked_at = DateTimeField()
        decided_by = ForeignKeyField(Staff, null=True, index=False)
        decided_at = DateTimeField(null=True)
        granted = BooleanField(null=True)
        ends_at = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'unmasking'
    db.create_tables([Unmasking])

    class Warning(Model):
        complaint = ForeignKeyField(Complaint)
        record = ForeignKeyField(StepRecord, null=True, index=False)
        clock = ForeignKeyField(StatutoryClock, null=True, index=False)
        grade = CharField(max_length=20)
        key = CharField(unique=True, max_length=80)
        at = DateTimeField()
        class Meta:
            database = db
            table_name = 'warning'
    db.create_tables([Warning])

    migrator.migrate(migrator.add_column('staff', 'phone', CharField(max_length=20, default='')))
    migrator.migrate(migrator.add_column('staff', 'wants_messages', BooleanField(default=False)))
    migrator.migrate(migrator.add_column('complaint', 'misconduct', BooleanField(default=False)))
    migrator.migrate(migrator.add_column('complaint', 'source', CharField(max_length=20, default='')))
    migrator.migrate(migrator.add_column('complaint', 'outside_number', CharField(max_length=40, default='')))
    migrator.migrate(migrator.add_column('complaint', 'complete_at', DateTimeField(null=True)))
    migrator.migrate(migrator.add_column('complaint', 'record_class', CharField(max_length=40, default='')))
    migrator.migrate(migrator.add_column('complaint', 'hold', BooleanField(default=False)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column('complaint', 'hold'))
    migrator.migrate(migrator.drop_column('complaint', 'record_class'))
    migrator.migrate(migrator.drop_column('complaint', 'complete_at'))
    migrator.migrate(migrator.drop_column('complaint', 'outside_number'))
    migrator.migrate(migrator.drop_column('complaint', 'source'))
    migrator.migrate(migrator.drop_column('complaint', 'misconduct'))
    migrator.migrate(migrator.drop_column('staff', 'wants_messages'))
    migrator.migrate(migrator.drop_column('staff', 'phone'))
    migrator.migrate(migrator.drop_table('warning'))
    migrator.migrate(migrator.drop_table('unmasking'))
    migrator.migrate(migrator.drop_table('survey'))
    migrator.migrate(migrator.drop_table('suggestion_rule'))
    migrator.migrate(migrator.drop_table('statutory_clock'))
    migrator.migrate(migrator.drop_table('statutory_rule'))
    migrator.migrate(migrator.drop_table('record_class'))
    migrator.migrate(migrator.drop_table('destruction_item'))
    migrator.migrate(migrator.drop_table('destruction_list'))
    migrator.migrate(migrator.drop_table('conflict_party'))
