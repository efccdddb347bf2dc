"""Reads one paper for an action: the paper and its case, locked and visible."""

from models.actions.core.actor import Actor
from models.actions.core.case import locked_case
from models.actions.core.sent_papers import words_of
from models.rules.core.errors import DocumentNotAllowed, NotVisible
from models.rules.papers.unfinished import UNSIGNED
from models.tables import Complaint, Document
from models.tables.core.database import is_sqlite

CHANGED = "Konsepnya berubah sejak tampil di layar Anda. Lihat lagi halamannya, lalu tanda tangani."


def locked_paper(document_id: int, actor: Actor, seen: str = "") -> tuple[Document, Complaint | None]:
    """Return a paper and its case (None for a paper of the office itself), locked in this transaction.

    A paper without case is locked by its own row; otherwise two could sign it at once, or one sign what another
    cancels. `seen`: a draft's words as they were shown (`words_of`). Raises NotVisible, DocumentNotAllowed where they
    are others by now.
    """
    query = Document.select().where(Document.id == document_id)
    found = query.get_or_none()
    if found is None:
        raise NotVisible
    case = locked_case(found.complaint_id, actor) if found.complaint_id else None
    # BEGIN IMMEDIATE already holds the whole SQLite database; PostgreSQL locks the one row.
    paper = (query if is_sqlite() else query.for_update()).get()
    if seen and paper.state in UNSIGNED and words_of(paper) != seen:
        raise DocumentNotAllowed(CHANGED)
    return paper, case
