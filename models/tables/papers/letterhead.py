"""The office's letterhead, version by version: the lines, the emblem, and the day from which papers carry them."""

from peewee import CharField, DateField, DateTimeField, ForeignKeyField, IntegerField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine, office_words
from models.tables.staff.staff import Staff


class LetterheadVersion(BaseTable):
    """One version; without a first day a draft, of which one at most waits.

    No row is deleted: a number would come again, and a button pressed late would mean another draft.
    """

    ministry = office_words(CharField(max_length=300, default=""))
    directorate = office_words(CharField(max_length=300, default=""))
    region = office_words(CharField(max_length=300, default=""))
    office = office_words(CharField(max_length=300, default=""))
    address = office_words(CharField(max_length=300, default=""))
    web = office_words(CharField(max_length=300, default=""))
    email = office_words(CharField(max_length=300, default=""))
    emblem = office_words(CharField(max_length=64, null=True), file=True)  # sha256 of a PNG made fit
    emblem_width = IntegerField(default=0)  # pixels
    emblem_height = IntegerField(default=0)
    emblem_mm = IntegerField(default=21)  # its height on paper
    valid_from = machine(DateField(null=True))
    withdrawn_at = DateTimeField(null=True)  # before its first day came, or as a draft: no paper had it
    made_by = ForeignKeyField(Staff, null=True, index=False)
    made_at = DateTimeField(null=True)  # none: taken over from the profile, which did not tell
