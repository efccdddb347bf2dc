"""What an officer marked in the texts of a protected case, and which of its texts somebody looked through."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField

from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words
from models.tables.intake.message import Message
from models.tables.staff.staff import Staff


class TextMark(BaseTable):
    """Words that an officer hides in every text of a case, or leaves although they look like a person's."""

    complaint = ForeignKeyField(Complaint, backref="text_marks")
    words = free_words(CharField(max_length=200))
    hides = BooleanField()
    made_by = ForeignKeyField(Staff, index=False, backref="text_marks")
    made_at = DateTimeField()
    undone_by = ForeignKeyField(Staff, null=True, index=False, backref="text_marks_undone")
    undone_at = DateTimeField(null=True)


class TextReview(BaseTable):
    """That somebody looked through one wording of a message for what tells who a person is; an edit is a new one."""

    complaint = ForeignKeyField(Complaint, index=False, backref="text_reviews")
    message = ForeignKeyField(Message, backref="text_reviews")
    version = IntegerField()  # 0: the first wording, else the number of the later one
    made_by = ForeignKeyField(Staff, index=False, backref="text_reviews")
    made_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("complaint", "message", "version"), True),)
