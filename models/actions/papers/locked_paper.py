"""Reads one paper for an action: the paper and its case, locked and visible."""

from models.actions.core.actor import Actor
from models.actions.core.case import locked_case
from models.rules.core.errors import NotVisible
from models.tables import Complaint, Document
from models.tables.core.database import is_sqlite


def locked_paper(document_id: int, actor: Actor) -> tuple[Document, Complaint | None]:
    """Return a paper and its case (None for a paper of the office itself), locked in this transaction.

    A paper without case is locked by its own row; otherwise two could sign it at once, or one sign what another
    cancels. Raises NotVisible.
    """
    query = Document.select().where(Document.id == document_id)
    found = query.get_or_none()
    if found is None:
        raise NotVisible
    case = locked_case(found.complaint_id, actor) if found.complaint_id else None
    # BEGIN IMMEDIATE already holds the whole SQLite database; PostgreSQL locks the one row.
    return (query if is_sqlite() else query.for_update()).get(), case
