"""Adds what the channels need: pushed payloads, tests of an account, token and quota, private answers, posts."""

# Generated from a schema diff on 2026-11-25 03:51.
from peewee import *

def up(migrator, db):
    class ChannelAccount(Model):
        class Meta:
            database = db
            table_name = 'channel_account'

    class ChannelTest(Model):
        account = ForeignKeyField(ChannelAccount)
        asked_by = IntegerField(null=True)
        asked_at = DateTimeField()
        done_at = DateTimeField(index=True, null=True)
        ok = BooleanField(null=True)
        detail = TextField(default='')
        class Meta:
            database = db
            table_name = 'channel_test'
    db.create_tables([ChannelTest])

    class PushPayload(Model):
        account = ForeignKeyField(ChannelAccount, index=False)
        digest = CharField(max_length=64)
        body = TextField()
        received_at = DateTimeField()
        settled_at = DateTimeField(index=True, null=True)
        problem = TextField(default='')
        class Meta:
            database = db
            table_name = 'push_payload'
            indexes = ((('account', 'digest'), True),)
    db.create_tables([PushPayload])

    migrator.migrate(migrator.add_column('channel_account', 'token_expires_at', DateTimeField(null=True)))
    migrator.migrate(migrator.add_column('channel_account', 'quota_used', IntegerField(null=True)))
    migrator.migrate(migrator.add_column('channel_account', 'advice', TextField(default='')))
    migrator.migrate(migrator.add_column('thread', 'about', TextField(default='')))
    migrator.migrate(migrator.add_column('outbox', 'private', BooleanField(default=False)))
    migrator.migrate(migrator.add_column('reply_template', 'kind', CharField(max_length=10, default='dm')))


def down(migrator, db):
    migrator.migrate(migrator.drop_column('reply_template', 'kind'))
    migrator.migrate(migrator.drop_column('outbox', 'private'))
    migrator.migrate(migrator.drop_column('thread', 'about'))
    migrator.migrate(migrator.drop_column('channel_account', 'advice'))
    migrator.migrate(migrator.drop_column('channel_account', 'quota_used'))
    migrator.migrate(migrator.drop_column('channel_account', 'token_expires_at'))
    migrator.migrate(migrator.drop_table('push_payload'))
    migrator.migrate(migrator.drop_table('channel_test'))
