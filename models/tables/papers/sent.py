"""Drafts handed to another system to be signed there, with what came back of them."""

from peewee import SQL, CharField, DateTimeField, ForeignKeyField, Index, TextField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine, office_words
from models.tables.papers.document import Document, TemplateVersion
from models.tables.staff.staff import Staff


class SentPaper(BaseTable):
    """One hand-over of a draft: to where, since when and by whom, the PDF that came back, and how it ended.

    Without `sent_at` nothing was handed over: somebody chose paper before.
    """

    document = ForeignKeyField(Document, backref="sent_papers")
    way = machine(CharField(max_length=12))  # models/rules/papers/signing_ways.py
    state = machine(CharField(max_length=12))  # models/rules/papers/signed_elsewhere.py
    words = free_words(CharField(max_length=64, default=""))  # sha256 of the draft's facts: it could prove a guess
    post = machine(CharField(max_length=30, default=""))  # whose post signs it, wherever its case goes meanwhile
    word = free_words(CharField(max_length=64, null=True), file=True)  # the Word file that went
    template = ForeignKeyField(TemplateVersion, null=True, index=False, backref="sent_papers")
    template_sha256 = office_words(CharField(max_length=64, null=True), file=True)  # it was made from
    number = free_words(CharField(max_length=80, default=""))  # booked there before, as it was typed
    sent_by = ForeignKeyField(Staff, null=True, index=False, backref="sent_papers")
    sent_at = DateTimeField(null=True)
    sha256 = free_words(CharField(max_length=64, null=True), file=True)  # the PDF that came back
    returned_by = ForeignKeyField(Staff, null=True, index=False, backref="returned_papers")
    returned_at = DateTimeField(null=True)
    found_number = machine(CharField(max_length=80, default=""))  # what the program read in that PDF
    found_day = machine(CharField(max_length=10, default=""))  # 2026-11-25
    compared = machine(CharField(max_length=12, default=""))  # models/rules/papers/same_words.py
    copy_state = machine(CharField(max_length=20, default=""))  # models/rules/papers/copy_states.py
    signer = free_words(CharField(max_length=300, default=""))  # the names on its certificates
    signed_at = DateTimeField(null=True)
    roots = machine(TextField(default=""))  # fingerprints it was judged by, separated by spaces
    difference = free_words(TextField(default=""))  # where its words part from the paper's
    placed = machine(CharField(max_length=12, default=""))  # models/rules/papers/signature_place.py
    ended_by = ForeignKeyField(Staff, null=True, index=False, backref="ended_papers")
    ended_at = DateTimeField(null=True)
    reason = free_words(CharField(max_length=300, default=""))  # why it was taken back
    agreed = free_words(TextField(default=""))  # the differences somebody said yes to
    # Of the office's own service: what the paper was given before it was sent, the very PDF, and what was answered.
    block = office_words(TextField(default=""))  # number, date, signer and letterhead, as facts in JSON
    pdf = free_words(CharField(max_length=64, null=True), file=True)
    why = machine(CharField(max_length=30, default=""))  # models/rules/papers/esign.py
    said = free_words(CharField(max_length=300, default=""))  # in its own words, for administrators


SentPaper.add_index(
    Index(
        "sent_paper_open",
        SentPaper,
        (SentPaper.document,),
        unique=True,
        where=SQL("\"state\" IN ('mulai', 'di_luar', 'tidak_pasti', 'kembali')"),
        safe=True,
    )
)
