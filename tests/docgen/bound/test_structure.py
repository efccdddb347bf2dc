"""Tags of every part under one tree: no page finds another's elements, and a foot is nobody's paragraph."""

import io
from itertools import pairwise

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)

from docgen.pdf_pages import Chapter, bundle
from tests.docgen.bound.tagged import faults, marks_of, words_of

_N = NameObject


def _dict(**values: object) -> DictionaryObject:
    return DictionaryObject({_N(f"/{key}"): value for key, value in values.items()})  # type: ignore[misc]


def tagged(pages: int, own: str = "/Judul", stands: str = "/H1", spoil: str = "") -> bytes:
    """Return a PDF as LibreOffice tags it: on each page a heading of a name of its own, and a paragraph.

    `stands`: what the name stands for, and where that is a name too, what this one stands for.
    """
    writer = pypdf.PdfWriter()
    names = [_N(name) for name in [own, *stands.split()]]
    root = writer._add_object(_dict(Type=_N("/StructTreeRoot"), RoleMap=DictionaryObject(pairwise(names))))
    whole = writer._add_object(_dict(Type=_N("/StructElem"), S=_N("/Document"), P=root))
    kids, rows = ArrayObject(), ArrayObject()
    for place in range(pages):
        page, stream = writer.add_blank_page(595, 842), DecodedStreamObject()
        drawn = f"{own} <</MCID 0>> BDC\n0 0 9 9 re f\nEMC\n/P <</MCID 1>> BDC\n0 9 9 9 re f\nEMC\n"
        stream.set_data(drawn.encode())
        page[_N("/Contents")] = writer._add_object(stream)
        page[_N("/StructParents")] = NumberObject(place)
        seen = page.indirect_reference
        head = writer._add_object(_dict(Type=_N("/StructElem"), S=_N(own), P=whole, Pg=seen, K=NumberObject(0)))
        piece = _dict(Type=_N("/MCR"), Pg=seen, MCID=NumberObject(1))
        words = _dict(Type=_N("/StructElem"), S=_N("/P"), P=whole, Pg=seen, K=ArrayObject([piece]))
        words[_N("/A")] = _dict(O=_N("/Layout"), Headers=ArrayObject([TextStringObject("x")]))
        row = ArrayObject([head, writer._add_object(words)])
        kids += row
        rows += [NumberObject(place), writer._add_object(row)]
    if spoil == "link":
        kids.append(writer._add_object(_dict(S=_N("/Link"), P=whole, K=_dict(Type=_N("/OBJR"), Obj=root))))
    whole.get_object()[_N("/K")] = kids if spoil != "loop" else ArrayObject([*kids, whole])  # type: ignore[index]
    if spoil == "rows":
        rows = ArrayObject([NumberObject(0), NullObject()])
    if spoil == "odd":
        rows.append(NumberObject(pages))
    if spoil == "outside":
        row += [writer._add_object(_dict(Type=_N("/StructElem"), S=_N("/P"), P=whole, K=NumberObject(2)))]
    if spoil == "bare":
        drawn_on(writer, b"0 0 9 9 re f")
    root.get_object()[_N("/K")] = whole  # type: ignore[index]
    root.get_object()[_N("/ParentTree")] = writer._add_object(_dict(Nums=rows))  # type: ignore[index]
    writer.root_object[_N("/StructTreeRoot")] = root if spoil != "empty" else _dict(Type=_N("/StructTreeRoot"))
    return written(writer)


def written(writer: pypdf.PdfWriter) -> bytes:
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def plain(drawn: bytes) -> bytes:
    """Return a PDF without tags, as a scan or a foreign paper is."""
    writer = pypdf.PdfWriter()
    drawn_on(writer, drawn)
    return written(writer)


def drawn_on(writer: pypdf.PdfWriter, drawn: bytes) -> None:
    stream = DecodedStreamObject()
    stream.set_data(drawn)
    writer.add_blank_page(595, 842)[_N("/Contents")] = writer._add_object(stream)


