"""How officers set up their desk: saved views of the queue, and macros of several steps with one click."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from models.tables.core.database import BaseTable
from models.tables.staff.staff import Staff


class SavedView(BaseTable):
    """A view of the queue under a name: one officer's own, or (without `staff`) shared with some roles."""

    staff = ForeignKeyField(Staff, null=True, backref="views")
    roles = CharField(max_length=200, default="")  # of a shared one, joined by commas; empty: everybody
    name = CharField(max_length=40)
    query = CharField(max_length=400)  # as in the address, without the page
    position = IntegerField(default=0)


class Macro(BaseTable):
    """Several steps on a case with one click; an empty column is no step."""

    name = CharField(max_length=60, unique=True)
    roles = CharField(max_length=200, default="")  # who may use it, joined by commas; empty: everybody
    category = CharField(max_length=40, default="")
    urgency = CharField(max_length=12, default="")
    section = CharField(max_length=20, default="")
    note = TextField(default="")
    paper = CharField(max_length=20, default="")  # the paper drafted, by its code
    text_code = CharField(max_length=30, default="")  # the prepared text put into the writing box, never sent
    goes_on = BooleanField(default=False)  # opens the next case of the queue afterwards
    position = IntegerField(default=0)
    active = BooleanField(default=True)
