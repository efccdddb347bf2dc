"""contact <- handle <- thread: a person, the names platforms know him by, and his conversations."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, TextField

from models.rules.core.declarations import Gone, Reader
from models.tables.channels.channel import ChannelAccount
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, identity, machine, platform_id

_LISTED = {Reader.EXPORT: "a list names a person by name and account, no more"}
_COMMON = {Reader.SEARCH: "too many share it"} | _LISTED
_NO_COLUMN = {Reader.REGISTER: "the book has no column for it"}
_STANDS_IN = {Reader.EXPORT: "the account itself stands in a list"}


class Contact(BaseTable):
    """A person as the office knows him; staff may join contacts and part them again."""

    name = identity(CharField(max_length=200, default=""), handed_as="Nama", gone=Gone.MARK)
    note = free_words(TextField(default=""), handed_as="Catatan petugas")
    address = identity(TextField(default=""), handed_as="Alamat", sought=False, left_out=_COMMON)
    email = identity(CharField(max_length=200, default=""), handed_as="Surel", left_out=_LISTED)
    nationality = identity(
        CharField(max_length=60, default=""), handed_as="Kewarganegaraan", sought=False, left_out=_COMMON | _NO_COLUMN
    )
    identity_protected = BooleanField(default=False)
    joined_into = ForeignKeyField("self", null=True, backref="joined")
    created_at = DateTimeField()


class Handle(BaseTable):
    """One name a platform knows a contact by (phone, @name, PSID, @lid)."""

    kind = machine(CharField(max_length=20))
    value = identity(CharField(max_length=200), handed_as="akun", gone=Gone.ROW)
    display_name = identity(CharField(max_length=200, default=""), handed_as="nama", left_out=_STANDS_IN)
    contact = ForeignKeyField(Contact, backref="handles")
    first_seen_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("kind", "value"), True),)


class Thread(BaseTable):
    """One conversation on one account: a chat, or the comments of one person under one publication."""

    account = ForeignKeyField(ChannelAccount, backref="threads")
    kind = machine(CharField(max_length=10))
    external_id = platform_id(CharField(max_length=200), also=(Reader.EXPORT,), gone=Gone.ROW)
    handle = ForeignKeyField(Handle, backref="threads")
    permalink = platform_id(TextField(default=""), address=True)
    about = free_words(TextField(default=""))  # the words of the publication the comments stand under
    last_message_at = DateTimeField(null=True)
    last_inbound_at = DateTimeField(null=True)

    class Meta:
        """Keys."""

        indexes = ((("account", "kind", "external_id"), True),)
