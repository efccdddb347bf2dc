"""What the platforms returned, as it came (envelope), and the messages read from it. No row is ever deleted."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, IntegerField, TextField

from models.rules.core.declarations import Gone, Reader
from models.tables.channels.channel import ChannelAccount
from models.tables.core.database import BaseTable
from models.tables.core.declaring import by_key, free_words, machine, platform_id
from models.tables.intake.person import Handle, Thread


class Envelope(BaseTable):
    """One item as the platform returned it; its UNIQUE key makes intake exactly once."""

    account = ForeignKeyField(ChannelAccount, index=False)
    kind = machine(CharField(max_length=10))
    external_id = platform_id(CharField(max_length=250))
    # the same item's other id (@lid / @c.us)
    alias_id = platform_id(CharField(max_length=250, null=True, index=True), gone=Gone.EMPTY)
    epoch = IntegerField(default=0)
    payload = by_key(TextField(), ())
    fetched_at = DateTimeField()  # seen by us: fetched, pushed to us, or typed
    found_by = machine(CharField(max_length=10, default="poll"))  # poll, sweep, import, desk

    class Meta:
        """Keys."""

        indexes = ((("account", "kind", "external_id"), True),)


class Message(BaseTable):
    """One message or comment, in or out. The first text seen stays; edits are versions."""

    account = ForeignKeyField(ChannelAccount, index=False)
    envelope = ForeignKeyField(Envelope, null=True, unique=True)
    thread = ForeignKeyField(Thread, index=False)
    author = ForeignKeyField(Handle, null=True)
    kind = machine(CharField(max_length=10))
    direction = machine(CharField(max_length=3))
    external_id = platform_id(CharField(max_length=250), also=(Reader.EXPORT,))
    text = free_words(
        TextField(default=""), handed_as="isi", also=(Reader.SEARCH, Reader.EXPORT, Reader.REGISTER), gone=Gone.MARK
    )
    sent_at = DateTimeField()  # as the platform says; what an officer files: when it reached the office
    received_at = DateTimeField()  # stored
    origin = machine(CharField(max_length=14, default="platform"))  # platform, aduan (ours), aplikasi_asli, petugas
    reply_to = platform_id(CharField(max_length=250, null=True), gone=Gone.EMPTY)
    permalink = platform_id(TextField(default=""), address=True)
    ack = machine(CharField(max_length=12, default=""))
    withdrawn_at = DateTimeField(null=True)
    truncated = BooleanField(default=False)
    seen_at = DateTimeField(null=True)  # first looked at by an officer

    class Meta:
        """Keys."""

        indexes = (
            (("account", "kind", "external_id"), True),
            (("thread", "sent_at"), False),
            (("sent_at",), False),
        )


class MessageVersion(BaseTable):
    """A later text of an edited message; the first one stays in the message itself."""

    message = ForeignKeyField(Message, backref="versions")
    number = IntegerField()
    text = free_words(TextField(), handed_as="diubah_menjadi", also=(Reader.SEARCH,), gone=Gone.MARK)
    seen_at = DateTimeField()
    said_at = DateTimeField(null=True)  # when it was changed, as the platform told; None: seen in a list

    class Meta:
        """Keys."""

        indexes = ((("message", "number"), True),)


class Attachment(BaseTable):
    """A file of a message, fetched by a job of its own and stored under its sha256."""

    public_id = machine(CharField(max_length=36, unique=True))
    message = ForeignKeyField(Message, backref="attachments")
    position = IntegerField(default=0)
    ref = by_key(TextField(default="{}"), ())  # JSON: what the connector needs to fetch it
    mime = machine(CharField(max_length=120, default=""))
    filename = free_words(CharField(max_length=255, default=""), handed_as="lampiran")
    size = IntegerField(null=True)
    sha256 = free_words(CharField(max_length=64, null=True, index=True), handed_as="berkas", file=True)
    state = machine(
        CharField(max_length=12, default="menunggu", index=True)
    )  # menunggu, ditahan, diminta, tersimpan, gagal
    attempts = IntegerField(default=0)
    next_try_at = DateTimeField(null=True)
    give_up_at = DateTimeField(null=True)
    reason = free_words(TextField(default=""))
    mime_mismatch = BooleanField(default=False)

    class Meta:
        """Keys."""

        indexes = ((("message", "position"), True),)


class ReadMark(BaseTable):
    """A message that stood open on the screen of who answers, until its sender was told so; never by whom."""

    message = ForeignKeyField(Message, unique=True)
    opened_at = DateTimeField()
    tries = IntegerField(default=0)


class Quarantine(BaseTable):
    """An item that could not be read: kept raw, shown to officers, and read again by a newer version."""

    account = ForeignKeyField(ChannelAccount)
    kind = machine(CharField(max_length=10))
    fingerprint = machine(CharField(max_length=64))  # sha256 of the raw item, so a re-read adds no second row
    external_id = platform_id(CharField(max_length=250, null=True))
    payload = by_key(TextField(), ())
    reason = free_words(TextField(), gone=Gone.MARK)
    seen_at = DateTimeField()
    settled_at = DateTimeField(null=True)
    settled_by = IntegerField(null=True)

    class Meta:
        """Keys."""

        indexes = ((("account", "fingerprint"), True),)


class Gap(BaseTable):
    """A place where messages may have been missed, shown in the case."""

    account = ForeignKeyField(ChannelAccount)
    thread_external_id = platform_id(CharField(max_length=200), gone=Gone.ROW)
    why = machine(TextField())
    noticed_at = DateTimeField()
    settled_at = DateTimeField(null=True)
