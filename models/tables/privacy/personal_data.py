"""What the office did with a person's own data: corrections, and files handed to him."""

from peewee import CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.rules.core.declarations import Gone
from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine
from models.tables.intake.person import Contact
from models.tables.staff.staff import Staff


class DataCorrection(BaseTable):
    """One corrected value of a person's data, at his request or by an officer; the old value stays here."""

    contact = ForeignKeyField(Contact, backref="corrections")
    field = machine(CharField(max_length=20))  # models/rules/personal_data.FIELDS
    before = free_words(TextField(default=""), handed_as="semula")
    after = free_words(TextField(default=""), handed_as="menjadi")
    why = free_words(TextField(), gone=Gone.MARK)
    made_by = ForeignKeyField(Staff, index=False)
    made_at = DateTimeField()


class DataHandout(BaseTable):
    """A file with all data of a person was made: for whom, why, and its sha256; the file itself is not kept."""

    contact = ForeignKeyField(Contact, backref="handouts")
    complaint = ForeignKeyField(Complaint, null=True, index=False, backref="handouts")
    motive = free_words(TextField())
    sha256 = machine(CharField(max_length=64))
    size = IntegerField()
    lacking = IntegerField(default=0)  # files he should have got and that could not be had
    lacks = free_words(TextField(default=""))  # which, one a line with why; older rows have only how many
    made_by = ForeignKeyField(Staff, index=False)
    made_at = DateTimeField()
