"""Replies on their way out, and the proof of those delivered another way. No row here ever disappears."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.tables.cases.complaint import Complaint
from models.tables.channels.channel import ChannelAccount
from models.tables.core.database import BaseTable
from models.tables.intake.message import Message
from models.tables.intake.person import Thread
from models.tables.staff.staff import Staff


class Outbox(BaseTable):
    """One row a reply; `reply_key` is unique per submission of the form. States: models/rules/replies/delivery.py."""

    reply_key = CharField(max_length=64, unique=True)
    complaint = ForeignKeyField(Complaint, null=True, backref="replies")
    account = ForeignKeyField(ChannelAccount, index=False)
    thread = ForeignKeyField(Thread, index=False)
    purpose = CharField(max_length=20, default="lain")
    text = TextField()
    text_hash = CharField(max_length=64)
    state = CharField(max_length=10, default="queued")
    attempts = IntegerField(default=0)
    resends = IntegerField(default=0)
    absences = IntegerField(default=0)
    not_before = DateTimeField(null=True)
    last_attempt_at = DateTimeField(null=True)
    last_readback_at = DateTimeField(null=True)
    client_ref = CharField(max_length=250, null=True)
    external_id = CharField(max_length=250, null=True)
    reply_to = CharField(max_length=250, null=True)
    private = BooleanField(default=False)  # the author of a comment is answered in private
    approved = TextField(default="")  # as models/rules/channels/approved_texts writes it; empty for an ordinary reply
    reason = TextField(default="")
    owner = CharField(max_length=64, null=True)
    lease_token = IntegerField(default=0)
    lease_until = DateTimeField(null=True)
    created_by = ForeignKeyField(Staff, null=True, index=False)
    created_at = DateTimeField()
    sent_at = DateTimeField(null=True)
    ack = CharField(max_length=12, default="")
    settled_by = ForeignKeyField(Staff, null=True, index=False, backref="settled_replies")
    settled_at = DateTimeField(null=True)

    class Meta:
        """Keys."""

        indexes = (
            (("account", "state", "not_before"), False),
            (("thread", "state"), False),
            (("account", "external_id"), True),
            (("state", "created_at"), False),  # what is held or on its way, over all accounts
            (("created_at",), False),  # the list, newest first
        )


class ReplyFile(BaseTable):
    """A file of an answer: a row of its own in the outbox sends it, after the row that has the words."""

    public_id = CharField(max_length=36, unique=True)
    answer = ForeignKeyField(Outbox, backref="files")  # the row with the words
    reply = ForeignKeyField(Outbox, unique=True, backref="file")
    sha256 = CharField(max_length=64, null=True, index=True)
    mime = CharField(max_length=120)
    filename = CharField(max_length=255)
    size = IntegerField()


class WaitingFile(BaseTable):
    """A file an officer put to an answer not yet sent: his alone, until it was sent or taken away."""

    public_id = CharField(max_length=36, unique=True)
    staff = ForeignKeyField(Staff, index=False, backref="waiting_files")
    complaint = ForeignKeyField(Complaint, backref="waiting_files")
    sha256 = CharField(max_length=64, index=True)
    mime = CharField(max_length=120)
    filename = CharField(max_length=255)
    size = IntegerField()
    added_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("staff", "complaint", "sha256"), True),)


class DeliveryProof(BaseTable):
    """How an answer reached the citizen outside our outbox: the way, the words, the proof."""

    complaint = ForeignKeyField(Complaint, backref="proofs")
    purpose = CharField(max_length=20)
    way = CharField(max_length=20)
    text = TextField()
    message = ForeignKeyField(Message, null=True)
    sha256 = CharField(max_length=64, null=True)
    made_by = ForeignKeyField(Staff, index=False)
    delivered_at = DateTimeField()
    made_at = DateTimeField()
