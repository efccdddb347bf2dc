"""An index of the urgent cases in the order of the queue: every page of the desk counts them."""

from peewee import *


def up(migrator, db):
    migrator.migrate(migrator.add_index("complaint", ("open", "urgency", "due_at")))


def down(migrator, db):
    migrator.migrate(migrator.drop_index("complaint", "complaint_open_urgency_due_at"))
