"""Signed papers whose file was never made: the program ended, or the disk was full, right after the signature."""

from datetime import datetime

from models.rules.papers.documents import DocumentState
from models.tables import Complaint, Document

_SIGNED = (str(DocumentState.DITANDATANGANI), str(DocumentState.DITARIK))


def unissued_papers(signed_before: datetime) -> list[Document]:
    """Return the papers signed before a moment (UTC) that have no file, the oldest first; not of destroyed cases."""
    without = Document.state.in_(_SIGNED) & Document.sha256.is_null()
    destroyed = Complaint.select(Complaint.id).where(Complaint.destroyed_at.is_null(False))
    kept = Document.complaint.is_null() | Document.complaint.not_in(destroyed)
    found = Document.select().where(without & kept & (Document.signed_at < signed_before))
    return list(found.order_by(Document.id))
