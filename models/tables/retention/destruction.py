"""The retention schedule, lists of files proposed for destruction, and what has still to be erased or removed."""

from peewee import BooleanField, CharField, DateField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.rules.core.declarations import Reader
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine, office_words
from models.tables.retention.appraisal import Appraisal
from models.tables.staff.staff import Staff

_RECORD = {Reader.DESTRUCTION: "the record of a destruction is kept"}


class RecordClass(BaseTable):
    """A class of the retention schedule (JRA): how long a file is kept, and what then becomes of it."""

    key = machine(CharField(max_length=40, unique=True))
    kind = machine(CharField(max_length=20, default=""))  # the kind of case it is meant for; empty: every other one
    label = office_words(CharField(max_length=120))
    active_years = IntegerField()
    inactive_years = IntegerField()
    fate = machine(CharField(max_length=20))  # dinilai_kembali, musnah, permanen
    basis = office_words(CharField(max_length=200, default=""))


class DestructionList(BaseTable):
    """A list of files proposed for destruction, both consents to it, and the record of what was done."""

    made_by = ForeignKeyField(Staff, index=False)
    made_at = DateTimeField()
    approved_by = ForeignKeyField(Staff, null=True, index=False, backref="destruction_approvals")
    approved_at = DateTimeField(null=True)
    refused_at = DateTimeField(null=True)  # by who looked at it, or withdrawn by who made it
    refuse_reason = free_words(TextField(default=""), left_out=_RECORD)
    # the archive authority's consent (ANRI): its letter, and the scan of it
    consent_letter = office_words(CharField(max_length=120, default=""))
    consent_date = machine(DateField(null=True))
    consent_scan = office_words(CharField(max_length=64, null=True), file=True)
    consent_by = ForeignKeyField(Staff, null=True, index=False, backref="recorded_consents")
    consent_at = DateTimeField(null=True)
    before_consent = BooleanField(default=False)  # begun by a version of the program that asked for no consent
    record_number = machine(CharField(max_length=40, default=""))  # of the berita acara, given when it was begun
    carried_out_at = DateTimeField(null=True)
    note = free_words(TextField(default=""), left_out=_RECORD)


class DestructionItem(BaseTable):
    """One case on such a list, described so that the list can still be read when the file is gone."""

    list = ForeignKeyField(DestructionList, backref="items")
    complaint = IntegerField()
    number = machine(CharField(max_length=40))
    reason = office_words(CharField(max_length=200))
    appraisal = ForeignKeyField(Appraisal, null=True, backref="items")
    destroyed_at = DateTimeField(null=True)
    kept_because = office_words(CharField(max_length=200, default=""))  # why it was not destroyed after all
    messages = IntegerField(default=0)  # how much went
    files = IntegerField(default=0)


class Erasure(BaseTable):
    """An order to rewrite the database's file, because rows were emptied whose old contents still lie in it."""

    list = ForeignKeyField(DestructionList, null=True, backref="erasures")
    why = machine(CharField(max_length=20))  # models/rules/retention/erasing.Why
    asked_at = DateTimeField()
    planned_for = DateTimeField(null=True)  # outside office hours
    tried_at = DateTimeField(null=True)
    rewritten_at = DateTimeField(null=True)  # the tables; their former contents may still stand in the log
    log_end = machine(CharField(max_length=40, default=""))  # PostgreSQL: where its log stood then
    ended_at = DateTimeField(null=True)
    problem = office_words(CharField(max_length=300, default=""))  # why it could not be done at the last try


class RepeatedDestruction(BaseTable):
    """A case that a restored backup brought back, and that was emptied again because the ledger has it."""

    complaint = IntegerField()
    number = machine(CharField(max_length=40))
    destroyed_at = DateTimeField()  # the first time
    repeated_at = DateTimeField()


class FileRemoval(BaseTable):
    """A stored file no longer needed, to be removed after the transaction that wrote this row; safe to repeat."""

    sha256 = machine(CharField(max_length=64, unique=True))
    asked_at = DateTimeField()
    gone_from = machine(CharField(max_length=200, default=""))  # ids of the places that said so
