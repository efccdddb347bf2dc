"""Closed months: their frozen figures, and the lines of their register."""

from peewee import CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.rules.core.declarations import Gone
from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.core.declaring import by_key, free_words, machine
from models.tables.staff.staff import Staff

# What a line of the month's book says that names no person of the case.
_OF_THE_BOOK = (
    *("number", "received", "channel", "officer", "new", "follow_up", "status", "on_time", "category", "section"),
)


class MonthClose(BaseTable):
    """A closed month: its figures as they were then, with their hash."""

    month = machine(CharField(max_length=7, unique=True))  # 2026-11
    figures = machine(TextField())  # JSON
    sha256 = machine(CharField(max_length=64))
    closed_by = ForeignKeyField(Staff, index=False)
    closed_at = DateTimeField()


class RegisterLine(BaseTable):
    """One line of a closed register. A later line has a reason: it corrects the one it names, or came too late."""

    month = machine(CharField(max_length=7))
    position = IntegerField()
    complaint = ForeignKeyField(Complaint, backref="register_lines")
    facts = by_key(TextField(), _OF_THE_BOOK)  # JSON, as printed
    corrects = ForeignKeyField("self", null=True, index=False)
    reason = free_words(TextField(default=""), gone=Gone.MARK)
    made_by = ForeignKeyField(Staff, null=True, index=False)
    made_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("month", "position"), True),)
