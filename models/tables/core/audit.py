"""The audit trail: append-only, each row carries the hash of the one before it in its chain."""

from peewee import CharField, DateTimeField, IntegerField, TextField

from models.tables.core.database import BaseTable


class Audit(BaseTable):
    """Who did what, when, from where, before and after. Each program writes a chain of its own."""

    chain = CharField(max_length=12)  # web, agen
    seq = IntegerField()
    at = DateTimeField()
    actor = CharField(max_length=60, default="")  # username, or agen / sistem
    address = CharField(max_length=60, default="")
    event = CharField(max_length=60, column_name="deed")
    subject = CharField(max_length=60, default="", index=True)  # e.g. complaint:7
    before = TextField(default="")
    after = TextField(default="")
    prev_hash = CharField(max_length=64)
    hash = CharField(max_length=64)

    class Meta:
        """Keys."""

        # By event: the choices of the list, and what was chosen, newest first.
        indexes = ((("chain", "seq"), True), (("event", "id"), False))
