"""Papers, the templates they were made from, and the register of numbers. Numbers are never reused."""

from peewee import (
    SQL,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    Index,
    IntegerField,
    TextField,
)

from models.rules.core.declarations import Gone, Person, Reader
from models.tables.cases.complaint import Complaint
from models.tables.core.database import BaseTable
from models.tables.core.declaring import by_key, free_words, identity, machine, office_words
from models.tables.papers.paper_type import PaperTypeVersion
from models.tables.staff.staff import Staff

# The office's own words on a paper, which stay even where they equal a complainant's name.
_OF_THE_OFFICE = (
    *("kop", "office", "signer", "kota", "dari", "reply_to", "tembusan", "mode", "anchor", "keamanan", "sifat"),
    *("number", "date", "officer", "officer_name", "officer_nip", "answered_by", "paraf", "own"),
)


class TemplateVersion(BaseTable):
    """One version of a Word template; the file lies under its sha256."""

    document_type = machine(CharField(max_length=20))
    type_version = IntegerField(default=0)  # of an own type: whose questions it prints; 0 of a built-in one
    number = IntegerField()
    sha256 = office_words(CharField(max_length=64), file=True)
    uploaded_by = ForeignKeyField(Staff, null=True)
    uploaded_at = DateTimeField()
    activated_by = ForeignKeyField(Staff, null=True, backref="activated_templates")
    activated_at = DateTimeField(null=True)
    retired_at = DateTimeField(null=True)
    note = office_words(CharField(max_length=200, default=""))  # what was changed, in the words of who uploaded it

    class Meta:
        """Keys."""

        indexes = ((("document_type", "number"), True),)


class Document(BaseTable):
    """One paper: its state, number, date, the facts it was made from and what was issued."""

    public_id = machine(CharField(max_length=36, unique=True))
    complaint = ForeignKeyField(Complaint, null=True, backref="documents")  # None: a paper of the office itself
    about = machine(CharField(max_length=80, default=""))  # of such a paper: its month (2026-11) or its event
    type = machine(CharField(max_length=20))
    own_version = ForeignKeyField(
        PaperTypeVersion, null=True, index=False
    )  # of an own type, under which it was begun
    own_title = office_words(CharField(max_length=120, default=""))  # what that version calls it
    state = machine(CharField(max_length=16, default="konsep"))
    number = machine(CharField(max_length=80, null=True, index=True), also=(Reader.SEARCH,))
    date = machine(DateField(null=True))
    facts = by_key(TextField(default="{}"), _OF_THE_OFFICE)  # JSON, what the template is filled with
    template = ForeignKeyField(TemplateVersion, null=True)
    template_sha256 = machine(CharField(max_length=64, default=""))
    sha256 = free_words(CharField(max_length=64, null=True), file=True)
    # how many enclosures the issued file names; None: it has no such line, or was issued before 0088
    enclosures = IntegerField(null=True)
    recipient = free_words(CharField(max_length=200, default=""), also=(Reader.SEARCH, Reader.EXPORT))
    subject = free_words(CharField(max_length=200, default=""), also=(Reader.SEARCH, Reader.EXPORT))
    drafted_by = ForeignKeyField(Staff, null=True, index=False)
    drafted_at = DateTimeField(index=True)
    signed_by = ForeignKeyField(Staff, null=True, index=False, backref="signed_documents")
    signed_at = DateTimeField(null=True)
    # by what somebody else than the post's own holder signed it: order or delegation, number and days
    authority = office_words(CharField(max_length=500, default=""))
    date_reason = free_words(TextField(default=""))  # why it has an earlier date than the day it was signed
    cancelled_by = ForeignKeyField(Staff, null=True, index=False, backref="cancelled_documents")
    cancelled_at = DateTimeField(null=True)
    cancel_reason = free_words(TextField(default=""))
    replaces = ForeignKeyField("self", null=True)
    version = IntegerField(default=1)
    # sha256 of the signed PDF that came back, unchanged
    signed_copy = free_words(CharField(max_length=64, null=True), file=True)
    signed_copy_by = ForeignKeyField(Staff, null=True, index=False, backref="signed_copies")
    signed_copy_at = DateTimeField(null=True)
    # what that copy was found to be when it was last looked at: models/rules/papers/copy_states.py
    signed_copy_state = machine(CharField(max_length=20, default=""))
    signed_copy_signer = free_words(CharField(max_length=300, default=""))  # the names on its certificates
    signed_copy_time = DateTimeField(null=True)  # of its last signature; the state says who vouches for it
    signed_copy_checked = DateTimeField(null=True)
    signed_copy_roots = machine(TextField(default=""))  # fingerprints it was judged by, separated by spaces
    signed_copy_difference = free_words(TextField(default=""))  # where its words part from the paper's


