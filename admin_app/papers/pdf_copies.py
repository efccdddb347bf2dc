"""Papers as PDF: made once and kept for issued papers, cached in memory for a short while for drafts."""

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Response

from admin_app.papers.papers import issued
from admin_app.papers.pdf_queue import PdfQueue, Wanted
from admin_app.shell.safe_headers import policy
from docgen.errors import DocumentError
from docgen.pdf import Converter
from models.actions.papers.keep_pdf import known_pdf, remember_pdf
from models.rules.core.errors import DocumentNotAllowed, RuleBroken
from models.rules.papers.copy_states import counts_as_copy
from models.rules.papers.documents import DocumentState
from models.tables import Document
from models.tables.core.settings import Settings

# A PDF may be looked at inside our own page, and nothing in it may reach anything.
FRAMED = "default-src 'none'; object-src 'self'; base-uri 'none'; frame-ancestors 'self'"
PATIENCE = 6.0  # seconds a page waits for its PDF before it says that it is coming
LOOK_AGAIN = 3  # seconds after which such a page loads itself anew


class PdfComing(DocumentNotAllowed):
    """PDF-nya sedang dibuat. Buka lagi sebentar lagi."""

    def __init__(self, before: int, what: str = "PDF-nya sedang dibuat.", meanwhile: str = "") -> None:
        ahead = f"{before} naskah lain lebih dahulu." if before > 0 else ""
        super().__init__(" ".join(part for part in (what, ahead, meanwhile) if part))


@dataclass(frozen=True)
class Pages:
    """Whether a paper's pages can be shown now; if not, the sentence that says why, and whether they are coming."""

    sentence: str = ""
    coming: bool = False

    def dress(self, page: Response) -> Response:
        """Allow the page to frame our own PDF, or to reload itself until the PDF is made."""
        page.headers["Content-Security-Policy"] = policy("frame-src 'self'")
        if self.coming:
            page.headers["Refresh"] = str(LOOK_AGAIN)
        return page


def pages_of(make: Callable[[], object]) -> Pages:
    """Try to make the PDF; return what the page shows, also where there is none."""
    try:
        make()
    except PdfComing as coming:
        return Pages(coming.sentence, coming=True)
    except RuleBroken as broken:
        return Pages(broken.sentence)
    return Pages()


@functools.cache
def queue_of(folder: Path) -> PdfQueue:
    """Return this program's one queue of a data folder: its profile is never used twice at once (pitfall 16)."""
    return PdfQueue(Converter(folder / "pdf"), folder / "pdf")


def pdf_of(document: Document, settings: Settings, now: datetime) -> bytes:
    """Return a paper as PDF: the returned signed one unless it is known to be false, else one of its Word file.

    Raises DocumentNotAllowed.
    """
    if document.signed_copy and counts_as_copy(document.signed_copy, document.signed_copy_state):
        try:
            return settings.files.read(document.signed_copy)
        except FileNotFoundError as err:
            raise DocumentNotAllowed(
                "Salinan bertanda tangan naskah ini tidak ada di penyimpanan, atau isinya berubah. Beri tahu "
                "Administrator; berkas Word-nya dapat diunduh."
            ) from err
    kept = document.sha256 is not None or document.state in (DocumentState.DITANDATANGANI, DocumentState.DITARIK)
    return converted(issued(document, settings, now), settings, now, issued_paper=kept)


def converted(content: bytes, settings: Settings, now: datetime, *, issued_paper: bool) -> bytes:
    """Return the PDF of a Word file; that of an issued paper is kept for good.

    Raises PdfComing where it takes longer than a page may wait, DocumentNotAllowed where it cannot be made.
    """
    source = hashlib.sha256(content).hexdigest()
    if issued_paper and (known := kept_pdf(source, settings)) is not None:
        return known
    made = _asked_for(queue_of(settings.data_dir), Wanted(source, content))
    if issued_paper:
        try:
            remember_pdf(source, settings.files.keep(made), now)
        except OSError:
            return made  # no room to keep it: it is shown, and made again the next time
    return made


def _asked_for(queue: PdfQueue, wanted: Wanted) -> bytes:
    try:
        made = queue.get(wanted.key)
        if made is None:
            queue.want(wanted)
            queue.wait(wanted.key, PATIENCE)
            made = queue.get(wanted.key)
    except DocumentError as err:
        raise DocumentNotAllowed(err.sentence) from err
    if made is None:
        raise PdfComing(queue.place(wanted.key), meanwhile="Berkas Word-nya sudah dapat diunduh.")
    return made


def kept_pdf(source: str, settings: Settings) -> bytes | None:
    """Return the kept PDF of an issued Word file, by its sha256; None where there is none yet."""
    sha256 = known_pdf(source)
    try:
        return settings.files.read(sha256) if sha256 else None
    except FileNotFoundError:
        return None  # lost or changed: made again
