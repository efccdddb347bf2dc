"""Reads a PDF from outside: the text of its first pages, and its active content. The file itself is never changed."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from docgen.errors import DocumentError

MOST_PAGES = 5  # the number of a paper stands on its first page
MOST_TEXT = 100_000
_DEPTH = 20
# Unreadable to pypdf; another reader may open it, so its bytes are still searched.
_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)
# What makes a viewer run, start, fetch or send something (ISO 32000-1 §12.6.4, §12.7.8, annex of RichMedia).
_ACTS = ("/JavaScript", "/JS", "/Launch", "/ImportData", "/SubmitForm", "/RichMedia", "/XFA")
_RAW = re.compile(rb"/S\s*/(JavaScript|Launch|ImportData|SubmitForm)\b")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would print parts of the file


@dataclass(frozen=True)
class FirstPages:
    """The text of a PDF (empty for a scan or a damaged one), and the names of its active content."""

    text: str
    acts: tuple[str, ...]


def read_returned(content: bytes) -> FirstPages:
    """Return a PDF's text and active content as far as it can be read. Raises DocumentError where it is locked."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("PDF ini terkunci kata sandi. Unggah PDF yang dapat dibuka siapa saja di kantor.")
        acts = set(_acting(reader))
    except _BROKEN:
        return FirstPages("", tuple(sorted(_acting_octets(content))))
    return FirstPages(_text(reader), tuple(sorted(acts)))


def _text(reader: PdfReader) -> str:
    try:
        return "\n".join(page.extract_text() for page in reader.pages[:MOST_PAGES])[:MOST_TEXT]
    except _BROKEN:
        return ""


def _acting(reader: PdfReader) -> Iterator[str]:
    """Yield the active content of every object, also of those on no page, to which a later update may refer."""
    for number, generation in _every_object(reader):
        try:
            found = reader.get_object(IndirectObject(number, generation, reader))
        except _BROKEN:
            continue
        yield from _acting_in(found, _DEPTH)


def _every_object(reader: PdfReader) -> Iterator[tuple[int, int]]:
    for generation, places in reader.xref.items():
        yield from ((number, generation) for number in places)
    yield from ((number, 0) for number in reader.xref_objStm)


def _acting_in(found: object, depth: int) -> Iterator[str]:
    if depth == 0:
        return
    if isinstance(found, ArrayObject):
        for place in range(len(found)):
            yield from _acting_in(list.__getitem__(found, place), depth - 1)
    elif isinstance(found, DictionaryObject):
        for key, value in found.items():
            yield from (name for name in (key, value if key in ("/S", "/Subtype") else "") if name in _ACTS)
            yield from _acting_in(value, depth - 1)


def _acting_octets(content: bytes) -> set[str]:
    plain = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), content)
    return {f"/{match[1].decode()}" for match in _RAW.finditer(plain)}
