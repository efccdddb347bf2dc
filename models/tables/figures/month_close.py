"""Closed months: their frozen figures with the facts under them, and the lines of their register."""

from peewee import CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.rules.core.declarations import Gone
from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.core.declaring import by_key, free_words, machine
from models.tables.staff.staff import Staff

# What a line of the month's book says that names no person of the case, unless it was typed in that line.
_OF_THE_BOOK = (
    *("number", "received", "channel", "officer", "new", "follow_up", "status", "on_time", "category", "section"),
)


class MonthClose(BaseTable):
    """A closed month: its figures as they were then, with their hash."""

    month = machine(CharField(max_length=7, unique=True))  # 2026-11
    figures = machine(TextField())  # JSON
    sha256 = machine(CharField(max_length=64))  # as printed
    seal = machine(CharField(max_length=64, default=""))  # the same, unless it was closed before lines had seals
    closed_by = ForeignKeyField(Staff, index=False)
    closed_at = DateTimeField()


class MonthFacts(BaseTable):
    """What the figures of a closed month were counted from, so that each scope of it can be told for good.

    They name cases and officers by their keys, citizens not at all. `hidden`: whom single cases were hidden from.
    """

    month = machine(CharField(max_length=7, unique=True))
    facts = machine(TextField())  # JSON
    hidden = machine(TextField())  # JSON
    taken_at = DateTimeField()  # the closing, or later where it was closed before facts were kept


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
    salt = machine(CharField(max_length=64, default=""))  # goes with the words of a destroyed case
    digest = machine(CharField(max_length=64, default=""))  # of what names a person, with the salt
    # Keys of the facts that a person typed where a program writes else: words of his, under the digest. Empty (null)
    # in corrections of before that `migrate` has not settled.
    typed = machine(CharField(max_length=60, null=True, default=""))
    seal = machine(CharField(max_length=64, default=""))  # over the digest, the rest, and the line before

    class Meta:
        """Keys."""

        indexes = ((("month", "position"), True),)
