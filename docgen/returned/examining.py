"""One look at a PDF that came back signed: what acts in it, its signatures, and the words of what was signed.

A viewer shows the whole file, so what was added after the signed revision must show the same.
"""

from collections.abc import Sequence
from datetime import datetime

from docgen.errors import DocumentError
from docgen.returned.pages import opened, words_of
from docgen.returned.places import stamps_of
from docgen.returned.reading import read_returned
from docgen.returned.signatures import signatures_of
from models.rules.papers.signatures import ReturnedPdf


def examine(content: bytes, roots: Sequence[str], now: datetime) -> ReturnedPdf:
    """Return what a returned PDF is, judged by the office's roots (DER in base64) at `now`, naive UTC.

    Raises DocumentError where it is locked or damaged, RenderLimit where it is too much.
    """
    acts = read_returned(content).acts
    reader = opened(content)
    if reader.is_encrypted:
        raise DocumentError("PDF ini terenkripsi, jadi tanda tangannya tidak dapat diperiksa. Minta PDF tanpa sandi.")
    signatures, end = signatures_of(content, roots, now)
    shown = words_of(reader)
    said = words_of(opened(content[:end])) if 0 < end < len(content) else shown
    return ReturnedPdf(
        signatures=signatures,
        text=said.text,
        pages=said.pages,
        scanned=max(said.scanned, shown.scanned),
        hidden=said.hidden or shown.hidden,
        laid_over=said.laid_over or shown.laid_over or (said.text, said.pictured) != (shown.text, shown.pictured),
        acts=acts,
        pictured=said.pictured,
        drawn=stamps_of(reader),
    )