def joined(*parts: bytes) -> bytes:
    chapters = [Chapter(f"Bagian {place}", part) for place, part in enumerate(parts, 1)]
    pages = sum(len(pypdf.PdfReader(io.BytesIO(part)).pages) for part in parts)
    return bundle(chapters, "Berkas", "Kantor", tagged(pages, "/Kaki", "/P"))


def suspected(pdf: bytes) -> bool:
    return bool(pypdf.PdfReader(io.BytesIO(pdf)).root_object["/MarkInfo"].get("/Suspects"))  # type: ignore[union-attr]


def test_each_page_finds_its_own_elements_and_each_part_stands_under_its_title() -> None:
    made = joined(tagged(2), tagged(1), tagged(3))
    assert (faults(made), suspected(made)) == ([], False)
    parts = [["/Part", *["/H1", "/P"] * pages] for pages in (2, 1, 3)]
    assert words_of(made) == ["/Document", *parts[0], *parts[1], *parts[2]]
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert (reader.root_object["/Lang"], reader.metadata.title) == ("id-ID", "Berkas")
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert [item.title for item in reader.outline] == ["Bagian 1", "Bagian 2", "Bagian 3"]
    assert b"Headers" not in made  # ids of table cells are not carried over, so nothing may point at them


def test_a_foot_is_passed_over() -> None:
    reader = pypdf.PdfReader(io.BytesIO(joined(tagged(1))))
    assert marks_of(reader.pages[0], reader) == [("/Judul", 0), ("/P", 1), ("/Artifact", None)]


def test_the_same_parts_give_the_same_bytes() -> None:
    assert joined(tagged(2), plain(b"0 0 9 9 re f")) == joined(tagged(2), plain(b"0 0 9 9 re f"))


def test_a_part_without_tags_is_a_paragraph_a_page() -> None:
    made = joined(tagged(1), plain(b"0 0 9 9 re f"))
    assert (faults(made), suspected(made)) == ([], False)
    assert words_of(made) == ["/Document", "/Part", "/H1", "/P", "/Part", "/P"]


@pytest.mark.parametrize(("other", "stands"), [("/H2", "/H2"), ("/P", "/Bab /H2"), ("/Bab /H3", "/Bab /H2")])
def test_a_name_means_what_it_means_in_its_own_part(other: str, stands: str) -> None:
    made = joined(tagged(1, "/Bab", "/H3"), tagged(1, stands=other), tagged(1, stands=stands))
    assert (faults(made), suspected(made), words_of(made)[-2:]) == ([], False, ["/H2", "/P"])


@pytest.mark.parametrize("stands", ["/Judul", "/Bab", "/Bab /Judul"])
def test_a_name_that_its_own_part_gives_no_meaning_has_none_from_another(stands: str) -> None:
    made = joined(tagged(1, "/Bab", "/H3"), tagged(1), tagged(1, stands=stands))
    assert (faults(made), suspected(made), words_of(made)[-2:]) == ([], True, ["/NonStruct", "/P"])


@pytest.mark.parametrize("spoil", ["link", "loop"])
def test_what_leads_elsewhere_or_back_is_left_out(spoil: str) -> None:
    made = joined(tagged(1, spoil=spoil))
    assert (faults(made), b"/OBJR" in made) == ([], False)


def test_what_an_element_shares_with_others_by_a_class_is_read_out_too() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(tagged(1)))
    tree = writer.root_object["/StructTreeRoot"]
    shared = [_dict(O=_N("/Table"), Scope=_N("/Column")), _dict(O=_N("/Layout"), SpaceAfter=NumberObject(9))]
    tree[_N("/ClassMap")] = _dict(Kepala=ArrayObject(shared))  # type: ignore[index]
    head, words = tree["/K"]["/K"]  # type: ignore[index]
    head.get_object()[_N("/C")] = ArrayObject([_N("/Kepala"), NumberObject(0), _N("/Lain")])
    head.get_object()[_N("/A")] = _dict(O=_N("/Table"), Scope=_N("/Row"))
    words.get_object()[_N("/C")] = _N("/Kepala")
    made = joined(written(writer))
    root = pypdf.PdfReader(io.BytesIO(made)).root_object
    kids = root["/StructTreeRoot"]["/K"]["/K"][0]["/K"]  # type: ignore[index]
    said = [[(each["/O"], each.get("/Scope")) for each in kid.get_object()["/A"]] for kid in kids]
    assert said == [[("/Table", "/Column"), ("/Table", "/Row")], [("/Table", "/Column")]]
    assert (faults(made), any("/C" in kid.get_object() for kid in kids)) == ([], False)


