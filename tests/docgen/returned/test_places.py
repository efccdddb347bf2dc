"""Where signatures are seen, and where a mark stands: fields that were signed and show something, words in pieces."""

import io
from typing import Any

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)

from docgen.render import shared_examiner
from docgen.returned.examining import examine
from docgen.returned.pages import opened
from docgen.returned.places import place_of, stamps_of
from models.rules.papers.signature_place import Point, Stamp
from tests.admin_app.papers.signed_pdfs import Look, pdf
from tests.docgen.returned.authority import authority
from tests.docgen.returned.signing import signed
from tests.office import NOW

MARK = "${ttd_pengirim}"
BOX = (100, 200, 185, 285)


def test_a_signature_is_seen_where_it_is_drawn_and_one_that_is_not_drawn_nowhere() -> None:
    paper, by = pdf("NOTA DINAS"), authority().signer("Contoh")
    (stamp,) = stamps_of(opened(shown := signed(paper, by, box=BOX)))
    assert stamp == Stamp(0, *map(float, BOX))
    assert (stamps_of(opened(signed(paper, by))), stamps_of(opened(paper))) == ((), ())
    assert examine(shown, [], NOW).drawn == shared_examiner().examine(shown, [], NOW).drawn == (stamp,)


def with_field(apart: str = "", **more: object) -> tuple[Stamp, ...]:
    """Return what is seen of a field on the second page; `apart`: which of its words stands in a place of its own."""
    return stamps_of(opened(pdf_with(more, apart)))


def pdf_with(more: dict[str, object], apart: str = "") -> bytes:
    """Return a PDF of two pages with a field on the second."""
    writer, made = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("NOMOR 1", Look(pages=2)))), io.BytesIO()
    names: dict[str, Any] = {"Subtype": NameObject("/Widget"), "FT": NameObject("/Sig"), "V": TextStringObject("ttd")}
    given = {**names, "AP": DictionaryObject(), "Rect": sides(10, 20, 50, 60), **more}
    if apart:
        given[apart] = writer._add_object(given[apart])
    field = DictionaryObject({NameObject(f"/{key}"): value for key, value in given.items() if value is not None})
    writer.pages[1][NameObject("/Annots")] = ArrayObject([writer._add_object(field)])
    writer.write(made)
    return made.getvalue()


def sides(*points: float) -> ArrayObject:
    return ArrayObject([FloatObject(point) for point in points])


@pytest.mark.parametrize(
    "more",
    [
        {"V": None},
        {"AP": None},
        {"F": NumberObject(2)},
        {"F": NumberObject(32)},
        {"Rect": sides(0, 0, 0, 0)},
        {"FT": NameObject("/Tx")},
    ],
    ids=["unsigned", "nothing drawn", "hidden", "not on screens", "no extent", "no signature"],
)
def test_a_field_that_shows_no_signature_is_none(more: dict[str, object]) -> None:
    assert with_field(F=NumberObject(4)) == (Stamp(1, 10, 20, 50, 60),)
    assert with_field(Rect=sides(50, 60, 10, 20)) == (Stamp(1, 10, 20, 50, 60),)
    assert with_field(**more) == ()


@pytest.mark.parametrize(
    "more",
    [
        {"Rect": sides(1, 2)},
        {"Rect": None},
        {"Rect": NullObject()},
        {"Rect": NameObject("/X")},
        {"F": NameObject("/X")},
    ],
    ids=["two sides", "no place", "null", "a name", "flags that are none"],
)
def test_a_malformed_place_is_none_and_spoils_no_other_look(more: dict[str, object]) -> None:
    assert with_field(**more) == ()


@pytest.mark.parametrize("key", ["F", "FT", "Subtype", "Rect"])
def test_what_stands_in_a_place_of_its_own_is_read_there(key: str) -> None:
    assert with_field(F=NumberObject(4), apart=key) == (Stamp(1, 10, 20, 50, 60),)
    assert with_field(F=NumberObject(2), apart=key) == ()
    assert with_field(F=FloatObject("4.0")) == (Stamp(1, 10, 20, 50, 60),)


def test_one_odd_field_spoils_nothing_else_of_a_signed_pdf() -> None:
    paper = pdf_with({"F": NumberObject(4), "Rect": NullObject(), "AP": DictionaryObject()}, "F")
    found = examine(paper, [], NOW)
    assert ("NOMOR 1" in found.text, found.drawn) == (True, ())


def test_a_mark_is_found_where_it_stands_once() -> None:
    content = pdf(f"NOTA DINAS\nPerihal\n{MARK}")
    assert place_of(opened(content), MARK) == Point(0, 72, 688) == shared_examiner().place_of(content, MARK)
    for words, look in ((f"{MARK}\n{MARK}", Look()), (MARK, Look(pages=2)), ("NOTA DINAS", Look())):
        assert place_of(opened(pdf(words, look)), MARK) is None
    assert shared_examiner().place_of(pdf("NOTA DINAS"), MARK) is None


def test_a_mark_that_is_drawn_in_pieces_is_found_where_it_begins() -> None:
    writer, made = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("NOTA DINAS"))), io.BytesIO()
    drawn = DecodedStreamObject()
    words = "BT /F1 12 Tf 1 0 0 1 72 700 Tm (Kepala) Tj ET BT /F1 12 Tf 1 0 0 1 300 150 Tm ($) Tj ET "
    drawn.set_data(f"{words}BT /F1 12 Tf 1 0 0 1 307 150 Tm ({{ttd_pengirim}}) Tj ET".encode())
    writer.pages[0][NameObject("/Contents")] = writer._add_object(drawn)
    writer.write(made)
    found = place_of(opened(made.getvalue()), MARK)
    assert found is not None
    assert (found.page, round(found.x), round(found.y)) == (0, 300, 150)
