"""A signed PDF that came back is read in the worker: what it says, what in it would act, and what is too much."""

import io
import zlib
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from docgen.errors import DocumentError, RenderLimit
from docgen.render import Renderer, read_pdf
from docgen.returned.reading import read_returned
from tests.admin_app.papers.signed_pdfs import pdf


def written(writer: pypdf.PdfWriter) -> bytes:
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def copied() -> pypdf.PdfWriter:
    return pypdf.PdfWriter(clone_from=io.BytesIO(pdf("NOMOR WIM.32.IMI.5-UM.01.01-1")))


def action(kind: str, **more: str) -> DictionaryObject:
    words = {NameObject("/S"): NameObject(kind)}
    return DictionaryObject(words | {NameObject(f"/{key}"): TextStringObject(value) for key, value in more.items()})


def test_a_plain_pdf_says_its_words_and_does_nothing() -> None:
    text, acts = read_pdf(pdf("NOMOR WIM.32.IMI.5-UM.01.01-1"))
    assert ("WIM.32.IMI.5-UM.01.01-1" in text, acts) == (True, [])
    assert read_pdf(pdf()) == ("", [])
    for broken in (b"", b"%PDF-1.7\n\xff\x00", b"%PDF-1.4 trailer << /Root 1 0 R >>"):
        assert read_pdf(broken) == ("", [])


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("/JavaScript", {"JS": "app.alert(1)"}, ["/JS", "/JavaScript"]),
        ("/Launch", {"F": "cmd.exe"}, ["/Launch"]),
        ("/SubmitForm", {"F": "https://outside.example"}, ["/SubmitForm"]),
        ("/ImportData", {"F": "x.fdf"}, ["/ImportData"]),
    ],
)
def test_what_acts_is_named_wherever_it_hangs(kind: str, more: dict[str, str], said: list[str]) -> None:
    opening, page, stray = copied(), copied(), copied()
    opening.root_object[NameObject("/OpenAction")] = action(kind, **more)
    link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action(kind, **more)})
    page.pages[0][NameObject("/Annots")] = ArrayObject([page._add_object(link)])
    stray._add_object(action(kind, **more))
    for writer in (opening, page, stray):
        assert list(read_returned(written(writer)).acts) == said


def test_a_script_is_seen_in_a_pdf_that_cannot_be_read() -> None:
    for octets in (b"/S /JavaScript /JS (x)", b"/S/J#61vaScript"):
        assert read_returned(b"%PDF-1.7\n<< " + octets + b" >>").acts == ("/JavaScript",)


def test_a_locked_pdf_is_refused_and_one_that_opens_without_a_password_is_read() -> None:
    locked, open_to_all = copied(), copied()
    locked.encrypt("rahasia", algorithm="RC4-128")
    open_to_all.encrypt("", owner_password="pemilik", algorithm="RC4-128")
    open_to_all.root_object[NameObject("/OpenAction")] = action("/JavaScript", JS="app.alert(1)")
    with pytest.raises(DocumentError, match="terkunci kata sandi"):
        read_pdf(written(locked))
    assert read_returned(written(open_to_all)).acts == ("/JS", "/JavaScript")


def test_a_pdf_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    page = b"BT /F1 12 Tf " + b"1 0 0 1 0 0 Tm (x) Tj " * 3_000_000 + b"ET"
    writer = copied()
    stream: Any = writer.pages[0]["/Contents"].get_object()
    stream._data = zlib.compress(page)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    with Renderer(time_limit=1.0) as renderer:
        with pytest.raises(RenderLimit):
            renderer.read_pdf(written(writer))
        assert "WIM" in renderer.read_pdf(pdf("NOMOR WIM"))[0]


def test_what_lies_packed_in_a_stream_of_objects_is_seen_too() -> None:
    packed = b"3 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    stream = b"/Type /ObjStm /N 1 /First 4 /Length %d" % len(packed)
    parts = [
        b"1 0 obj << /Type /Catalog /Pages 2 0 R /OpenAction 3 0 R >> endobj\n",
        b"2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj\n",
        b"4 0 obj << " + stream + b" >> stream\n" + packed + b"\nendstream endobj\n",
    ]
    content, places = b"%PDF-1.7\n", {}
    for number, part in zip((1, 2, 4), parts, strict=True):
        places[number] = len(content)
        content += part
    rows = {0: (0, 0, 255), 3: (2, 4, 0)} | {number: (1, place, 0) for number, place in places.items()}
    table = b"".join(
        bytes([kind]) + second.to_bytes(2, "big") + bytes([third])
        for kind, second, third in [rows[number] for number in range(5)] + [(1, len(content), 0)]
    )
    head = b"5 0 obj << /Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R /Length %d >> stream\n" % len(table)
    content += head + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(content)
    assert b"/JavaScript" in content
    assert read_returned(content).acts == ("/JS", "/JavaScript")
