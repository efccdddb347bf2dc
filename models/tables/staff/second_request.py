"""The requests that wait for a second person, and what became of them."""

from peewee import CharField, DateTimeField, ForeignKeyField, TextField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine, office_words
from models.tables.staff.staff import Staff


class SecondRequest(BaseTable):
    """What one person asked for; done when another of another post agrees, and only as it was asked."""

    kind = machine(CharField(max_length=20))
    target = machine(CharField(max_length=60, default=""))  # as the trail names it; empty: something new
    body = office_words(TextField())  # JSON: what shall be, without secrets
    sealed = machine(TextField(default=""))  # the secrets of it, encrypted; empty once decided
    was = machine(CharField(max_length=64))  # digest of what stood there when it was asked
    digest = machine(CharField(max_length=64))  # of all of this: what is approved
    asked_by = ForeignKeyField(Staff, index=False, backref="asked_seconds")
    asked_as = machine(CharField(max_length=200))  # the posts he held then, joined by commas
    asked_at = DateTimeField()
    until = DateTimeField()
    decided_by = ForeignKeyField(Staff, null=True, index=False, backref="decided_seconds")
    decided_at = DateTimeField(null=True)
    outcome = machine(CharField(max_length=20, default=""))  # models/rules/staff/second_person.Outcome
    reason = office_words(CharField(max_length=500, default=""))
