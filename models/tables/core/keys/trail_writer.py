"""Who writes the audit trail: each chain by the public half of the key that signs it."""

from peewee import CharField, DateTimeField, IntegerField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine


class TrailWriter(BaseTable):
    """One chain and its key, from a row of it on; a row is never changed, and another key begins another chain."""

    chain = machine(CharField(max_length=12, unique=True))
    kind = machine(CharField(max_length=12))  # web, agen: which program
    public = machine(CharField(max_length=64))  # hex digits
    begun_seq = IntegerField()  # the first row of the chain that is signed, or stands under a signed one
    begun_at = DateTimeField()
