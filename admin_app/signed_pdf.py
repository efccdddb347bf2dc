"""Reads what a signed PDF says, to compare it with its paper; the file itself is never changed or written anew."""

import io
import logging

from pypdf import PdfReader
from pypdf.errors import PyPdfError

MOST_PAGES = 5  # the number of a paper stands on its first page
MOST_TEXT = 100_000


def pdf_text(content: bytes) -> str:
    """Give the text of a PDF's first pages; an empty one where it is a scan, locked or damaged."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would print parts of the file
    try:
        pages = PdfReader(io.BytesIO(content)).pages
        return "\n".join(page.extract_text() for page in pages[:MOST_PAGES])[:MOST_TEXT]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        return ""
