"""The words of a PDF's pages, and how they stand there: seen, hidden, under a picture or something laid over."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, StreamObject

from docgen.errors import DocumentError, RenderLimit

MOST_PAGES = 600
MOST_TEXT = 4_000_000
# Unreadable to pypdf; another reader may open it.
BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)
_UNSEEN = (3, 7)  # text rendering modes that draw nothing (ISO 32000-1 §9.3.6)
_COVERS = 0.5  # of a page's area: a picture of this size may hold words of its own
_HARMLESS_OVER = ("/Link",)


@dataclass
class PageWords:
    """What the pages of a PDF say and how."""

    text: str = ""  # of one page after the other, a form feed between them
    pages: int = 0
    scanned: int = 0
    hidden: bool = False
    laid_over: bool = False


@dataclass
class _Seen:
    """What was drawn on one page."""

    area: float
    pictures: frozenset[str]
    covered: float = 0.0
    hidden: bool = False

    def look(self, operator: object, operands: object, matrix: object, _text_matrix: object) -> None:
        """Note one operation of the page."""
        given = operands if isinstance(operands, list) else []
        if operator == b"Tr" and given and int(given[0]) in _UNSEEN:
            self.hidden = True
        elif operator == b"INLINE IMAGE" or (operator == b"Do" and given and str(given[0]) in self.pictures):
            self.covered += _area(matrix)


def opened(content: bytes) -> PdfReader:
    """Return a reader of a PDF; raises DocumentError where it is locked or damaged."""
    try:
        reader = PdfReader(io.BytesIO(content))
        locked = reader.is_encrypted and not reader.decrypt("")
    except BROKEN as err:
        raise DocumentError("PDF ini rusak, jadi tidak dapat diperiksa. Minta atau buat berkasnya lagi.") from err
    if locked:
        raise DocumentError("PDF ini terkunci kata sandi. Unggah PDF yang dapat dibuka siapa saja di kantor.")
    return reader


def words_of(reader: PdfReader) -> PageWords:
    """Return what all pages say. Raises DocumentError where one is damaged, RenderLimit where they are too many."""
    found, texts = PageWords(), []
    try:
        found.pages = len(reader.pages)
        if found.pages > MOST_PAGES:
            raise RenderLimit(f"PDF ini lebih dari {MOST_PAGES} halaman. Unggah naskahnya saja.")
        for page in reader.pages:
            area = float(page.mediabox.width) * float(page.mediabox.height)
            seen = _Seen(area or 1.0, frozenset(_pictures(page.get("/Resources"))))
            texts.append(page.extract_text(visitor_operand_before=seen.look))
            found.scanned += seen.covered >= _COVERS * seen.area
            found.hidden |= seen.hidden
            found.laid_over |= any(_lies_over(page))
    except BROKEN as err:
        raise DocumentError("PDF ini rusak, jadi tidak dapat diperiksa. Minta atau buat berkasnya lagi.") from err
    found.hidden |= "/OCProperties" in reader.root_object  # layers a viewer may show or not
    found.text = "\f".join(texts)[:MOST_TEXT]
    return found


def _pictures(resources: object, depth: int = 3) -> Iterator[str]:
    """Yield the names of the pictures a page can draw, also within its forms."""
    found = resources.get_object() if hasattr(resources, "get_object") else resources
    drawn = found.get("/XObject") if isinstance(found, DictionaryObject) else None
    drawn = drawn.get_object() if drawn is not None else None
    for name, place in (drawn or {}).items():
        one = place.get_object()
        if not isinstance(one, StreamObject):
            continue
        if one.get("/Subtype") == "/Image":
            yield str(name)
        elif depth:
            yield from _pictures(one.get("/Resources"), depth - 1)


def _lies_over(page: PageObject) -> Iterator[bool]:
    for each in page.get("/Annots", ()) or ():
        note = each.get_object()
        signs = note.get("/Subtype") == "/Widget" and _field_type(note) == "/Sig"
        yield not signs and note.get("/Subtype") not in _HARMLESS_OVER


def _field_type(note: DictionaryObject) -> object:
    parent = note.get("/Parent")
    return note.get("/FT") or (parent.get_object().get("/FT") if parent is not None else None)


def _area(matrix: object) -> float:
    """Return the area of the unit square under a matrix [a b c d e f], in square points."""
    a, b, c, d = (float(each) for each in list(matrix)[:4]) if isinstance(matrix, list) else (0.0,) * 4
    return abs(a * d - b * c)