def test_a_part_in_another_language_says_so() -> None:
    parts = []
    for whole, document in (("en-US", ""), ("id-ID", "ar"), ("id-ID", ""), ("", "")):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(tagged(1)))
        writer.root_object[_N("/Lang")] = TextStringObject(whole)
        if document:
            writer.root_object["/StructTreeRoot"]["/K"][_N("/Lang")] = TextStringObject(document)  # type: ignore[index]
        parts.append(written(writer))
    root = pypdf.PdfReader(io.BytesIO(joined(*parts, tagged(1)))).root_object
    branches = root["/StructTreeRoot"]["/K"]["/K"]  # type: ignore[index]
    assert [each.get_object().get("/Lang") for each in branches] == ["en-US", "ar", None, None, None]


def test_what_cannot_be_understood_is_left_without_tags_and_said_to_be_so() -> None:
    spoilt = [tagged(1, spoil=spoil) for spoil in ("rows", "odd", "empty", "outside")]
    for part in (plain(b"/P <</MCID 0>> BDC\n0 0 9 9 re f\nEMC"), *spoilt):
        made = joined(part)
        assert suspected(made)
        assert pypdf.PdfReader(io.BytesIO(made)).pages[0].get_contents() is not None


def test_a_page_without_tags_in_a_tagged_part_is_a_paragraph_too() -> None:
    made = joined(tagged(1, spoil="bare"))
    assert (faults(made), suspected(made)) == ([], False)
    assert words_of(made) == ["/Document", "/Part", "/H1", "/P", "/P"]


def within(pdf: bytes, key: str) -> bytes:
    """Return a PDF whose first page draws a form, which draws another, which has a row of its own."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    held: DictionaryObject = _dict()
    for numbered in (True, False):
        form = DecodedStreamObject()
        form.set_data(b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC" if numbered else b"/Inner Do")
        form.update(_dict(Type=_N("/XObject"), Subtype=_N("/Form"), BBox=ArrayObject([NumberObject(9)] * 4)))
        form[_N("/Resources")] = held
        if numbered:
            form[_N(key)] = NumberObject(0)
        held = _dict(XObject=_dict(Inner=writer._add_object(form)))
    writer.pages[0][_N("/Resources")] = held
    return written(writer)


@pytest.mark.parametrize("key", ["/StructParents", "/StructParent"])
def test_a_picture_within_a_picture_leads_to_no_row_of_another_page(key: str) -> None:
    for part, sure in ((plain(b"/Inner Do"), True), (tagged(1), False)):
        made = joined(within(part, key))
        page = pypdf.PdfReader(io.BytesIO(made)).pages[0]
        outer = page["/Resources"]["/XObject"]["/Inner"]  # type: ignore[index]
        inner = outer["/Resources"]["/XObject"]["/Inner"]
        assert (inner.get_data()[:2], key in inner) == (b"/P", False)
        assert (faults(made), suspected(made)) == ([], not sure)


def test_what_is_drawn_outside_of_every_element_would_be_seen() -> None:
    for drawn in (b"0 0 9 9 re f", b"/P <</MCID 0>> BDC\nEMC\n/Span BMC\n(x) Tj\nEMC", b"BI /W 1 /H 1 ID x EI"):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(joined(tagged(1))))
        drawn_on(writer, drawn)
        assert "page 2 draws what nobody reads" in faults(written(writer))


def test_a_fault_would_be_seen() -> None:
    made = joined(tagged(2))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made))
    numbers = [page["/StructParents"] for page in writer.pages]
    for page, number in zip(writer.pages, reversed(numbers), strict=True):
        page[_N("/StructParents")] = number
    assert len(faults(written(writer))) == 4
    assert faults(tagged(1)) == ["the catalogue lacks /MarkInfo", "the catalogue lacks /Lang"]
