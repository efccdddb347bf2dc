"""The pages of a draft beside its button: a small page of its own inside ours, which waits for them by itself."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from flask import Response, make_response, render_template, request

from admin_app.papers.pdf_copies import LOOK_AGAIN, pages_of, pdf_of
from admin_app.shell.caches import PICTURES, Cache
from admin_app.shell.safe_headers import framed_policy
from docgen.errors import DocumentError
from docgen.pdf import find_pdftoppm, picture_of
from docgen.pdf_pages import PdfUnreadable, page_count
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.documents import DocumentState
from models.tables import Document
from models.tables.core.settings import Settings

_UNSIGNED = (DocumentState.KONSEP, DocumentState.DIPARAF)
_PICTURES = Cache(PICTURES)


def framed(paper: Document, here: str, pdf: str, settings: Settings, now: datetime) -> Response:
    """Return the frame of a draft: its pages as pictures, else as PDF, else why they cannot be shown.

    `here` and `pdf` are the frame's own address and that of the PDF; with `nomor` the answer is one page alone.
    """
    return framed_pdf(lambda: _own_pdf(paper, settings, now), here, pdf, now)


def framed_pdf(make: Callable[[], bytes], here: str, pdf: str, now: datetime) -> Response:
    """Return such a frame for a PDF of our own that `make` gives or raises for."""
    asked = request.args.get("nomor", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 5:
        return _picture(make(), int(asked), now)
    made: list[bytes] = []
    pages = pages_of(lambda: made.append(make()))
    count = _count(made[0]) if made and find_pdftoppm() else 0
    page = make_response(render_template("papers/page_frame.html", pages=pages, count=count, here=here, pdf=pdf))
    page.headers["Content-Security-Policy"] = framed_policy()
    if pages.coming:
        page.headers["Refresh"] = str(LOOK_AGAIN)
    return page


def _picture(pdf: bytes, number: int, now: datetime) -> Response:
    program = find_pdftoppm()
    if program is None or not 0 < number <= _count(pdf):
        raise DocumentNotAllowed("Halaman ini tidak ada.")
    try:
        made = _PICTURES.take((hashlib.sha256(pdf).digest(), number), now, lambda: picture_of(pdf, number, program))
    except DocumentError as err:
        raise DocumentNotAllowed(err.sentence) from err
    return Response(made, mimetype="image/png")


def _own_pdf(paper: Document, settings: Settings, now: datetime) -> bytes:
    """Return the PDF of a draft; a signed paper may be a foreign PDF, which no further program is to read."""
    if paper.state not in _UNSIGNED:
        raise DocumentNotAllowed("Naskah ini bukan konsep lagi. Buka halamannya dari daftar naskah.")
    return pdf_of(paper, settings, now)


def _count(pdf: bytes) -> int:
    try:
        return page_count(pdf)
    except PdfUnreadable:
        return 0
