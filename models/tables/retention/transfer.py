"""Records of inactive files handed to the records centre; only that a file came back is noted on its line later."""

from peewee import CharField, DateTimeField, ForeignKeyField, IntegerField

from models.rules.core.declarations import Person
from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.core.declaring import identity, machine, office_words
from models.tables.staff.staff import Staff


class Transfer(BaseTable):
    """One record (berita acara pemindahan): its number, and who hands over and who receives, as they were then."""

    number = machine(CharField(max_length=40, default=""))
    handed_by = identity(CharField(max_length=120), of=Person.OFFICER)
    handed_title = office_words(CharField(max_length=120))
    received_by = identity(CharField(max_length=120), of=Person.OFFICER)
    received_title = office_words(CharField(max_length=120))
    receiver = office_words(CharField(max_length=120))  # the records centre
    office = office_words(CharField(max_length=200, default=""))  # as they were that day; empty: of before 0079
    town = office_words(CharField(max_length=80, default=""))
    made_by = ForeignKeyField(Staff, index=False)
    made_at = DateTimeField()


class TransferItem(BaseTable):
    """One file on a record, described as it was when it was handed over, and when it came back, if it did."""

    transfer = ForeignKeyField(Transfer, backref="items")
    complaint = ForeignKeyField(Complaint, backref="transfer_items")
    number = machine(CharField(max_length=40))
    code = machine(CharField(max_length=20, default=""))
    category = office_words(CharField(max_length=120, default=""))
    years = machine(CharField(max_length=40))
    sheets = IntegerField(default=0)  # 0: nobody recorded its place and counted its sheets
    place = office_words(CharField(max_length=140, default=""))
    kept_until = machine(CharField(max_length=40, default=""))
    returned_to = ForeignKeyField(Staff, null=True, index=False, backref="files_come_back")
    returned_at = DateTimeField(null=True)

    class Meta:
        """Keys."""

        indexes = ((("transfer", "complaint"), True),)
