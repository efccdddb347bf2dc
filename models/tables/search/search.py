"""What the search's index holds, what is still to be indexed, and which cases an officer opened last."""

from peewee import CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.staff.staff import Staff


class SearchEntry(BaseTable):
    """One text as it is found: folded, a protected complainant taken out. Its row says what it is of."""

    kind = CharField(max_length=10)  # models/rules/searching.Found
    ref = IntegerField()  # the row of the table the kind names
    marks = CharField(max_length=200)  # three signs each: kind, who may see it, section, account, month
    text = TextField()

    class Meta:
        """Keys."""

        indexes = ((("kind", "ref"), True), (("kind", "id"), False))


class SearchDue(BaseTable):
    """Something changed that must be indexed; written by triggers, so that no writer can forget it."""

    what = CharField(max_length=10)  # a kind, `isi` (all of a complaint) or `orang` (a contact)
    ref = IntegerField()


class RecentCase(BaseTable):
    """A case an officer opened, and when he last did."""

    staff = ForeignKeyField(Staff, index=False)
    complaint = ForeignKeyField(Complaint)
    opened_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("staff", "complaint"), True),)
