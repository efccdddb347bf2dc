"""Small PDFs as they come back signed: with words, or like a scan without any."""

import io

import pypdf
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def pdf(words: str = "") -> bytes:
    """Return a PDF of one page that says these words; without any it is like a scan."""
    writer, stream, made = pypdf.PdfWriter(), DecodedStreamObject(), io.BytesIO()
    page = writer.add_blank_page(595, 842)
    stream.set_data(f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode("latin-1"))
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(made)
    return made.getvalue()
