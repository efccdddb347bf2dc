"""What the office did with a person's own data: corrections, and files handed to him."""

from peewee import CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.rules.core.declarations import Gone
from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine
from models.tables.intake.person import Contact
from models.tables.staff.staff import Staff


class DataCorrection(BaseTable):
    """One thing said anew about a person, on his wish or by an officer who knew better; the old word stays here."""

    contact = ForeignKeyField(Contact, backref="corrections")
    field = machine(CharField(max_length=20))  # models/rules/personal_data.FIELDS
    before = free_words(TextField(default=""), handed_as="semula")
    after = free_words(TextField(default=""), handed_as="menjadi")
    why = free_words(TextField(), gone=Gone.MARK)
    made_by = ForeignKeyField(Staff, index=False)
    made_at = DateTimeField()


class DataHandout(BaseTable):
    """Everything about a person was put into a file: for whom, why, and the file's sha256. The file is not kept."""

    contact = ForeignKeyField(Contact, backref="handouts")
    complaint = ForeignKeyField(Complaint, null=True, index=False, backref="handouts")
    motive = free_words(TextField())
    sha256 = machine(CharField(max_length=64))
    size = IntegerField()
    made_by = ForeignKeyField(Staff, index=False)
    made_at = DateTimeField()
