"""What became known of an answer after it was handed over, in order. No row is deleted."""

from peewee import CharField, DateTimeField, ForeignKeyField

from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine
from models.tables.replies.outbox import DeliveryProof, Outbox
from models.tables.staff.staff import Staff


class DeliveryChange(BaseTable):
    """One grade (models/rules/channels/grades.py) of a reply or of a delivery recorded by hand.

    `at`: when it came to be so; empty where an older version did not note it. `effect`: what a fall brought about.
    """

    complaint = ForeignKeyField(Complaint, null=True, backref="delivery_changes")
    reply = ForeignKeyField(Outbox, null=True, index=False, backref="changes")
    proof = ForeignKeyField(DeliveryProof, null=True, index=False, backref="changes")
    grade = machine(CharField(max_length=12))
    at = DateTimeField(null=True)
    seen_at = DateTimeField()
    made_by = ForeignKeyField(Staff, null=True, index=False)  # the person whose word it is; empty: the platform's
    effect = machine(CharField(max_length=12, default=""))

    class Meta:
        """Keys: the same news twice is one row."""

        indexes = ((("reply", "grade"), True), (("proof", "grade"), True))
