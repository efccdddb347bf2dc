"""PDFs put together: pages in order, a foot on each, an outline, nothing that runs, the same bytes every time."""

import io

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from docgen.pdf_pages import Chapter, PdfUnreadable, bundle, page_count

FOOT = "ADU-2026-000123  -  Halaman {page} dari {pages}"


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


def test_every_page_says_which_of_how_many_it_is() -> None:
    made = bundle([Chapter("Satu", blank((595, 842))), Chapter("Dua", blank((842, 595), (595, 842)))], "J", "K", FOOT)
    reader = pypdf.PdfReader(io.BytesIO(made))
    texts = [page.extract_text().strip() for page in reader.pages]
    assert texts == [f"ADU-2026-000123  -  Halaman {place} dari 3" for place in (1, 2, 3)]
    assert [(item.title, reader.get_destination_page_number(item)) for item in reader.outline] == [
        ("Satu", 0),
        ("Dua", 1),
    ]
    assert (reader.metadata.title, reader.metadata.author) == ("J", "K")


def test_pitfall_19_the_same_chapters_give_the_same_bytes() -> None:
    chapters = [Chapter("Satu", blank((595, 842)))]
    assert bundle(chapters, "J", "K", FOOT) == bundle(chapters, "J", "K", FOOT)


def test_a_turned_page_keeps_its_foot_below() -> None:
    made = bundle([Chapter("", blank((842, 595), rotate=90))], "J", "K", FOOT)
    (page,) = pypdf.PdfReader(io.BytesIO(made)).pages
    assert (page.rotation, round(page.mediabox.width), round(page.mediabox.height)) == (0, 595, 842)
    assert "Halaman 1 dari 1" in page.extract_text()


def test_what_would_run_on_opening_does_not_come_along() -> None:
    hostile = blank((595, 842), opens=True)
    assert b"JavaScript" in hostile
    assert b"JavaScript" not in bundle([Chapter("", hostile)], "J", "K", FOOT)


@pytest.mark.parametrize("content", [b"", b"bukan pdf", b"%PDF-1.7\nrusak", blank((595, 842), password="rahasia")])
def test_what_cannot_be_read_is_said_to_be_so(content: bytes) -> None:
    with pytest.raises(PdfUnreadable):
        page_count(content)
    with pytest.raises(PdfUnreadable):
        bundle([Chapter("", content)], "J", "K", FOOT)


def test_a_bracket_in_the_number_breaks_no_page() -> None:
    made = bundle([Chapter("", blank((595, 842)))], "J", "K", "A(1) \\ {page}/{pages}")
    assert pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text().strip() == "A(1) \\ 1/1"
