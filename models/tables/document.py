"""Papers of a case, the templates they were made from, and the register of numbers. Numbers are never reused."""

from peewee import BooleanField, CharField, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.tables.complaint import Complaint
from models.tables.database import BaseTable
from models.tables.staff import Staff


class TemplateVersion(BaseTable):
    """One version of a Word template; the file lies under its sha256."""

    document_type = CharField(max_length=20)
    number = IntegerField()
    sha256 = CharField(max_length=64)
    uploaded_by = ForeignKeyField(Staff, null=True)
    uploaded_at = DateTimeField()
    activated_by = ForeignKeyField(Staff, null=True, backref="activated_templates")
    activated_at = DateTimeField(null=True)

    class Meta:
        """Keys."""

        indexes = ((("document_type", "number"), True),)


class Document(BaseTable):
    """One paper: its state, number, date, the facts it was made from and what was issued."""

    public_id = CharField(max_length=36, unique=True)
    complaint = ForeignKeyField(Complaint, backref="documents")
    type = CharField(max_length=20)
    state = CharField(max_length=16, default="konsep")
    number = CharField(max_length=80, null=True, index=True)
    date = DateField(null=True)
    facts = TextField(default="{}")  # JSON, what the template is filled with
    template = ForeignKeyField(TemplateVersion, null=True)
    template_sha256 = CharField(max_length=64, default="")
    sha256 = CharField(max_length=64, null=True)
    recipient = CharField(max_length=200, default="")
    subject = CharField(max_length=200, default="")
    drafted_by = ForeignKeyField(Staff, null=True, index=False)
    drafted_at = DateTimeField()
    signed_by = ForeignKeyField(Staff, null=True, index=False, backref="signed_documents")
    signed_at = DateTimeField(null=True)
    cancelled_by = ForeignKeyField(Staff, null=True, index=False, backref="cancelled_documents")
    cancelled_at = DateTimeField(null=True)
    cancel_reason = TextField(default="")
    replaces = ForeignKeyField("self", null=True)
    version = IntegerField(default=1)


class NumberSeries(BaseTable):
    """One gapless series: a unit, a year, a scope. `last` is the highest number given."""

    unit = CharField(max_length=40)
    year = IntegerField()
    series = CharField(max_length=40)
    last = IntegerField(default=0)

    class Meta:
        """Keys."""

        indexes = ((("unit", "year", "series"), True),)


class IssuedNumber(BaseTable):
    """One number of a series, used once or cancelled with a reason."""

    series = ForeignKeyField(NumberSeries, backref="numbers", index=False)
    urut = IntegerField()
    text = CharField(max_length=80)
    holder = CharField(max_length=60, unique=True)  # e.g. document:12, complaint:7: a retry gives the same number
    given_at = DateTimeField()
    given_by = ForeignKeyField(Staff, null=True, index=False)
    cancelled = BooleanField(default=False)
    cancel_reason = TextField(default="")
    cancelled_by = ForeignKeyField(Staff, null=True, index=False, backref="cancelled_numbers")

    class Meta:
        """Keys."""

        indexes = ((("series", "urut"), True),)


class ExternalNumber(BaseTable):
    """A number given outside (Tata Usaha or SRIKANDI) and typed in; unique per unit and year."""

    unit = CharField(max_length=40)
    year = IntegerField()
    number = CharField(max_length=80)
    document = ForeignKeyField(Document, unique=True)
    entered_by = ForeignKeyField(Staff)
    entered_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("unit", "year", "number"), True),)


class NumberBlock(BaseTable):
    """A range of numbers Tata Usaha granted (mode blok)."""

    series = ForeignKeyField(NumberSeries, backref="blocks")
    first = IntegerField()
    final = IntegerField()
    granted_at = DateTimeField()
    granted_by = CharField(max_length=200, default="")
