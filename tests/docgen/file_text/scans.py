"""Files with words in them: pictures, scans, PDFs with text, Word files. All words are of no real case."""

import io
import zipfile
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def picture(*lines: str, size: tuple[int, int] = (1000, 400)) -> Image.Image:
    """Return a white picture with black lines of words, as a clear scan has them."""
    made = Image.new("RGB", size, "white")
    font = ImageFont.load_default(40)
    for number, line in enumerate(lines):
        ImageDraw.Draw(made).text((40, 40 + 60 * number), line, font=font, fill="black")
    return made


def packed(image: Image.Image, form: str = "PNG", **more: object) -> bytes:
    """Return a picture as a file of this format."""
    file = io.BytesIO()
    image.save(file, form, **more)
    return file.getvalue()


def scanned_pdf(*pages: Image.Image) -> bytes:
    """Return a PDF whose pages are pictures only."""
    return packed(pages[0], "PDF", save_all=True, append_images=list(pages[1:]))


def written_pdf(texts: Sequence[str], password: str = "") -> bytes:
    """Return a PDF with a text on each page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in texts:
        page = writer.add_blank_page(595, 842)
        content = DecodedStreamObject()
        lines = "".join(f"({line}) Tj 0 -16 Td " for line in text.splitlines())
        content.set_data(f"BT /F1 12 Tf 60 780 Td {lines}ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(content)
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if password:
        writer.encrypt(password)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def word_file(*paragraphs: str, body: str = "") -> bytes:
    """Return the least that a reader of Word files reads; `body` instead is the whole of its document.xml."""
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in paragraphs)
    xml = body or f'<w:document xmlns:w="{_WORD}"><w:body>{lines}</w:body></w:document>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", xml)
    return file.getvalue()
