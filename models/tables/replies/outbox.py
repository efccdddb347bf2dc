"""Replies on their way out, and the proof of those delivered another way. No row is ever deleted."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.rules.core.declarations import Gone, Reader
from models.tables.cases.complaint import Complaint
from models.tables.channels.channel import ChannelAccount
from models.tables.core.database import BaseTable
from models.tables.core.declaring import by_key, free_words, machine, platform_id
from models.tables.intake.message import Message
from models.tables.intake.person import Thread
from models.tables.staff.staff import Staff


class Outbox(BaseTable):
    """One row per reply; `reply_key` is unique per form submission. States: models/rules/replies/delivery.py."""

    reply_key = machine(CharField(max_length=64, unique=True))
    complaint = ForeignKeyField(Complaint, null=True, backref="replies")
    account = ForeignKeyField(ChannelAccount, index=False)
    thread = ForeignKeyField(Thread, index=False)
    purpose = machine(CharField(max_length=20, default="lain"))
    text = free_words(TextField(), handed_as="isi", also=(Reader.SEARCH, Reader.EXPORT), gone=Gone.MARK)
    text_hash = machine(CharField(max_length=64))
    state = machine(CharField(max_length=10, default="queued"))
    attempts = IntegerField(default=0)
    resends = IntegerField(default=0)
    absences = IntegerField(default=0)
    faults = IntegerField(default=0)  # how often in a row the program itself failed at this row
    not_before = DateTimeField(null=True)
    first_attempt_at = DateTimeField(null=True)  # of the tries that may have left
    last_attempt_at = DateTimeField(null=True)
    last_readback_at = DateTimeField(null=True)
    client_ref = platform_id(CharField(max_length=250, null=True))
    external_id = platform_id(CharField(max_length=250, null=True), also=(Reader.EXPORT,))
    reply_to = platform_id(CharField(max_length=250, null=True))
    private = BooleanField(default=False)  # the author of a comment is answered in private
    # as models/rules/channels/approved_texts writes it; empty for an ordinary reply
    approved = by_key(TextField(default=""), ())
    reason = free_words(TextField(default=""), also=(Reader.EXPORT,))
    owner = machine(CharField(max_length=64, null=True))
    lease_token = IntegerField(default=0)
    lease_until = DateTimeField(null=True)
    created_by = ForeignKeyField(Staff, null=True, index=False)
    created_at = DateTimeField()
    sent_at = DateTimeField(null=True)
    ack = machine(CharField(max_length=12, default=""))
    # What is known of its delivery now, and when it was first there: told by its changes (delivery.py).
    grade = machine(CharField(max_length=12, default=""))
    grade_at = DateTimeField(null=True)
    there_at = DateTimeField(null=True)
    settled_by = ForeignKeyField(Staff, null=True, index=False, backref="settled_replies")
    settled_at = DateTimeField(null=True)

    class Meta:
        """Keys."""

        indexes = (
            (("account", "state", "not_before"), False),
            (("thread", "state"), False),
            (("account", "last_attempt_at"), False),  # what left a number lately
            (("account", "external_id"), True),
            (("state", "created_at"), False),  # what is held or on its way, over all accounts
            (("created_at",), False),  # the list, newest first
        )


class KnownSegment(BaseTable):
    """A sealed segment of attempts.log whose every sending this database knows; an older copy lacks this row."""

    name = machine(CharField(max_length=40, unique=True))
    known_at = DateTimeField()


class ReplyFile(BaseTable):
    """A file of an answer: an outbox row of its own sends it after the row with the words."""

    public_id = machine(CharField(max_length=36, unique=True))
    answer = ForeignKeyField(Outbox, backref="files")  # the row with the words
    reply = ForeignKeyField(Outbox, unique=True, backref="file")
    sha256 = free_words(CharField(max_length=64, null=True, index=True), handed_as="berkas", file=True)
    mime = machine(CharField(max_length=120))
    filename = free_words(CharField(max_length=255), handed_as="lampiran")
    size = IntegerField()


class WaitingFile(BaseTable):
    """A file an officer attached to an answer not yet sent; only he sees it, until it is sent or removed."""

    public_id = machine(CharField(max_length=36, unique=True))
    staff = ForeignKeyField(Staff, index=False, backref="waiting_files")
    complaint = ForeignKeyField(Complaint, backref="waiting_files")
    sha256 = free_words(CharField(max_length=64, index=True), file=True)
    mime = machine(CharField(max_length=120))
    filename = free_words(CharField(max_length=255))
    size = IntegerField()
    added_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("staff", "complaint", "sha256"), True),)


class DeliveryProof(BaseTable):
    """How an answer reached the citizen outside our outbox: the way, the words, the proof."""

    complaint = ForeignKeyField(Complaint, backref="proofs")
    purpose = machine(CharField(max_length=20))
    way = machine(CharField(max_length=20))
    text = free_words(TextField(), handed_as="isi", gone=Gone.MARK)
    message = ForeignKeyField(Message, null=True)
    sha256 = free_words(CharField(max_length=64, null=True), handed_as="bukti", file=True)
    made_by = ForeignKeyField(Staff, index=False)
    delivered_at = DateTimeField()
    made_at = DateTimeField()
    grade = machine(CharField(max_length=12, default=""))
    grade_at = DateTimeField(null=True)
