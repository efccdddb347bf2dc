"""Accounts, sessions, one-time form keys, drafts and notices of the people who work with the system."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.rules.core.declarations import Gone, Person
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, identity, machine
from models.tables.office.office import Official


class Staff(BaseTable):
    """One account. A section officer has a section of his own; all others' section follows from the role."""

    username = identity(CharField(max_length=40, unique=True), of=Person.OFFICER)
    name = identity(CharField(max_length=200, default=""), of=Person.OFFICER)
    password_hash = machine(CharField(max_length=200))
    role = machine(CharField(max_length=20))
    section = machine(CharField(max_length=20, null=True))
    official = ForeignKeyField(Official, null=True)
    active = BooleanField(default=True)
    sample = BooleanField(default=False)  # made for practice
    password_once = BooleanField(default=False)  # given by another; changed before anything else
    created_at = DateTimeField()
    failed_logins = IntegerField(default=0)
    delayed_until = DateTimeField(null=True)
    totp_secret = machine(TextField(default=""))  # encrypted; empty: not set up
    totp_last_step = IntegerField(default=0)  # a code counts once
    recovery_codes = machine(TextField(default=""))  # their salt and hashes as JSON; empty: none were made
    last_login_at = DateTimeField(null=True)
    # for warnings through the office's own WhatsApp, if he wants them
    phone = identity(CharField(max_length=20, default=""), of=Person.OFFICER)
    # by which the office's own e-signature service knows him; entered by himself, shown to nobody
    nik = identity(CharField(max_length=16, default=""), of=Person.OFFICER)
    wants_messages = BooleanField(default=False)
    wants_tasks = BooleanField(default=False)  # the same for papers to sign and cases to dispose
    messaged_at = DateTimeField(null=True)  # when the last such message was queued
    wants_sound = BooleanField(default=False)  # an open page sounds for what is new
    wants_badge = BooleanField(default=False)  # the number of waiting cases in the tab's title
    theme = machine(CharField(max_length=10, default="sistem"))
    single_keys = BooleanField(default=True)  # single letters act outside fields
    first_view = IntegerField(null=True)  # the saved view the queue opens with; none: what waits for him


class SetupStep(BaseTable):
    """What was noted on one step of setting the office up: checked, or skipped for now."""

    key = machine(CharField(max_length=20, unique=True))
    state = machine(CharField(max_length=12))  # models/rules/setting_up.Noted
    noted_by = ForeignKeyField(Staff, null=True, index=False)
    noted_at = DateTimeField()


class StaffSession(BaseTable):
    """A signed-in browser; the cookie holds the token, we hold only its hash."""

    token_hash = machine(CharField(max_length=64, unique=True))
    staff = ForeignKeyField(Staff, backref="sessions")
    created_at = DateTimeField()
    seen_at = DateTimeField()
    ended_at = DateTimeField(null=True)
    proven_at = DateTimeField(null=True)  # when its person was proven anew since it was opened
    address = machine(CharField(max_length=60, default=""))
    browser = machine(CharField(max_length=200, default=""))


class FormKey(BaseTable):
    """A one-time key of a form: the same key twice has one effect."""

    key = machine(CharField(max_length=64, unique=True))
    staff = ForeignKeyField(Staff)
    used_at = DateTimeField()
    outcome = machine(TextField(default=""))


class Draft(BaseTable):
    """What an officer typed in a form and has not sent yet."""

    staff = ForeignKeyField(Staff)
    complaint = IntegerField()
    field = machine(CharField(max_length=40))
    text = free_words(TextField())
    saved_at = DateTimeField()
    page = machine(CharField(max_length=40, default=""))  # the open page that wrote it last
    turn = IntegerField(default=0)  # the how-many-eth writing of that page

    class Meta:
        """Keys."""

        indexes = ((("staff", "complaint", "field"), True),)


class Notice(BaseTable):
    """Something a person should see; unique by its key."""

    staff = ForeignKeyField(Staff, backref="notices", index=False)
    complaint = IntegerField(null=True, index=True)
    kind = machine(CharField(max_length=30))
    text = free_words(TextField(), gone=Gone.MARK)
    key = machine(CharField(max_length=120, unique=True))
    made_at = DateTimeField()
    seen_at = DateTimeField(null=True)
    lapsed_at = DateTimeField(null=True)  # its reason ended by itself, so the bell no longer counts it
    message_due = BooleanField(default=False, index=True)  # still to be sent to the telephone

    class Meta:
        """Keys."""

        indexes = ((("staff", "seen_at", "lapsed_at"), False), (("kind", "lapsed_at"), False))
