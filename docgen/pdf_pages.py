"""The one door to pypdf: counts pages, puts PDFs together with a foot on every page, the same bytes every time."""

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

MOST_PAGES = 2_000
_FOOT_HEIGHT = 26.0  # points from the lower edge, below the margin of every paper
_FOOT_SIZE = 8.0
# Of Helvetica at one point (Adobe's metrics): what the foot's words are measured with, others count as a figure.
_WIDTHS = {" ": 0.278, ".": 0.278, "-": 0.333, "i": 0.222, "l": 0.222, "r": 0.333, "H": 0.722, "A": 0.667, "D": 0.722}
_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would print parts of a file


class PdfUnreadable(Exception):
    """The PDF is damaged, locked, or far too long; the original stays what it is."""


@dataclass(frozen=True)
class Chapter:
    """One PDF of a bundle, and what the outline calls it; an empty title is no line of its own."""

    title: str
    pdf: bytes


def page_count(pdf: bytes) -> int:
    """Count the pages. Raises PdfUnreadable."""
    try:
        pages = len(_reader(pdf).pages)
    except _BROKEN as err:
        raise PdfUnreadable from err
    if not 0 < pages <= MOST_PAGES:
        raise PdfUnreadable
    return pages


def bundle(chapters: Sequence[Chapter], title: str, author: str, foot: str) -> bytes:
    """Put PDFs together, an outline line each, `foot` with {page} and {pages} on every page. Raises PdfUnreadable."""
    writer = PdfWriter()
    try:
        for chapter in chapters:
            _add(writer, chapter)
        for place, page in enumerate(writer.pages, 1):
            _write_foot(page, foot.format(page=place, pages=len(writer.pages)))
        writer.metadata = {"/Title": title, "/Author": author, "/Producer": "Aduan"}
        writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
        packed = io.BytesIO()
        writer.write(packed)
    except _BROKEN as err:
        raise PdfUnreadable from err
    return packed.getvalue()


def _reader(pdf: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(pdf))
    if reader.is_encrypted and not reader.decrypt(""):
        raise PdfUnreadable
    return reader


def _add(writer: PdfWriter, chapter: Chapter) -> None:
    first = len(writer.pages)
    for page in _reader(chapter.pdf).pages:
        # Links and form fields of a paper lead nowhere in a bundle, and what runs on opening must not come along.
        for key in ("/Annots", "/AA", "/StructParents"):
            page.pop(NameObject(key), None)
        added = writer.add_page(page)
        if added.rotation:
            added.transfer_rotation_to_content()
    if chapter.title:
        writer.add_outline_item(title=chapter.title, page_number=first)


def _write_foot(page: PageObject, words: str) -> None:
    box = page.mediabox
    overlay = PageObject.create_blank_page(width=box.width, height=box.height)
    left = (float(box.width) - _measured(words)) / 2
    stream = DecodedStreamObject()
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    stream.set_data(
        f"BT /AduanFoot {_FOOT_SIZE} Tf {left:.2f} {_FOOT_HEIGHT} Td ({escaped}) Tj ET".encode("latin-1", "replace")
    )
    kind = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in kind.items()})
    fonts = DictionaryObject({NameObject("/AduanFoot"): font})
    overlay[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    overlay[NameObject("/Contents")] = stream
    page.merge_transformed_page(overlay, Transformation().translate(float(box.left), float(box.bottom)))


def _measured(words: str) -> float:
    return sum(_WIDTHS.get(sign, 0.556) for sign in words) * _FOOT_SIZE
