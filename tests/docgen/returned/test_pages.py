"""How pages say their words: seen, hidden, in a picture, under a note; too many or damaged ones are given up."""

import io
from collections.abc import Sequence

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject, NullObject

from docgen.errors import DocumentError, RenderLimit
from docgen.returned.pages import MOST_PAGES, PageWords, opened, words_of
from tests.admin_app.papers.signed_pdfs import Look, pdf, scan


def test_words_that_are_seen() -> None:
    found = words_of(opened(pdf("NOMOR 1", Look(pages=7))))
    assert (found.pages, found.scanned, found.hidden, found.laid_over) == (7, 0, False, False)
    assert found.text.split("\f") == ["NOMOR 1\n"] * 7


def test_what_is_unseen_covered_or_stuck_on_is_told() -> None:
    assert words_of(opened(pdf("NOMOR 1", Look(hidden=True)))).hidden
    assert words_of(opened(pdf("NOMOR 1", Look(note="Ditolak")))).laid_over
    pictured = words_of(opened(scan("NOMOR 1")))
    assert (pictured.scanned, pictured.hidden) == (1, True)


def test_too_many_pages_and_a_damaged_file_are_given_up() -> None:
    with pytest.raises(RenderLimit, match="halaman"):
        words_of(opened(pdf("", Look(pages=MOST_PAGES + 1))))
    for broken in (b"", b"%PDF-1.7\n\xff\x00", pdf("NOMOR 1")[:200]):
        with pytest.raises(DocumentError, match="rusak"):
            words_of(opened(broken))


def dictionary(**names: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in names.items()})


def place(*sides: float) -> ArrayObject:
    return ArrayObject([FloatObject(side) for side in sides])


def with_notes(*notes: DictionaryObject) -> PageWords:
    """Return what is found on a page of 595 by 842 points with these annotations."""
    writer, made = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("NOMOR 1"))), io.BytesIO()
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note) for note in notes])
    writer.write(made)
    return words_of(opened(made.getvalue()))


def signature(**more: object) -> DictionaryObject:
    return dictionary(Subtype=NameObject("/Widget"), FT=NameObject("/Sig"), **more)


SMALL = place(72, 100, 272, 200)  # 4 % of the page


@pytest.mark.parametrize(
    ("notes", "laid_over"),
    [
        ([signature()], False),
        ([signature(Rect=SMALL)] * 2, False),
        ([signature(Rect=SMALL)] * 3, True),
        ([signature(Rect=place(0, 0, 595, 842))], True),
        ([signature(Rect=place(595, 842, 0, 0))], True),
        ([signature(Rect=place(0, 0, 1))], True),
        ([signature(Rect=NullObject())], True),
        ([dictionary(Subtype=NameObject("/Link"), Rect=SMALL)], False),
        ([dictionary(Subtype=NameObject("/Link"), Rect=SMALL, AP=dictionary())], True),
    ],
)
def test_only_small_signatures_and_links_without_looks_may_lie_over(
    notes: Sequence[DictionaryObject], laid_over: bool
) -> None:
    assert with_notes(*notes).laid_over is laid_over


def drawn(content: str, **resources: DictionaryObject) -> PageWords:
    """Return what is found on a page that draws this before its words."""
    writer, made = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("NOMOR 1", Look(picture=True)))), io.BytesIO()
    page, stream, form = writer.pages[0], DecodedStreamObject(), DecodedStreamObject()
    form.set_data(b"q 1 0 0 1 0 0 cm /X1 Do Q")
    form.update(dictionary(Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=place(0, 0, 1, 1)))
    own, xobjects = page["/Resources"], page["/Resources"]["/XObject"]  # type: ignore[index]
    form[NameObject("/Resources")] = dictionary(XObject=dictionary(X1=xobjects.raw_get("/X1")))
    xobjects[NameObject("/F1")] = writer._add_object(form)
    own.update(dictionary(**resources))  # type: ignore[attr-defined]
    stream.set_data(f"{content} BT /F1 12 Tf (NOMOR 1) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(made)
    return words_of(opened(made.getvalue()))


def test_a_picture_is_measured_and_one_within_a_form_counts_as_a_page() -> None:
    assert drawn("").pictured == (0,)
    assert drawn("q 100 0 0 100 0 0 cm /X1 Do Q").pictured == (2,)
    assert drawn("/F1 Do").pictured == (100,)
    assert drawn("/F1 Do q 10 0 0 10 0 0 cm /X1 Do Q").scanned == 1
    assert drawn("q 9000 0 0 9000 0 0 cm /X1 Do Q").pictured == (100,)


def test_what_lets_other_things_show_through_is_hidden() -> None:
    states = dictionary(G1=dictionary(ca=FloatObject(0.01)), G2=dictionary(ca=FloatObject(1), CA=FloatObject(1)))
    assert drawn("/G1 gs", ExtGState=states).hidden
    found = drawn("/G2 gs", ExtGState=states)
    assert (found.hidden, found.text.strip()) == (False, "NOMOR 1")
