"""Adds the numbers of what came into a case, by which a form tells what it had shown."""

from peewee import IntegerField

_CASE = ("news", "read_news", "handed_news")
_INDEX = 'CREATE INDEX "complaint_closed_unread" ON "complaint" ("last_inbound_at") WHERE NOT "open" AND "unread" > 0'


def up(migrator, db):
    columns = [migrator.add_column("complaint", name, IntegerField(default=0)) for name in _CASE]
    migrator.migrate(*columns, migrator.add_column("complaint_message", "news", IntegerField(default=0)))
    db.execute_sql(_INDEX)


def down(migrator, db):
    db.execute_sql("DROP INDEX complaint_closed_unread")
    columns = [migrator.drop_column("complaint", name) for name in _CASE]
    migrator.migrate(*columns, migrator.drop_column("complaint_message", "news"))
