"""Looks at a PDF that came back for a draft: what it is found to be, and the number and day that stand on it."""

from datetime import datetime

from admin_app.papers.papers import lost_of
from admin_app.papers.returned_copies import examined
from models.actions.papers.sent.receive import CameBack
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.signed_elsewhere import said_at
from models.tables import Document, SentPaper
from models.tables.core.settings import Settings


def look_at_return(paper: Document, content: bytes, settings: Settings, now: datetime) -> CameBack:
    """Return what a PDF is and says. Raises DocumentNotAllowed where it is no signed copy at all."""
    seen = examined(paper, content, settings, now)
    number, day = said_at(seen.compared.filled, seen.first)
    return CameBack(seen.first, seen.verdict, number, day, seen.rest, lost_of(paper, settings))


def look_at_kept(paper: Document, sent: SentPaper, settings: Settings, now: datetime) -> CameBack:
    """Return the same of the PDF that is here. Raises DocumentNotAllowed, also where its file is gone."""
    try:
        content = settings.files.read(sent.sha256 or "")
    except OSError as err:
        raise DocumentNotAllowed(
            "PDF yang kembali tidak ada di penyimpanan, atau isinya berubah. Unggah lagi, atau beri tahu "
            "Administrator."
        ) from err
    return look_at_return(paper, content, settings, now)
