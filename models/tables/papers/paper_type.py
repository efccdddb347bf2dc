"""The office's own types of paper, and every version of each: a paper keeps the one under which it was begun."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine, office_words
from models.tables.staff.staff import Staff


class PaperType(BaseTable):
    """One own type by its code; switched off, it is not offered any more."""

    code = machine(CharField(max_length=20, unique=True))
    active = BooleanField(default=True)
    made_by = ForeignKeyField(Staff, null=True, index=False)
    made_at = DateTimeField()


class PaperTypeVersion(BaseTable):
    """One version of an own type. It is never changed: a change is the next one."""

    paper_type = ForeignKeyField(PaperType, backref="versions", index=False)
    number = IntegerField()
    title = office_words(CharField(max_length=120))
    form = machine(CharField(max_length=12))
    numbering = machine(CharField(max_length=12))
    classification = machine(CharField(max_length=20, default=""))
    stages = machine(TextField())  # keys joined by commas, as roles below
    drafters = machine(CharField(max_length=200, default=""))
    paraf = machine(CharField(max_length=200, default=""))  # in their order
    signer = machine(CharField(max_length=30, default=""))  # empty: whoever has the case on the desk
    to_reporter = BooleanField(default=False)
    opening = office_words(TextField(default=""))
    closing = office_words(TextField(default=""))
    questions = office_words(TextField(default="[]"))  # JSON, in their order
    made_by = ForeignKeyField(Staff, null=True, index=False, backref="paper_type_versions")
    made_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("paper_type", "number"), True),)
