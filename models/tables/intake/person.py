"""contact <- handle <- thread: a person, the names platforms know them by, and their conversations."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, TextField

from models.tables.channels.channel import ChannelAccount
from models.tables.core.database import BaseTable


class Contact(BaseTable):
    """A person as the office knows them; staff join and part contacts."""

    name = CharField(max_length=200, default="")
    note = TextField(default="")
    address = TextField(default="")
    email = CharField(max_length=200, default="")
    nationality = CharField(max_length=60, default="")
    identity_protected = BooleanField(default=False)
    joined_into = ForeignKeyField("self", null=True, backref="joined")
    created_at = DateTimeField()


class Handle(BaseTable):
    """One name a platform knows a contact by (phone, @name, PSID, @lid)."""

    kind = CharField(max_length=20)
    value = CharField(max_length=200)
    display_name = CharField(max_length=200, default="")
    contact = ForeignKeyField(Contact, backref="handles")
    first_seen_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("kind", "value"), True),)


class Thread(BaseTable):
    """One conversation on one account: a chat, or the comments of one person under one publication."""

    account = ForeignKeyField(ChannelAccount, backref="threads")
    kind = CharField(max_length=10)
    external_id = CharField(max_length=200)
    handle = ForeignKeyField(Handle, backref="threads")
    permalink = TextField(default="")
    about = TextField(default="")  # the words of the publication the comments stand under
    last_message_at = DateTimeField(null=True)
    last_inbound_at = DateTimeField(null=True)

    class Meta:
        """Keys."""

        indexes = ((("account", "kind", "external_id"), True),)
