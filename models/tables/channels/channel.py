"""The office's channel accounts, how far each was read, and the agents that serve them."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine, office_words


class ChannelAccount(BaseTable):
    """One account on one platform. The secret is encrypted; the lease says which agent serves it."""

    kind = machine(CharField(max_length=20))
    label = office_words(CharField(max_length=80))
    settings = office_words(TextField(default="{}"))  # JSON object of strings: base_url, session, …
    secret = machine(TextField(default=""))  # encrypted with secret.key, or boxes for the machine that serves it
    push_secret = machine(TextField(default=""))  # beside boxes: what the back office checks pushes with
    enabled = BooleanField(default=True)
    created_at = DateTimeField()
    state = machine(CharField(max_length=12, default="baru"))  # baru, ok, terganggu, jeda
    state_reason = machine(TextField(default=""))
    state_since = DateTimeField(null=True)
    fails = IntegerField(default=0)
    last_try_at = DateTimeField(null=True)
    last_success_at = DateTimeField(null=True)
    last_inbound_at = DateTimeField(null=True)
    last_sweep_at = DateTimeField(null=True)
    paused_until = DateTimeField(null=True)
    found_by_sweep = IntegerField(default=0)
    token_expires_at = DateTimeField(null=True)
    token_life = machine(CharField(max_length=12, default=""))  # models/rules/channels/lifetimes.TokenLife
    quota_used = IntegerField(null=True)  # percent of the fullest quota, as the platform last said
    blocked_at = DateTimeField(null=True)  # since when its number is probably banned: nothing is sent
    blocked_why = machine(TextField(default=""))
    recovered_at = DateTimeField(null=True)  # when a person last said that it may send again
    advice = machine(TextField(default=""))  # what staff should know though the channel works
    sample = BooleanField(default=False)  # a simulated one, of practice
    lease_owner = machine(CharField(max_length=64, null=True))
    lease_token = IntegerField(default=0)
    lease_until = DateTimeField(null=True)


class ChannelPass(BaseTable):
    """When a job of an account last went through without an error, and why it did nothing then, if so."""

    account = ForeignKeyField(ChannelAccount, index=False, backref="passes")
    job = machine(CharField(max_length=12))
    passed_at = DateTimeField()
    halt = machine(CharField(max_length=20, default=""))

    class Meta:
        """Keys."""

        indexes = ((("account", "job"), True),)


class Cursor(BaseTable):
    """How far one stream of an account was read; changed only in the transaction that stores the page."""

    account = ForeignKeyField(ChannelAccount, backref="cursors")
    stream = machine(CharField(max_length=40))
    epoch = IntegerField(default=0)
    value = machine(TextField(null=True))
    updated_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("account", "stream"), True),)


class PushPayload(BaseTable):
    """A push whose signature was checked, kept as it came until an agent reads it; the same push twice is one row."""

    account = ForeignKeyField(ChannelAccount, index=False)
    digest = machine(CharField(max_length=64))
    body = free_words(TextField())
    received_at = DateTimeField()
    settled_at = DateTimeField(null=True, index=True)
    problem = machine(TextField(default=""))

    class Meta:
        """Keys."""

        indexes = ((("account", "digest"), True),)


class ChannelTest(BaseTable):
    """A request by an administrator that an agent test an account, and the result; only agents reach the gateways."""

    account = ForeignKeyField(ChannelAccount, backref="tests")
    asked_by = IntegerField(null=True)
    asked_at = DateTimeField()
    done_at = DateTimeField(null=True, index=True)
    ok = BooleanField(null=True)
    detail = machine(TextField(default=""))


class AgentHeartbeat(BaseTable):
    """When an agent was last alive, for /readyz and the page header."""

    owner = machine(CharField(max_length=64, unique=True))
    started_at = DateTimeField()
    seen_at = DateTimeField()
    stopped_at = DateTimeField(null=True)
    sending_stopped = machine(TextField(default=""))  # reconcile mode: why nothing is sent now
    version = machine(CharField(max_length=20, null=True))
    of_machine = IntegerField(null=True)  # the gateway's PC (agent_machine); none: the office's own

    class Meta:
        indexes = ((("of_machine", "id"), False),)
