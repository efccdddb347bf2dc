"""What open pages leave for the other back offices of the same office: who has a case open, who was shown a form."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine
from models.tables.staff.staff import Staff


class CasePresence(BaseTable):
    """An officer who has a case open, written over as his page asks for news; nothing is decided by it."""

    complaint = IntegerField()
    staff = ForeignKeyField(Staff, index=False)
    heard_at = DateTimeField(index=True)
    writing = BooleanField(default=False)

    class Meta:
        """Keys."""

        indexes = ((("complaint", "staff"), True),)


class ShownForm(BaseTable):
    """The form in which a draft was last shown to who may sign it, as a hash: what was not shown is not signed."""

    staff = ForeignKeyField(Staff, index=False)
    document = IntegerField()
    mark = machine(CharField(max_length=64))
    shown_at = DateTimeField(index=True)

    class Meta:
        """Keys."""

        indexes = ((("staff", "document"), True),)
