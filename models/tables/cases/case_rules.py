"""What stands beside a case: legal clocks, warnings, suggestions, conflicts, looks at identities, keeping."""

from peewee import BooleanField, CharField, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.rules.core.declarations import Reader
from models.tables.cases.complaint import Complaint
from models.tables.cases.course import StepRecord
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine, office_words
from models.tables.intake.message import Message
from models.tables.staff.staff import Staff

_RECORD = {Reader.DESTRUCTION: "the record of a destruction is kept"}


class StatutoryRule(BaseTable):
    """A time limit of the law, valid between two dates; an empty `kind` or `source` fits every one."""

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
    """One legal time limit running on one case, under the rule of the day it began."""

    complaint = ForeignKeyField(Complaint, backref="statutory_clocks", index=False)
    rule = ForeignKeyField(StatutoryRule)
    starts_at = DateTimeField()
    due_at = DateTimeField(index=True)
    met_at = DateTimeField(null=True)

    class Meta:
        """Keys."""

        indexes = ((("complaint", "rule"), True),)


class Warning(BaseTable):
    """A warning or an escalation that was given, once: its key names the clock and the grade."""

    complaint = ForeignKeyField(Complaint, backref="warnings")
    record = ForeignKeyField(StepRecord, null=True, index=False)
    clock = ForeignKeyField(StatutoryClock, null=True, index=False)
    grade = machine(CharField(max_length=20))
    key = machine(CharField(max_length=80, unique=True))
    at = DateTimeField()


class SuggestionRule(BaseTable):
    """Words that speak for a kind, a category, a section or an urgency, and how strongly."""

    target = machine(CharField(max_length=12))  # kind, category, section, urgency
    value = machine(CharField(max_length=40))
    words = office_words(TextField())  # one pattern a line
    weight = IntegerField(default=1)
    active = BooleanField(default=True)


class ConflictParty(BaseTable):
    """An officer a case is about or who is too near to it: it is hidden from him."""

    complaint = ForeignKeyField(Complaint, backref="conflict_parties", index=False)
    staff = ForeignKeyField(Staff, backref="conflicts")
    why = free_words(TextField(default=""))
    named_by = ForeignKeyField(Staff, null=True, index=False, backref="conflicts_named")
    named_at = DateTimeField()
    lifted_by = ForeignKeyField(Staff, null=True, index=False, backref="conflicts_lifted")
    lifted_at = DateTimeField(null=True)

    class Meta:
        """Keys."""

        indexes = ((("complaint", "staff"), True),)


class Unmasking(BaseTable):
    """A look at a protected identity: by whom, why, who allowed it, and until when. Refused ones stay too."""

    complaint = ForeignKeyField(Complaint, backref="unmaskings")
    asked_by = ForeignKeyField(Staff, index=False)
    motive = free_words(TextField())
    asked_at = DateTimeField()
    decided_by = ForeignKeyField(Staff, null=True, index=False, backref="unmaskings_decided")
    decided_at = DateTimeField(null=True)
    granted = BooleanField(null=True)
    ends_at = DateTimeField(null=True)


class RecordClass(BaseTable):
    """A class of the retention schedule (JRA): how long a file is kept, and what becomes of it then."""

    key = machine(CharField(max_length=40, unique=True))
    kind = machine(CharField(max_length=20, default=""))  # the kind of case it is meant for; empty: every other one
    label = office_words(CharField(max_length=120))
    active_years = IntegerField()
    inactive_years = IntegerField()
    fate = machine(CharField(max_length=20))  # dinilai_kembali, musnah, permanen
    basis = office_words(CharField(max_length=200, default=""))


class DestructionList(BaseTable):
    """A list of files proposed for destruction, its approval, and the record of what was done."""

    made_by = ForeignKeyField(Staff, index=False)
    made_at = DateTimeField()
    approved_by = ForeignKeyField(Staff, null=True, index=False, backref="destruction_approvals")
    approved_at = DateTimeField(null=True)
    refused_at = DateTimeField(null=True)  # by who looked at it, or withdrawn by who made it
    refuse_reason = free_words(TextField(default=""), left_out=_RECORD)
    carried_out_at = DateTimeField(null=True)
    note = free_words(TextField(default=""), left_out=_RECORD)


class DestructionItem(BaseTable):
    """One case on such a list, named so that the list can be read when the file is gone."""

    list = ForeignKeyField(DestructionList, backref="items")
    complaint = IntegerField()
    number = machine(CharField(max_length=40))
    reason = office_words(CharField(max_length=200))
    destroyed_at = DateTimeField(null=True)
    kept_because = office_words(CharField(max_length=200, default=""))  # why it was not destroyed after all
    messages = IntegerField(default=0)  # how much went
    files = IntegerField(default=0)


class Survey(BaseTable):
    """The question how satisfied a citizen was, and the answer read back from the conversation."""

    complaint = ForeignKeyField(Complaint, unique=True, backref="survey")
    asked_at = DateTimeField()
    scale = IntegerField(default=4)
    answer = IntegerField(null=True)
    answered_at = DateTimeField(null=True)
    message = ForeignKeyField(Message, null=True, index=False)
