"""The backups that were made, and stored files found to be lost, until they are whole again."""

from peewee import BigIntegerField, BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.rules.core.declarations import Reader
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine, office_words
from models.tables.staff.staff import Staff


class BackupCopy(BaseTable):
    """A backup made here: where it was put, and by what its file is known again."""

    made_at = DateTimeField()
    path = office_words(TextField())
    size = BigIntegerField()
    sha256 = machine(CharField(max_length=64, index=True))
    files = IntegerField()
    lacking = IntegerField()  # files that the database named and the backup could not hold
    recovery = machine(CharField(max_length=80, default=""))  # for which recovery key; empty: in clear
    planned = BooleanField(default=False)  # made by the office's plan, which removes it in time
    read_at = DateTimeField(null=True)  # when its content was last compared by the plan
    fault = machine(CharField(max_length=12, default=""))  # what was seen then (FileFault); empty: whole
    removed_at = DateTimeField(null=True)  # by the plan
    second = office_words(TextField(default=""))  # where the plan carried it besides; empty: nowhere


class LostFile(BaseTable):
    """A file that a row names and that is not there as it was; two people may record that it stays lost."""

    sha256 = machine(CharField(max_length=64, unique=True))
    fault = machine(CharField(max_length=12))
    found_at = DateTimeField()
    reported_by = ForeignKeyField(Staff, null=True, index=False)
    reported_at = DateTimeField(null=True)
    reason = free_words(TextField(default=""), left_out={Reader.DESTRUCTION: "the record of a loss is kept"})
    agreed_by = ForeignKeyField(Staff, null=True, index=False, backref="agreed_losses")
    agreed_at = DateTimeField(null=True)
