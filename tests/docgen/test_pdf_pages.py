"""PDFs put together: pages in order, a foot on each, an outline, nothing that runs, the same bytes every time."""

import io

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from docgen.pdf_pages import Chapter, PdfUnreadable, bundle, is_archival, page_count


def blank(*sizes: tuple[int, int], rotate: int = 0, password: str = "", opens: bool = False) -> bytes:
    writer = pypdf.PdfWriter()
    for width, height in sizes:
        page = writer.add_blank_page(width, height)
        if rotate:
            page.rotate(rotate)
    if opens:
        action = {"/S": "/JavaScript", "/JS": "app.alert('x')"}
        run = DictionaryObject({NameObject(key): TextStringObject(value) for key, value in action.items()})
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): run})
    if password:
        writer.encrypt(password)
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def feet(*words: str) -> bytes:
    """Return a page for each foot, its words where those of a converted page of feet stand."""
    writer = pypdf.PdfWriter()
    for line in words:
        page, stream = writer.add_blank_page(595, 842), DecodedStreamObject()
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        stream.set_data(f"BT /F1 8 Tf 230 777 Td ({escaped}) Tj ET".encode("latin-1"))
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
        fonts = DictionaryObject({NameObject("/F1"): named})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = stream
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def numbered(last: int) -> bytes:
    return feet(*(f"ADU-2026-000123 - Halaman {page} dari {last}" for page in range(1, last + 1)))


def test_every_page_says_which_of_how_many_it_is() -> None:
    made = bundle(
        [Chapter("Satu", blank((595, 842))), Chapter("Dua", blank((842, 595), (595, 842)))], "J", "K", numbered(3)
    )
    reader = pypdf.PdfReader(io.BytesIO(made))
    texts = [page.extract_text().strip() for page in reader.pages]
    assert texts == [f"ADU-2026-000123 - Halaman {place} dari 3" for place in (1, 2, 3)]
    assert [(item.title, reader.get_destination_page_number(item)) for item in reader.outline] == [
        ("Satu", 0),
        ("Dua", 1),
    ]
    assert (reader.metadata.title, reader.metadata.author) == ("J", "K")


def test_pitfall_19_the_same_chapters_give_the_same_bytes() -> None:
    chapters = [Chapter("Satu", blank((595, 842)))]
    assert bundle(chapters, "J", "K", numbered(1)) == bundle(chapters, "J", "K", numbered(1))


def test_a_turned_page_keeps_its_foot_below() -> None:
    made = bundle([Chapter("", blank((842, 595), rotate=90))], "J", "K", numbered(1))
    (page,) = pypdf.PdfReader(io.BytesIO(made)).pages
    assert (page.rotation, round(page.mediabox.width), round(page.mediabox.height)) == (0, 595, 842)
    assert "Halaman 1 dari 1" in page.extract_text()


def test_what_would_run_on_opening_does_not_come_along() -> None:
    hostile = blank((595, 842), opens=True)
    assert b"JavaScript" in hostile
    assert b"JavaScript" not in bundle([Chapter("", hostile)], "J", "K", numbered(1))


@pytest.mark.parametrize("content", [b"", b"bukan pdf", b"%PDF-1.7\nrusak", blank((595, 842), password="rahasia")])
def test_what_cannot_be_read_is_said_to_be_so(content: bytes) -> None:
    with pytest.raises(PdfUnreadable):
        page_count(content)
    with pytest.raises(PdfUnreadable):
        bundle([Chapter("", content)], "J", "K", numbered(1))


def test_a_bracket_in_the_number_breaks_no_page() -> None:
    made = bundle([Chapter("", blank((595, 842)))], "J", "K", feet("A(1) \\ 1/1"))
    assert pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text().strip() == "A(1) \\ 1/1"


def test_a_bundle_of_which_one_part_is_not_for_archives_claims_nothing() -> None:
    made = bundle([Chapter("", blank((595, 842)))], "J", "K", numbered(1))
    assert not is_archival(made)
    assert b"pdfaid" not in made
    assert pypdf.PdfReader(io.BytesIO(made)).trailer["/ID"]


def test_a_foot_is_wanted_for_every_page() -> None:
    with pytest.raises(PdfUnreadable):
        bundle([Chapter("", blank((595, 842), (595, 842)))], "J", "K", numbered(1))
