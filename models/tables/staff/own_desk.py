"""How officers set up their desks: saved views of the queue, and macros of several steps with one click."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from models.rules.core.declarations import Reader
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine, office_words
from models.tables.staff.staff import Staff

_OF_NO_CASE = {Reader.DESTRUCTION: "an officer's view of the queue belongs to no case"}


class SavedView(BaseTable):
    """A named view of the queue: one officer's own, or (without `staff`) shared with some roles."""

    staff = ForeignKeyField(Staff, null=True, backref="views")
    roles = machine(CharField(max_length=200, default=""))  # of a shared one, joined by commas; empty: everybody
    name = office_words(CharField(max_length=40))
    query = free_words(CharField(max_length=400), left_out=_OF_NO_CASE)  # as in the address, without the page
    position = IntegerField(default=0)


class Macro(BaseTable):
    """Several steps on a case with one click; an empty column means that step is left out."""

    name = office_words(CharField(max_length=60, unique=True))
    roles = machine(CharField(max_length=200, default=""))  # who may use it, joined by commas; empty: everybody
    category = machine(CharField(max_length=40, default=""))
    urgency = machine(CharField(max_length=12, default=""))
    section = machine(CharField(max_length=20, default=""))
    note = office_words(TextField(default=""))
    paper = machine(CharField(max_length=20, default=""))  # the paper drafted, by its code
    # the prepared text put into the writing box, never sent
    text_code = machine(CharField(max_length=30, default=""))
    goes_on = BooleanField(default=False)  # opens the next case of the queue afterwards
    position = IntegerField(default=0)
    active = BooleanField(default=True)
