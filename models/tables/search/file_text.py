"""The words of files, read for the search: a row for each file that is to be read, has been, or could not be."""

from peewee import SQL, BooleanField, CharField, DateTimeField, ForeignKeyField, Index, IntegerField, TextField

from models.rules.core.declarations import Reader
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine
from models.tables.intake.message import Attachment, Message
from models.tables.papers.document import Document


class AttachmentText(BaseTable):
    """The words of a message's attachment. None of a protected case, or one about conduct, has a row."""

    attachment = ForeignKeyField(Attachment, unique=True)
    message = ForeignKeyField(Message)
    state = machine(CharField(max_length=12, default="menunggu"))  # models/rules/search/file_texts.TextState
    text = free_words(TextField(default=""), also=(Reader.SEARCH,))
    pages = IntegerField(default=0)
    whole = BooleanField(default=True)  # no page was left out
    tries = IntegerField(default=0)
    next_try_at = DateTimeField(null=True)
    read_at = DateTimeField(null=True)


class PaperText(BaseTable):
    """The words of an issued paper, as its Word file has them; of the same cases as attachments."""

    document = ForeignKeyField(Document, unique=True)
    state = machine(CharField(max_length=12, default="menunggu"))  # models/rules/search/file_texts.TextState
    text = free_words(TextField(default=""), also=(Reader.SEARCH,))
    pages = IntegerField(default=0)
    whole = BooleanField(default=True)
    tries = IntegerField(default=0)
    next_try_at = DateTimeField(null=True)
    read_at = DateTimeField(null=True)


# The few that are still to be read are asked for again and again.
_DUE = SQL("\"state\" IN ('menunggu', 'perlu_ocr')")
AttachmentText.add_index(
    Index("attachment_text_due", AttachmentText, (AttachmentText.state, AttachmentText.id), where=_DUE, safe=True)
)
PaperText.add_index(Index("paper_text_due", PaperText, (PaperText.state, PaperText.id), where=_DUE, safe=True))
