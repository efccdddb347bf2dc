"""Where the paper folder of a case stands, and to whom it was lent; what was before stays."""

from peewee import SQL, CharField, DateField, DateTimeField, ForeignKeyField, Index, IntegerField

from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine, office_words
from models.tables.staff.staff import Staff


class FolderPlace(BaseTable):
    """A place where a folder stands, or stood until `ended_at`, and who put it there with how many sheets."""

    complaint = ForeignKeyField(Complaint, backref="places")
    room = office_words(CharField(max_length=40))
    rack = office_words(CharField(max_length=40))
    box = office_words(CharField(max_length=40))
    sheets = IntegerField()
    placed_by = ForeignKeyField(Staff, index=False)
    placed_at = DateTimeField()
    ended_at = DateTimeField(null=True)


class FolderLoan(BaseTable):
    """One loan of a folder: who has it and what for, until when, and when it came back."""

    complaint = ForeignKeyField(Complaint, backref="loans")
    borrower = free_words(CharField(max_length=120))  # an officer, or whoever else had reason to have it
    purpose = free_words(CharField(max_length=200))
    due = machine(DateField())
    lent_by = ForeignKeyField(Staff, index=False)
    lent_at = DateTimeField()
    returned_to = ForeignKeyField(Staff, null=True, index=False, backref="folders_taken_back")
    returned_at = DateTimeField(null=True)


# A folder stands in one place and is with one person; what is over stays for the record.
FolderPlace.add_index(
    Index(
        "folder_place_now",
        FolderPlace,
        (FolderPlace.complaint,),
        unique=True,
        where=SQL('"ended_at" IS NULL'),
        safe=True,
    )
)
FolderPlace.add_index(
    Index(
        "folder_place_box",
        FolderPlace,
        (FolderPlace.room, FolderPlace.rack, FolderPlace.box),
        where=SQL('"ended_at" IS NULL'),
        safe=True,
    )
)
FolderLoan.add_index(
    Index(
        "folder_loan_out",
        FolderLoan,
        (FolderLoan.complaint,),
        unique=True,
        where=SQL('"returned_at" IS NULL'),
        safe=True,
    )
)
FolderLoan.add_index(
    Index("folder_loan_due", FolderLoan, (FolderLoan.due,), where=SQL('"returned_at" IS NULL'), safe=True)
)
