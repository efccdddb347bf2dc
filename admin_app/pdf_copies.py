"""Papers as PDF: made once of what was issued and kept, made anew of a draft and kept in memory for a short while."""

import functools
import hashlib
from collections import OrderedDict
from datetime import datetime
from pathlib import Path
from threading import Lock

from admin_app.papers import issued
from docgen.errors import DocumentError
from docgen.pdf import Converter
from models.actions.keep_pdf import known_pdf, remember_pdf
from models.rules.documents import DocumentState
from models.rules.errors import DocumentNotAllowed
from models.tables import Document
from models.tables.file_store import keep, path_of, read
from models.tables.settings import Settings

# A PDF may be looked at inside our own page, and nothing in it may reach anything.
FRAMED = "default-src 'none'; object-src 'self'; frame-ancestors 'self'"
_DRAFTS_KEPT = 16


class _Drafts:
    """The PDFs of the drafts looked at last, by the sha256 of their Word file."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._turn = Lock()

    def get(self, source: str) -> bytes | None:
        """Give a PDF that is still kept."""
        with self._turn:
            return self._kept.get(source)

    def put(self, source: str, pdf: bytes) -> None:
        """Keep a PDF; the oldest makes room."""
        with self._turn:
            self._kept[source] = pdf
            while len(self._kept) > _DRAFTS_KEPT:
                self._kept.popitem(last=False)


_drafts = _Drafts()


@functools.cache
def converter(folder: Path) -> Converter:
    """Give the one converter of a data folder, so that its profile is never used twice at once (pitfall 16)."""
    return Converter(folder / "pdf")


def pdf_of(document: Document, settings: Settings, now: datetime) -> bytes:
    """Give a paper as PDF: the signed one that came back, else made from its Word file. Raises DocumentNotAllowed."""
    if document.signed_copy and path_of(settings.files_dir, document.signed_copy).is_file():
        return read(settings.files_dir, document.signed_copy)
    kept = document.sha256 is not None or document.state == DocumentState.DITANDATANGANI
    return converted(issued(document, settings), settings, now, issued_paper=kept)


def converted(content: bytes, settings: Settings, now: datetime, *, issued_paper: bool) -> bytes:
    """Give the PDF of a Word file; that of an issued paper is kept for good. Raises DocumentNotAllowed."""
    source = hashlib.sha256(content).hexdigest()
    known = (_kept(source, settings) if issued_paper else None) or _drafts.get(source)
    if known is not None:
        return known
    try:
        (made,) = converter(settings.data_dir).convert([content])
    except DocumentError as err:
        raise DocumentNotAllowed(err.sentence) from err
    if issued_paper:
        remember_pdf(source, keep(settings.files_dir, made), now)
    else:
        _drafts.put(source, made)
    return made


def _kept(source: str, settings: Settings) -> bytes | None:
    sha256 = known_pdf(source)
    if sha256 is None or not path_of(settings.files_dir, sha256).is_file():
        return None
    return read(settings.files_dir, sha256)
