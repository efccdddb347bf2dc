"""Where a PDF shows its signatures, and where a mark stands among its words; in points of a page's own space."""

import math
from typing import Any

from docgen.errors import DocumentError
from docgen.returned.pages import BROKEN, field_type, held
from models.rules.papers.signature_place import Point, Stamp

_SMALLEST = 4.0  # square points; a smaller one nobody sees
_UNSEEN = 0b100010  # flags of an annotation that is hidden, or shown on no screen (ISO 32000-1 §12.5.3)
_DAMAGED = "PDF ini rusak, jadi tidak dapat diperiksa. Minta atau buat berkasnya lagi."
_Piece = tuple[str, float, float]  # words without spaces, and where they begin


def stamps_of(reader: Any) -> tuple[Stamp, ...]:
    """Return where the fields of made signatures lie that can be seen. Raises DocumentError where it is damaged."""
    try:
        found = [_stamp(page, note) for page, one in enumerate(reader.pages) for note in _notes(one)]
    except BROKEN as err:
        raise DocumentError(_DAMAGED) from err
    return tuple(one for one in found if one is not None)


def _notes(page: Any) -> list[Any]:
    notes = page.get("/Annots")
    notes = notes.get_object() if notes is not None else ()
    return [each.get_object() for each in notes or ()]


def _stamp(page: int, note: Any) -> Stamp | None:
    """Return where one annotation is seen as a signature; one whose place is malformed is seen nowhere."""
    try:
        return _seen(page, note)
    except BROKEN:
        return None


def _seen(page: int, note: Any) -> Stamp | None:
    if held(note, "/Subtype") != "/Widget" or field_type(note) != "/Sig" or not _is_made(note) or "/AP" not in note:
        return None
    if int(float(str(held(note, "/F") or 0))) & _UNSEEN:
        return None
    one, two, three, four = (float(str(each.get_object())) for each in note["/Rect"].get_object())
    made = Stamp(page, min(one, three), min(two, four), max(one, three), max(two, four))
    area = (made.right - made.left) * (made.high - made.low)
    return made if math.isfinite(area) and area >= _SMALLEST else None


def _is_made(note: Any) -> bool:
    """Whether the field was signed, not only laid out."""
    parent = held(note, "/Parent")
    return "/V" in note or (parent is not None and "/V" in parent)


def place_of(reader: Any, mark: str) -> Point | None:
    """Return where a mark begins that stands once in a PDF; None where it does not. Raises DocumentError."""
    try:
        found = [point for number, page in enumerate(reader.pages) for point in _places(number, _pieces(page), mark)]
    except BROKEN as err:
        raise DocumentError(_DAMAGED) from err
    return found[0] if len(found) == 1 else None


def _pieces(page: Any) -> list[_Piece]:
    found: list[_Piece] = []

    def piece(text: str, cm: list[float], tm: list[float], *_font: object) -> None:
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        found.append(("".join(text.split()), float(x), float(y)))

    page.extract_text(visitor_text=piece)
    return found


def _places(page: int, pieces: list[_Piece], mark: str) -> list[Point]:
    """Return where the mark begins on a page, also where it is drawn piece by piece."""
    together, points, at = "".join(text for text, _, _ in pieces), list[Point](), -1
    while mark and (at := together.find(mark, at + 1)) >= 0:
        gone = 0
        for text, x, y in pieces:
            gone += len(text)
            if gone > at:
                points.append(Point(page, x, y))
                break
    return points
