"""The course of a complaint: steps with their clocks, outputs, moves and pauses. Rows are added, never deleted."""

from peewee import BooleanField, CharField, DateTimeField, DoubleField, ForeignKeyField, IntegerField, TextField

from models.rules.core.declarations import Gone, Reader
from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.core.declaring import by_key, free_words, machine, office_words
from models.tables.office.office import CalendarState
from models.tables.staff.staff import Staff


class StepOutput(BaseTable):
    """An output of a step: a text written, a paper signed, an answer delivered. `undone` outputs no longer count."""

    complaint = ForeignKeyField(Complaint, backref="outputs", index=False)
    kind = machine(CharField(max_length=80))
    step = IntegerField()
    round = IntegerField()
    text = free_words(TextField(default=""))
    facts = by_key(TextField(default="{}"), ())  # JSON
    reference = machine(CharField(max_length=60, default=""))  # e.g. document:12, outbox:7, message:99
    made_by = ForeignKeyField(Staff, null=True, index=False)
    made_at = DateTimeField()
    undone = BooleanField(default=False)

    class Meta:
        """Keys."""

        indexes = ((("complaint", "kind"), False),)


class ReportPhoto(BaseTable):
    """One photo of a field check, its file under its sha256; a photo taken out of the report keeps its row."""

    complaint = ForeignKeyField(Complaint, backref="report_photos")
    sha256 = free_words(CharField(max_length=64), file=True)
    caption = free_words(CharField(max_length=200, default=""))
    taken_at = DateTimeField(null=True)  # as the camera noted it, naive UTC
    made_by = ForeignKeyField(Staff, null=True, index=False)
    made_at = DateTimeField()
    removed_at = DateTimeField(null=True)
    # Where the camera says it stood, degrees; kept only where the officer ticked that.
    latitude = free_words(DoubleField(null=True))
    longitude = free_words(DoubleField(null=True))


class ReportReturn(BaseTable):
    """A field report given back to the officers of the section, with what they have to correct."""

    complaint = ForeignKeyField(Complaint, backref="report_returns")
    output = ForeignKeyField(StepOutput, index=False)
    reason = free_words(TextField())
    made_by = ForeignKeyField(Staff, index=False)
    made_at = DateTimeField()


class OutputCorrection(BaseTable):
    """One wording put right: of an output's text or of a column with the account of the case. Both wordings stay."""

    complaint = ForeignKeyField(Complaint, backref="corrections")
    kind = machine(CharField(max_length=80))  # the output
    field = machine(CharField(max_length=40))  # models/rules/cases/corrections.CORRECTABLE
    before = free_words(TextField())
    after = free_words(TextField())
    why = free_words(TextField(), gone=Gone.MARK)
    made_by = ForeignKeyField(Staff, index=False)
    made_at = DateTimeField()


class CaseNote(BaseTable):
    """What an officer wrote on a complaint for colleagues; it is never sent."""

    complaint = ForeignKeyField(Complaint, backref="notes")
    text = free_words(TextField(), also=(Reader.SEARCH,))
    made_by = ForeignKeyField(Staff, index=False)
    made_at = DateTimeField()


class StepRecord(BaseTable):
    """One row per complaint, step and round: who, when, due, and the minutes it took net and gross."""

    complaint = ForeignKeyField(Complaint, backref="steps", index=False)
    step = IntegerField()
    round = IntegerField()
    section = machine(CharField(max_length=20, null=True))
    actor = ForeignKeyField(Staff, null=True, index=False)  # who ended it; null: the agent
    started_at = DateTimeField()
    due_at = DateTimeField(null=True)
    # Kept for speed: the due time without any pause, and with those that wait to be countersigned. Null: as due_at.
    due_plain = DateTimeField(null=True)
    due_asked = DateTimeField(null=True)
    finished_at = DateTimeField(null=True)
    outcome = machine(CharField(max_length=14, default=""))  # selesai, dikembalikan, digabung, ditutup
    net_minutes = machine(DoubleField(null=True))
    gross_minutes = machine(DoubleField(null=True))
    late = BooleanField(null=True)
    output = ForeignKeyField(StepOutput, null=True, index=False)
    # By which its minutes were counted when it ended. Null while it runs, or where an older version ended it.
    calendar = ForeignKeyField(CalendarState, null=True, index=False)

    class Meta:
        """Keys."""

        indexes = ((("complaint", "step", "round"), True),)


class StepRecount(BaseTable):
    """An ended step counted anew by a later decision: what it was, what it is now, and why."""

    record = ForeignKeyField(StepRecord, backref="recounts")
    at = DateTimeField()
    why = office_words(CharField(max_length=700))
    due_before = DateTimeField(null=True)
    due_after = DateTimeField(null=True)
    net_before = machine(DoubleField(null=True))
    net_after = machine(DoubleField(null=True))
    late_before = BooleanField(null=True)
    late_after = BooleanField(null=True)


class History(BaseTable):
    """Every move of a complaint: from which stage to which, by whom, when and why."""

    complaint = ForeignKeyField(Complaint, backref="history")
    at = DateTimeField()
    actor = ForeignKeyField(Staff, null=True, index=False)
    move = machine(CharField(max_length=40))
    from_stage = machine(CharField(max_length=24, default=""))
    to_stage = machine(CharField(max_length=24))
    reason = free_words(TextField(default=""))


class Pause(BaseTable):
    """A stretch in which a step's clock stands still, with its proof; models/rules/clocks/pauses.py weighs it.

    A `refused` pause stays, but does not count. `limit_minutes`: what the office let count without a countersignature
    when it was asked; null in one of an older version that was not weighed yet.
    """

    record = ForeignKeyField(StepRecord, backref="pauses")
    reason_code = machine(CharField(max_length=40))
    why = free_words(TextField(default=""))
    proof = machine(CharField(max_length=60, default=""))  # e.g. message:99, document:12
    starts_at = DateTimeField()
    ends_at = DateTimeField(null=True)
    made_by = ForeignKeyField(Staff, index=False)
    countersigned_by = ForeignKeyField(Staff, null=True, index=False, backref="countersigned_pauses")
    countersigned_at = DateTimeField(null=True)
    refused = BooleanField(default=False)  # by who was to countersign it
    asked_at = DateTimeField(null=True)
    limit_minutes = machine(DoubleField(null=True))
    counted_before = BooleanField(default=False)  # in a month that was closed before pauses had to be accepted
