"""The audit trail: append-only, each row carries the hash of the one before it in its chain."""

from peewee import CharField, DateTimeField, IntegerField, TextField

from models.rules.core.declarations import Person, Reader
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, identity, machine

# Each row's hash covers its texts, so words are masked when written and never later.
_CHAINED = dict.fromkeys((Reader.MASK, Reader.DESTRUCTION), "the chain is over what stands there")


class Audit(BaseTable):
    """Who did what, when, from where, before and after. Each program writes a chain of its own."""

    chain = machine(CharField(max_length=12))  # web, agen; with another key web-2 and so on
    seq = IntegerField()
    at = DateTimeField()
    actor = identity(CharField(max_length=60, default=""), of=Person.OFFICER)  # username, or agen / sistem
    address = machine(CharField(max_length=60, default=""))
    event = machine(CharField(max_length=60, column_name="deed"))
    subject = machine(CharField(max_length=60, default="", index=True))  # e.g. complaint:7
    before = free_words(TextField(default=""), also=(Reader.EXPORT,), left_out=_CHAINED)
    after = free_words(TextField(default=""), also=(Reader.EXPORT,), left_out=_CHAINED)
    prev_hash = machine(CharField(max_length=64))
    hash = machine(CharField(max_length=64))
    signature = machine(CharField(max_length=128, default=""))  # of the last row of those written at once

    class Meta:
        """Keys."""

        # By event: the choices of the list, and what was chosen, newest first.
        indexes = ((("chain", "seq"), True), (("event", "id"), False))
