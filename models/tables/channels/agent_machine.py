"""The gateways' PCs that have a key of their own, and which of them serves a channel."""

from peewee import SQL, CharField, DateTimeField, ForeignKeyField, Index, IntegerField, TextField

from models.tables.channels.channel import ChannelAccount
from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine


class AgentMachine(BaseTable):
    """One machine and its public key; by `vouch` the office says that it entered this key. Over once revoked."""

    name = machine(CharField(max_length=16))
    public = machine(CharField(max_length=64, unique=True))
    vouch = machine(TextField())  # made with secret.key: who writes in the database alone puts no key of his own here
    made_at = DateTimeField()
    made_by = IntegerField(null=True)
    revoked_at = DateTimeField(null=True)


class ServingMachine(BaseTable):
    """From when to when a machine serves a channel. Without a row of now the office's own agents do."""

    account = ForeignKeyField(ChannelAccount, index=False, backref="machines")
    machine = ForeignKeyField(AgentMachine, index=False, backref="channels")
    given_at = DateTimeField()
    given_by = IntegerField(null=True)
    ended_at = DateTimeField(null=True)


AgentMachine.add_index(
    Index("agent_machine_name", AgentMachine, (AgentMachine.name,), True, True, SQL('"revoked_at" IS NULL'))
)
ServingMachine.add_index(
    Index("serving_machine_account", ServingMachine, (ServingMachine.account,), True, True, SQL('"ended_at" IS NULL'))
)
