"""The seals of rows: a salted digest for each, gathered in batches whose roots stand in the signed trail."""

from peewee import SQL, CharField, DateTimeField, ForeignKeyField, Index, IntegerField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine


class SealBatch(BaseTable):
    """Rows sealed at once; a row is never changed. Its root stands in the trail under its number."""

    number = IntegerField(unique=True)  # without gaps, whatever numbers the database gives
    at = DateTimeField()
    lines = IntegerField()


class RowSeal(BaseTable):
    """The digest of one row as it was when its batch was made; the newest of a row is the one that counts."""

    batch = ForeignKeyField(SealBatch)
    kind = machine(CharField(max_length=32))  # the table
    ref = IntegerField()
    # Empty once the row moved on or went: what stood there cannot be tried out by the digest then.
    salt = machine(CharField(max_length=32))
    digest = machine(CharField(max_length=64))
    was = machine(CharField(max_length=64, default=""))  # the digest before it, of the same row
    # Key and signature of the program that moved the row on; gone again when the row is sealed anew.
    moved = machine(CharField(max_length=192, default=""))

    class Meta:
        """Keys."""

        indexes = ((("kind", "ref", "id"), False),)


IS_OPEN = SQL("moved <> ''")  # as the index says it
# They are few, and asked for three times a minute.
RowSeal.add_index(Index("rowseal_open", RowSeal, (RowSeal.id,), where=IS_OPEN, safe=True))
