"""What the office trusts signatures by, and signed copies that were replaced."""

from peewee import SQL, CharField, DateTimeField, ForeignKeyField, Index, TextField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine, office_words
from models.tables.papers.document import Document
from models.tables.staff.staff import Staff


class TrustRoot(BaseTable):
    """One certificate the office trusts signatures by, until it is removed; the row stays as its proof."""

    subject = office_words(CharField(max_length=200))
    fingerprint = machine(CharField(max_length=64))  # SHA-256 of the certificate
    certificate_from = DateTimeField()
    certificate_until = DateTimeField()
    der = office_words(TextField())  # the certificate in base64
    added_by = ForeignKeyField(Staff, null=True, index=False, backref="added_roots")
    added_at = DateTimeField()
    removed_by = ForeignKeyField(Staff, null=True, index=False, backref="removed_roots")
    removed_at = DateTimeField(null=True)


TrustRoot.add_index(
    Index(
        "trust_root_in_use",
        TrustRoot,
        (TrustRoot.fingerprint,),
        unique=True,
        where=SQL('"removed_at" IS NULL'),
        safe=True,
    )
)


class ReplacedCopy(BaseTable):
    """A signed copy that another took the place of: kept, with what it was found to be then, and why it went."""

    document = ForeignKeyField(Document, backref="replaced_copies")
    sha256 = free_words(CharField(max_length=64), file=True)
    filed_by = ForeignKeyField(Staff, null=True, index=False, backref="filed_copies")
    filed_at = DateTimeField(null=True)
    state = machine(CharField(max_length=20, default=""))  # models/rules/papers/copy_states.py
    signer = free_words(CharField(max_length=300, default=""))
    signed_at = DateTimeField(null=True)
    replaced_by = ForeignKeyField(Staff, null=True, index=False, backref="replaced_copies")
    replaced_at = DateTimeField()
    reason = free_words(CharField(max_length=300))
