"""The panel (panitia penilai) that appraises files whose time is over, its opinions, and what was decided."""

from peewee import CharField, DateField, DateTimeField, ForeignKeyField, TextField

from models.rules.core.declarations import Person
from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, identity, machine, office_words
from models.tables.staff.staff import Staff


class AppraisalPanel(BaseTable):
    """A panel, appointed by a letter; the newest one that was not ended appraises."""

    letter = office_words(CharField(max_length=120))
    letter_date = machine(DateField())
    made_by = ForeignKeyField(Staff, index=False)
    made_at = DateTimeField()
    ended_at = DateTimeField(null=True)


class PanelMember(BaseTable):
    """One member: whose account, and his name and post as they were when he was appointed."""

    panel = ForeignKeyField(AppraisalPanel, backref="members")
    staff = ForeignKeyField(Staff, index=False)
    part = machine(CharField(max_length=12))  # models/rules/retention/appraisal.Part
    name = identity(CharField(max_length=200), of=Person.OFFICER)
    title = office_words(CharField(max_length=120))


class AppraisalOpinion(BaseTable):
    """What one member says of one file; the latest counts."""

    complaint = ForeignKeyField(Complaint, backref="opinions")
    member = ForeignKeyField(PanelMember, index=False)
    verdict = machine(CharField(max_length=10))  # models/rules/retention/appraisal.Verdict
    reason = free_words(TextField())
    given_at = DateTimeField()


class Appraisal(BaseTable):
    """What was decided of one file, with the reason."""

    complaint = ForeignKeyField(Complaint, backref="appraisals")
    panel = ForeignKeyField(AppraisalPanel, index=False)
    verdict = machine(CharField(max_length=10))
    reason = free_words(TextField())
    decided_by = ForeignKeyField(Staff, index=False)
    decided_at = DateTimeField()
