"""Adds the orders in which the lists of complaints, of archived ones and of messages are read."""

def up(migrator, db):
    migrator.migrate(migrator.add_index('complaint', ('open', 'opened_at')))
    migrator.migrate(migrator.add_index('complaint', ('open', 'closed_at')))
    migrator.migrate(migrator.add_index('message', ('sent_at',)))


def down(migrator, db):
    migrator.migrate(migrator.drop_index('message', 'message_sent_at'))
    migrator.migrate(migrator.drop_index('complaint', 'complaint_open_closed_at'))
    migrator.migrate(migrator.drop_index('complaint', 'complaint_open_opened_at'))