class Paraf(BaseTable):
    """One officer's initials on a draft, or his return of it with a comment; changing the draft asks for all anew."""

    document = ForeignKeyField(Document, backref="parafs")
    version = IntegerField()  # of the draft that was looked at
    role = machine(CharField(max_length=30))
    staff = ForeignKeyField(Staff, index=False)
    at = DateTimeField()
    returned = BooleanField(default=False)
    comment = free_words(TextField(default=""))


class PendingSignature(BaseTable):
    """A signature between its button and its number: whose, of which words, and the move that goes with it.

    `over`: nothing is left to be done for it.
    """

    document = ForeignKeyField(Document, backref="pending_signatures")
    staff = ForeignKeyField(Staff, index=False)
    way = machine(CharField(max_length=12))  # how it is signed: models/rules/papers/signing_ways.py
    words = machine(CharField(max_length=64))  # sha256 of the draft's facts
    block = machine(CharField(max_length=64))  # sha256 of the signature block it would have got then
    # sha256 of its template, letterhead and the rest that a signature gives; empty: kept before 0087
    look = machine(CharField(max_length=64, default=""))
    stage_since = DateTimeField(null=True)  # of the case, where it was then
    move = machine(CharField(max_length=40, default=""))
    number = machine(CharField(max_length=80, default=""))  # typed, where it comes from outside
    dated = machine(DateField(null=True))
    dated_reason = free_words(CharField(max_length=300, default=""))
    submitted_at = DateTimeField()
    due_at = DateTimeField()
    state = machine(CharField(max_length=12, default="menunggu"))
    why = free_words(TextField(default=""))
    ended_at = DateTimeField(null=True)
    tries = IntegerField(default=0)  # that ended by a fault of the program
    over = BooleanField(default=False)


# One at a time waits for a paper, and every page asks for the few that are not over.
PendingSignature.add_index(
    Index(
        "pending_signature_waiting",
        PendingSignature,
        (PendingSignature.document,),
        unique=True,
        where=SQL("\"state\" = 'menunggu'"),
        safe=True,
    )
)
PendingSignature.add_index(
    Index("pending_signature_open", PendingSignature, (PendingSignature.due_at,), where=SQL('NOT "over"'), safe=True)
)


class PdfCopy(BaseTable):
    """The PDF made of a Word file, both named by sha256, so that no paper is converted twice."""

    source = machine(CharField(max_length=64, unique=True))
    sha256 = free_words(CharField(max_length=64), file=True)
    made_at = DateTimeField()


class Classification(BaseTable):
    """One archive code: the same code means different things in different schemes (notadinas §4.2)."""

    code = machine(CharField(max_length=20))
    meaning = office_words(CharField(max_length=200))
    scheme = office_words(CharField(max_length=40))
    valid_from = machine(DateField())
    active = BooleanField(default=True)
    # of a scheme that was imported: how long what has this code is kept, and what then becomes of it
    active_years = IntegerField(null=True)
    inactive_years = IntegerField(null=True)
    fate = machine(CharField(max_length=20, default=""))

    class Meta:
        """Keys."""

        indexes = ((("code", "scheme"), True),)


class NumberSeries(BaseTable):
    """One gapless series: a unit, a year, a scope. `last` is the highest number given."""

    unit = machine(CharField(max_length=40))
    year = IntegerField()
    series = machine(CharField(max_length=40))
    last = IntegerField(default=0)

    class Meta:
        """Keys."""

        indexes = ((("unit", "year", "series"), True),)


class IssuedNumber(BaseTable):
    """One number of a series, used once or cancelled with a reason."""

    series = ForeignKeyField(NumberSeries, backref="numbers", index=False)
    urut = IntegerField()
    text = machine(CharField(max_length=80))
    # e.g. document:12, complaint:7: a retry gives the same number
    holder = machine(CharField(max_length=60, unique=True))
    given_at = DateTimeField(index=True)
    given_by = ForeignKeyField(Staff, null=True, index=False)
    cancelled = BooleanField(default=False)
    cancel_reason = free_words(TextField(default=""), gone=Gone.MARK)
    cancelled_by = ForeignKeyField(Staff, null=True, index=False, backref="cancelled_numbers")

    class Meta:
        """Keys."""

        indexes = ((("series", "urut"), True),)


class ExternalNumber(BaseTable):
    """A number given outside (Tata Usaha or SRIKANDI) and typed in; unique per unit and year."""

    unit = machine(CharField(max_length=40))
    year = IntegerField()
    number = machine(CharField(max_length=80))
    document = ForeignKeyField(Document, unique=True)
    entered_by = ForeignKeyField(Staff)
    entered_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("unit", "year", "number"), True),)


class NumberBlock(BaseTable):
    """A range of numbers Tata Usaha granted (mode blok)."""

    series = ForeignKeyField(NumberSeries, backref="blocks")
    first = IntegerField()
    final = IntegerField()
    granted_at = DateTimeField()
    granted_by = identity(CharField(max_length=200, default=""), of=Person.OFFICER)
