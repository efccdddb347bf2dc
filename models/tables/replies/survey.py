"""The satisfaction question and the citizen's answer."""

from peewee import DateTimeField, ForeignKeyField, IntegerField

from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.intake.message import Message


class Survey(BaseTable):
    """One satisfaction question, and the answer read from the conversation."""

    complaint = ForeignKeyField(Complaint, unique=True, backref="survey")
    asked_at = DateTimeField()
    scale = IntegerField(default=4)
    answer = IntegerField(null=True)
    answered_at = DateTimeField(null=True)
    message = ForeignKeyField(Message, null=True, index=False)
