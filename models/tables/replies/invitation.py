"""Invitations from a comment into a private conversation, and who wrote there with their code. No row is deleted."""

from peewee import CharField, DateTimeField, ForeignKeyField, TextField

from models.tables.cases.complaint import Complaint
from models.tables.channels.channel import ChannelAccount
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine
from models.tables.intake.message import Message
from models.tables.intake.person import Thread
from models.tables.replies.outbox import Outbox
from models.tables.staff.staff import Staff


class Invitation(BaseTable):
    """One code under a comment: which reply carries it, which private channel it names, until when it is taken."""

    complaint = ForeignKeyField(Complaint, backref="invitations")
    reply = ForeignKeyField(Outbox, unique=True, backref="invitation")
    reminder = ForeignKeyField(Outbox, null=True, index=False, backref="reminded")  # the one time it is said again
    account = ForeignKeyField(ChannelAccount, index=False)
    code = machine(CharField(max_length=12, unique=True))
    created_at = DateTimeField()
    expires_at = DateTimeField()


class InvitationClaim(BaseTable):
    """A private conversation that wrote the code. Confirmed: the commenter repeated its word, or an officer knows."""

    invitation = ForeignKeyField(Invitation, backref="claims")
    thread = ForeignKeyField(Thread, backref="claims")
    message = ForeignKeyField(Message, index=False)  # with the code; what was written since belongs to the case
    word = machine(CharField(max_length=20))
    made_at = DateTimeField()
    confirmed_at = DateTimeField(null=True)
    proof = ForeignKeyField(Message, null=True, index=False, backref="confirmed_claims")  # the comment with the word
    confirmed_by = ForeignKeyField(Staff, null=True, index=False)
    reason = free_words(TextField(default=""))  # how the officer knows

    class Meta:
        """Keys."""

        indexes = ((("invitation", "thread"), True),)
