"""Takes a foreign file apart into pages, each with its text and, where that is missing, its picture.

Runs only in the child process (child.py), which can be killed: the file comes from outside.
"""

import io
import logging
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from lxml import etree
from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from models.rules.core.texts import storable

# A recognised line needs letters some 20 pixels high: 200 dots an inch on a page of A4, and few machines do better.
SIDE = 2600
SMALLEST = 60  # pixels: what is smaller holds no words
PIXELS = 64_000_000  # a phone's camera has 50 million
# A page with so little text and a picture is a scan with a stamp or a page number on it.
FEW_SIGNS = 40
TEXT_OF_A_PAGE = 50_000  # characters
_XML_OF_A_WORD_FILE = 32 * 1024 * 1024  # bytes unpacked
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# In the order in which a paper is read; letterheads and feet are the same on every paper and say nothing.
_SIGNS = {f"{_WORD}tab": " ", f"{_WORD}br": " ", f"{_WORD}noBreakHyphen": "-"}
_BODY = "word/document.xml"

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would print parts of the file


class Kind(StrEnum):
    """How a file is taken apart."""

    PDF = "pdf"
    PICTURE = "picture"
    WORD = "word"


class Unreadable(Exception):
    """This file, or this page of it, is damaged, locked or of another kind; the others can still be read."""


@dataclass(frozen=True)
class Page:
    """One page: its own text, and its picture as PNG where there may be words to recognise (else empty)."""

    text: str
    picture: bytes = b""


# What the libraries raise for a file that is none, damaged, or far too large.
_BROKEN = (
    *(PyPdfError, etree.XMLSyntaxError, zipfile.BadZipFile, Image.DecompressionBombError, EOFError, SyntaxError),
    *(OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, NotImplementedError, AssertionError),
    *(ArithmeticError, ImportError, struct.error, zlib.error),
)


def take_apart(kind: Kind, content: bytes) -> list[Callable[[], Page]]:
    """Return what reads each page of a file. Raises Unreadable."""
    try:
        return _TAKERS[kind](content)
    except (*_BROKEN, RecursionError) as err:
        raise Unreadable from err


def read_page(read: Callable[[], Page]) -> Page:
    """Return one page. Raises Unreadable."""
    try:
        page = read()
    except (*_BROKEN, RecursionError) as err:
        raise Unreadable from err
    return Page(storable(page.text)[:TEXT_OF_A_PAGE], page.picture)


def _pages_of_pdf(content: bytes) -> list[Callable[[], Page]]:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable
    return [partial(_page_of_pdf, reader, number) for number in range(len(reader.pages))]


def _page_of_pdf(reader: PdfReader, number: int) -> Page:
    page = reader.pages[number]
    try:
        text = page.extract_text()
    except _BROKEN:
        text = ""
    if len("".join(text.split())) >= FEW_SIGNS:
        return Page(text)
    try:
        largest = max(_pictures_on(page), key=lambda one: one.width * one.height, default=None)
        return Page(text, _made_fit(largest) if largest is not None else b"")
    except _BROKEN:
        if not text.strip():
            raise
        return Page(text)  # the few words beside a picture that cannot be unpacked


def _pictures_on(page: Any) -> Iterator[Image.Image]:
    for found in page.images:
        image = found.image
        if image is not None and min(image.size) >= SMALLEST:
            yield image


def _pages_of_picture(content: bytes) -> list[Callable[[], Page]]:
    opened = Image.open(io.BytesIO(content), formats=_FORMATS)
    frames = getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
    return [partial(_page_of_picture, opened, number) for number in range(frames)]


def _page_of_picture(opened: Image.Image, number: int) -> Page:
    if number:
        opened.seek(number)
    if opened.width * opened.height > PIXELS:
        raise Unreadable
    if min(opened.size) < SMALLEST:
        return Page("")
    opened.draft("L", (SIDE, SIDE))  # a large JPEG is decoded at half or a quarter of its size
    return Page("", _made_fit(ImageOps.exif_transpose(opened)))


def _made_fit(image: Image.Image) -> bytes:
    """Return a picture as a grey PNG of a size that can be recognised in seconds, white where it was transparent."""
    if image.mode in ("RGBA", "LA", "PA", "P"):
        seen = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
    grey = image.convert("L")
    grey.thumbnail((SIDE, SIDE))
    packed = io.BytesIO()
    grey.save(packed, "PNG", compress_level=1)
    return packed.getvalue()


def _pages_of_word(content: bytes) -> list[Callable[[], Page]]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if package.getinfo(_BODY).file_size > _XML_OF_A_WORD_FILE:
            raise Unreadable
        body = package.read(_BODY)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(body, parser)
    lines = ("".join(_words_of(paragraph)) for paragraph in root.iter(f"{_WORD}p"))
    text = "\n".join(line for line in lines if line.strip())
    pieces = range(0, len(text), TEXT_OF_A_PAGE)  # a Word file knows no pages
    return [partial(Page, text[start : start + TEXT_OF_A_PAGE]) for start in pieces] or [partial(Page, "")]


def _words_of(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter(f"{_WORD}t", *_SIGNS):
        yield _SIGNS.get(node.tag) or node.text or ""


_TAKERS: dict[Kind, Callable[[bytes], list[Callable[[], Page]]]] = {
    Kind.PDF: _pages_of_pdf,
    Kind.PICTURE: _pages_of_picture,
    Kind.WORD: _pages_of_word,
}
