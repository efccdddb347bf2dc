"""Small PDFs as they come back: with words, like a scan without any, with a picture under them, or of many pages."""

import io
from dataclasses import dataclass

import pypdf
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


@dataclass(frozen=True)
class Look:
    """How the pages say their words."""

    pages: int = 1
    hidden: bool = False  # the words are there for a search alone
    picture: bool = False  # a picture covers the page
    note: str = ""  # stuck on the page


def pdf(words: str = "", look: Look = Look()) -> bytes:
    """Return a PDF that says these words on each page; without any it is like a scan."""
    writer, made = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(look.pages):
        _page(writer, words, look)
    writer.write(made)
    return made.getvalue()


def scan(words: str = "") -> bytes:
    """Return a page that is a picture, its words read by a program and laid over it unseen."""
    return pdf(words, Look(hidden=True, picture=True))


def _page(writer: pypdf.PdfWriter, words: str, look: Look) -> None:
    page, stream = writer.add_blank_page(595, 842), DecodedStreamObject()
    shown = words.replace("(", r"\(").replace(")", r"\)").split("\n")
    lines = "".join(f"({line}) Tj 0 -16 Td " for line in shown)
    picture = "q 595 0 0 842 0 0 cm /X1 Do Q " if look.picture else ""
    stream.set_data(f"{picture}BT /F1 12 Tf {'3' if look.hidden else '0'} Tr 72 720 Td {lines}ET".encode("latin-1"))
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    if look.picture:
        resources[NameObject("/XObject")] = DictionaryObject({NameObject("/X1"): writer._add_object(_picture())})
    page[NameObject("/Resources")] = resources
    page[NameObject("/Contents")] = writer._add_object(stream)
    if look.note:
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(_note(look.note))])


def _picture() -> DecodedStreamObject:
    picture = DecodedStreamObject()
    picture.set_data(b"\x80")
    picture.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image")})
    sizes = {"/Width": 1, "/Height": 1, "/BitsPerComponent": 8}
    picture.update({NameObject(key): NumberObject(value) for key, value in sizes.items()})
    picture[NameObject("/ColorSpace")] = NameObject("/DeviceGray")
    return picture


def _note(words: str) -> DictionaryObject:
    place = ArrayObject([FloatObject(each) for each in (72, 600, 400, 700)])
    kinds = {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/FreeText")}
    return DictionaryObject(kinds | {NameObject("/Rect"): place, NameObject("/Contents"): TextStringObject(words)})
