"""The tables of the store in the database: a row a file, and its bytes in chunks, sealed by a key of the file's row.

Sealed, because a row that is deleted still stands in dead tuples, freed pages and the log: rewriting the small table
of the keys makes the large one unreadable there, and nobody has to rewrite a hundred gigabytes after a destruction.
"""

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CTR
from peewee import BigIntegerField, BlobField, CharField, DateTimeField, ForeignKeyField, IntegerField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine

CHUNK = 1 << 19  # bytes; the last one of a file is shorter
KEY = 32  # bytes
UNPACKED = "SET STORAGE EXTERNAL"  # PostgreSQL: sealed bytes do not pack, and trying costs time


class KeptFile(BaseTable):
    """A file of the store; without a sha256 it is still being written, or never was finished."""

    sha256 = machine(CharField(max_length=64, null=True, unique=True))
    size = BigIntegerField(default=0)
    key = machine(BlobField())
    touched_at = DateTimeField(index=True)  # by the server's clock


class FileChunk(BaseTable):
    """So many bytes of a file, in their order from 0."""

    file = ForeignKeyField(KeptFile, on_delete="CASCADE", index=False)
    number = IntegerField()
    content = machine(BlobField())

    class Meta:
        """Each once."""

        indexes = ((("file", "number"), True),)


def sealed(key: bytes, number: int, content: bytes) -> bytes:
    """Return the bytes of a chunk as they stand in its row, or those of the row as they were.

    The key is of this file alone, and the counters of no two chunks meet.
    """
    sealing = Cipher(AES256(key), CTR((number << 64).to_bytes(16, "big"))).encryptor()
    return sealing.update(content)
