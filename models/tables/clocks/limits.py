"""The limits of the law and their clocks on cases, warnings given, and changes of the calendar that wait."""

from peewee import BooleanField, CharField, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.tables.cases.complaint import Complaint
from models.tables.cases.course import StepRecord
from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine, office_words
from models.tables.office.office import CalendarState
from models.tables.staff.staff import Staff


class StatutoryRule(BaseTable):
    """A time limit of the law, valid between two dates; an empty `kind` or `source` applies to all."""

    key = machine(CharField(max_length=40))
    label = office_words(CharField(max_length=120))
    kind = machine(CharField(max_length=20, default=""))
    source = machine(CharField(max_length=20, default=""))
    action = machine(CharField(max_length=20))  # what must have happened: menanggapi, memutuskan, memberitahu
    amount = IntegerField()
    unit = machine(CharField(max_length=12))  # hari, hari_kerja, jam
    basis = office_words(CharField(max_length=200, default=""))
    valid_from = machine(DateField())
    valid_until = machine(DateField(null=True))

    class Meta:
        """Keys."""

        indexes = ((("key", "valid_from"), True),)


class StatutoryClock(BaseTable):
    """One time limit of the law running on one case, under the rule that was valid when it began.

    `stands` and `met_at` are kept for speed; models/actions/core/law/recount_limits alone writes them.
    """

    complaint = ForeignKeyField(Complaint, backref="statutory_clocks", index=False)
    rule = ForeignKeyField(StatutoryRule)
    starts_at = DateTimeField()
    due_at = DateTimeField(index=True)
    met_at = DateTimeField(null=True)
    stands = BooleanField(default=True)  # what it began with counts: a memo withdrawn takes its limit with it
    # When it had been met before, when that was seen to count no more, and the move or act that did it.
    lost_at = DateTimeField(null=True)
    lost_seen_at = DateTimeField(null=True)
    lost_by = machine(CharField(max_length=40, default=""))
    # By which its due time was counted when it was met. Null while it runs, or where an older version met it.
    calendar = ForeignKeyField(CalendarState, null=True, index=False)

    class Meta:
        """Keys."""

        indexes = ((("complaint", "rule"), True),)


class Warning(BaseTable):
    """A warning or escalation that was given; its unique key names the clock and the grade, so each is given once."""

    complaint = ForeignKeyField(Complaint, backref="warnings")
    record = ForeignKeyField(StepRecord, null=True, index=False)
    clock = ForeignKeyField(StatutoryClock, null=True, index=False)
    grade = machine(CharField(max_length=20))
    key = machine(CharField(max_length=80, unique=True))
    at = DateTimeField()


class CalendarChange(BaseTable):
    """A change of the calendar or a limit for days that have passed: it holds once another person agrees."""

    kind = machine(CharField(max_length=20))
    says = office_words(CharField(max_length=500))
    body = machine(TextField())  # JSON: what becomes of the rows
    made_by = ForeignKeyField(Staff, index=False)
    made_at = DateTimeField()
    decided_by = ForeignKeyField(Staff, null=True, index=False, backref="decided_calendar_changes")
    decided_at = DateTimeField(null=True)
    agreed = BooleanField(null=True)
    reason = office_words(CharField(max_length=500, default=""))
    # While what ended is counted anew part by part: the hours concerned (JSON; empty: nothing is left), how many rows
    # there are, how many were looked at and changed, and the last step and limit of those.
    hours = machine(TextField(default=""))
    to_count = IntegerField(default=0)
    counted = IntegerField(default=0)
    changed = IntegerField(default=0)
    last_step = IntegerField(default=0)
    last_limit = IntegerField(default=0)
