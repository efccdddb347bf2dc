"""The search's index, what has still to be indexed, and which cases an officer opened last."""

from peewee import CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.rules.core.declarations import Reader
from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine
from models.tables.staff.staff import Staff

_MADE_ANEW = {
    Reader.MASK: "masked before it is kept",
    Reader.DESTRUCTION: "made anew of what is left",
}


class SearchEntry(BaseTable):
    """One searchable text, folded and with protected complainants masked, and the row it was made of."""

    kind = machine(CharField(max_length=10))  # models/rules/searching.Found
    ref = IntegerField()  # the row of the table the kind names
    marks = machine(CharField(max_length=200))  # three signs each: kind, who may see it, section, account, month
    text = free_words(TextField(), left_out=_MADE_ANEW)

    class Meta:
        """Keys."""

        indexes = ((("kind", "ref"), True), (("kind", "id"), False))


class SearchDue(BaseTable):
    """A change that has still to be indexed; written by triggers, so that no writer can forget it."""

    what = machine(CharField(max_length=10))  # a kind, `isi` (all of a complaint) or `orang` (a contact)
    ref = IntegerField()


class RecentCase(BaseTable):
    """A case an officer opened, and when he last did."""

    staff = ForeignKeyField(Staff, index=False)
    complaint = ForeignKeyField(Complaint)
    opened_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("staff", "complaint"), True),)
