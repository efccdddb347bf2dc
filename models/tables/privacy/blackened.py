"""Copies of sealed pictures in which officers blackened what tells who a person is."""

from peewee import CharField, DateTimeField, ForeignKeyField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine
from models.tables.intake.message import Attachment
from models.tables.staff.staff import Staff


class BlackenedCopy(BaseTable):
    """One copy: a file of its own, made from the original, which stays as it is and sealed."""

    public_id = machine(CharField(max_length=36, unique=True))
    attachment = ForeignKeyField(Attachment, backref="blackened_copies")
    sha256 = free_words(CharField(max_length=64, index=True), file=True)
    boxes = machine(CharField(max_length=1600))  # JSON: what was drawn, in thousandths
    made_by = ForeignKeyField(Staff, index=False, backref="blackened_copies")
    made_at = DateTimeField()
    removed_by = ForeignKeyField(Staff, null=True, index=False, backref="blackened_copies_removed")
    removed_at = DateTimeField(null=True)
