"""Officers excluded from cases they are involved in, why identities are protected, and every look at one."""

from peewee import BooleanField, DateTimeField, ForeignKeyField, TextField

from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words
from models.tables.staff.staff import Staff


class ConflictParty(BaseTable):
    """An officer whom a case is about or who is too close to it: the case is hidden from him."""

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


class SecrecyChange(BaseTable):
    """That somebody protected the complainant's identity, or ended that, and why."""

    complaint = ForeignKeyField(Complaint, backref="secrecy_changes")
    protected = BooleanField()
    reason = free_words(TextField())
    made_by = ForeignKeyField(Staff, index=False, backref="secrecy_changes")
    made_at = DateTimeField()


class Unmasking(BaseTable):
    """A look at a protected identity: by whom, why, who allowed it, and until when; refused requests stay as well."""

    complaint = ForeignKeyField(Complaint, backref="unmaskings")
    asked_by = ForeignKeyField(Staff, index=False)
    motive = free_words(TextField())
    asked_at = DateTimeField()
    decided_by = ForeignKeyField(Staff, null=True, index=False, backref="unmaskings_decided")
    decided_at = DateTimeField(null=True)
    granted = BooleanField(null=True)
    ends_at = DateTimeField(null=True)
