"""The words of a PDF's pages, and how they stand there: seen, hidden, under a picture or something laid over."""

import io
import math
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject

from docgen.errors import DocumentError, RenderLimit

MOST_PAGES = 600
MOST_TEXT = 4_000_000
# Unreadable to pypdf; another reader may open it.
BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)
_UNSEEN = (3, 7)  # text rendering modes that draw nothing (ISO 32000-1 §9.3.6)
_COVERS = 50  # percent of a page: it is a picture
_MOST_SIGNED = 0.1  # of a page's area, for the looks of all its signatures; more could hide words


@dataclass
class PageWords:
    """What the pages of a PDF say and how."""

    text: str = ""  # of one page after the other, a form feed between them
    pages: int = 0
    scanned: int = 0
    hidden: bool = False
    laid_over: bool = False
    pictured: tuple[int, ...] = ()  # how far pictures cover each page, in percent, at most 100


class _Seen:
    """What was drawn on one page, its forms included."""

    def __init__(self, page: PageObject) -> None:
        self.area = _size(page)
        self.covered, self.hidden = 0.0, False
        self._resources: list[DictionaryObject] = [_dictionary(page.get("/Resources"))]

    @property
    def percent(self) -> int:
        """Return how far pictures cover the page, rounded up."""
        share = self.covered / self.area
        return math.ceil(100 * share) if share < 1 else 100

    def before(self, operator: object, operands: object, matrix: object, _text_matrix: object) -> None:
        """Note one operation; on entering a form, whose matrix pypdf does not tell, the names that hold in it."""
        given = operands if isinstance(operands, list) else []
        if operator == b"Tr" and given and int(given[0]) in _UNSEEN:
            self.hidden = True
        elif operator == b"gs" and given:
            self.hidden |= _faint(self._named("/ExtGState", given[0]))
        elif operator == b"INLINE IMAGE":
            self._picture(matrix)
        elif operator == b"Do" and given:
            self._draw(self._named("/XObject", given[0]), matrix)

    def after(self, operator: object, operands: object, _matrix: object, _text_matrix: object) -> None:
        """Note that a form is left."""
        if operator == b"Do" and isinstance(operands, list) and operands and len(self._resources) > 1:
            self._resources.pop()

    def _draw(self, drawn: DictionaryObject, matrix: object) -> None:
        own = _dictionary(drawn.get("/Resources"))
        if drawn.get("/Subtype") == "/Image":
            self._picture(matrix)
        elif not own:
            self.covered = self.area  # its words, if any, are not read
        self._resources.append(own)

    def _picture(self, matrix: object) -> None:
        self.covered += self.area if len(self._resources) > 1 else _area(matrix)

    def _named(self, kind: str, name: object) -> DictionaryObject:
        return _dictionary(_dictionary(self._resources[-1].get(kind)).get(str(name)))


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
    found, texts, shares = PageWords(), [], []
    try:
        found.pages = len(reader.pages)
        if found.pages > MOST_PAGES:
            raise RenderLimit(f"PDF ini lebih dari {MOST_PAGES} halaman. Unggah naskahnya saja.")
        for page in reader.pages:
            seen = _Seen(page)
            texts.append(page.extract_text(visitor_operand_before=seen.before, visitor_operand_after=seen.after))
            shares.append(seen.percent)
            found.hidden |= seen.hidden
            found.laid_over |= _lies_over(page)
    except BROKEN as err:
        raise DocumentError("PDF ini rusak, jadi tidak dapat diperiksa. Minta atau buat berkasnya lagi.") from err
    found.hidden |= "/OCProperties" in reader.root_object  # layers a viewer may show or not
    found.pictured, found.scanned = tuple(shares), sum(share >= _COVERS for share in shares)
    found.text = "\f".join(texts)[:MOST_TEXT]
    return found


def _dictionary(given: object) -> DictionaryObject:
    """Return what stands at a place, an empty dictionary where it is none."""
    found = given.get_object() if hasattr(given, "get_object") else given
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _faint(state: DictionaryObject) -> bool:
    """Whether a graphics state draws letters or lines so that what lies under them shows through."""
    return any(float(str(state[key])) < 1 for key in ("/ca", "/CA") if key in state)


def _size(page: PageObject) -> float:
    """Return the area of a page as it is shown, in square points."""
    return min(abs(float(box.width) * float(box.height)) for box in (page.mediabox, page.cropbox)) or 1.0


def _lies_over(page: PageObject) -> bool:
    """Whether something lies over the page that may hide words: more than links without looks, and signatures."""
    notes = page.get("/Annots")
    notes = notes.get_object() if notes is not None else ()
    signed = 0.0
    for each in notes or ():
        note = each.get_object()
        if held(note, "/Subtype") == "/Widget" and field_type(note) == "/Sig":
            signed += _extent(note)
        elif held(note, "/Subtype") != "/Link" or "/AP" in note:
            return True
    return signed > _MOST_SIGNED * _size(page)


def _extent(note: DictionaryObject) -> float:
    """Return the area of an annotation, in square points; endless where its place is malformed."""
    if "/Rect" not in note:
        return 0.0
    try:
        left, low, right, high = (float(str(each.get_object())) for each in _array(note["/Rect"]))
    except (ValueError, TypeError, AttributeError):
        return math.inf
    extent = abs((right - left) * (high - low))
    return extent if math.isfinite(extent) else math.inf


def _array(given: object) -> ArrayObject:
    if not isinstance(given, ArrayObject):
        raise TypeError
    return given


def field_type(note: DictionaryObject) -> object:
    """Return what kind of form field an annotation is, by itself or its parent."""
    parent = held(note, "/Parent")
    return held(note, "/FT") or (held(parent, "/FT") if isinstance(parent, DictionaryObject) else None)


def held(given: DictionaryObject, key: str) -> Any:
    """Return what stands under a key, also where the file keeps it in a place of its own; None where nothing does.

    A dictionary's `get` gives the reference to such a place, not what is there.
    """
    if key not in given:
        return None
    return given[key]


def _area(matrix: object) -> float:
    """Return the area of the unit square under a matrix [a b c d e f], in square points."""
    a, b, c, d = (float(each) for each in list(matrix)[:4]) if isinstance(matrix, list) else (0.0,) * 4
    return abs(a * d - b * c)
