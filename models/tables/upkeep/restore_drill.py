"""Restore drills: which backup was tried, what came back of it, and what was wrong."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine, office_words
from models.tables.upkeep.losses import BackupCopy


class RestoreDrill(BaseTable):
    """One drill; without an end it runs, or was killed."""

    started_at = DateTimeField()
    ended_at = DateTimeField(null=True)
    host = machine(CharField(max_length=24))
    backup = ForeignKeyField(BackupCopy, index=False, backref="drills")
    second = BooleanField(default=False)  # the copy at the second place
    scratch = machine(CharField(max_length=63, default=""))  # the database it was tried in, until that is removed
    age_minutes = IntegerField(default=0)  # of the backup, when the drill began
    seconds = IntegerField(default=0)  # how long it took, by the clock that nobody sets
    cases = IntegerField(default=0)  # what came back
    messages = IntegerField(default=0)
    files = IntegerField(default=0)  # with the content of their hash
    held_cases = IntegerField(default=0)  # what the backup says it holds
    held_messages = IntegerField(default=0)
    held_files = IntegerField(default=0)
    flaw = machine(CharField(max_length=12, default=""))  # empty in one that ended: it succeeded
    detail = office_words(TextField(default=""))  # for the operator
