"""Counts pages, and joins PDFs with a foot on every page, their structure kept, to the same bytes each time.

A bundle of PDF/A-2b files is PDF/A-2b too: all its fonts are embedded (the feet are a PDF of the same program), it
keeps their colour profile, and its XMP says so. If one of them is not PDF/A-2b, the bundle does not claim to be.
"""

import hashlib
import io
import logging
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast
from xml.sax.saxutils import escape

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from docgen.bound.structure import Structure, as_artifact
from docgen.plain_document import Picture

MOST_PAGES = 2_000
# Where the words of a page of feet stand (at its top, in the middle between its margins), and where they go.
_FEET_FROM, _FEET_TO = (311.8, 777.0), 26.0  # points
_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part>\
<pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>\
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>{author}</rdf:li>\
</rdf:Seq></dc:creator></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{producer}</pdf:Producer>\
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_PRODUCER = "Aduan"

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would print parts of a file


class PdfUnreadable(Exception):
    """The PDF is damaged, locked, or far too long; the original stays unchanged."""


class StandInMissing(Exception):
    """A photo's stand-in is in no chapter: whoever made the PDF packed it anew. The photo itself has to go in."""


@dataclass(frozen=True)
class Chapter:
    """One PDF of a bundle and its title in the outline; without a title it has no outline line.

    `photos`: what takes the place of pictures in it, by the bytes of those.
    """

    title: str
    pdf: bytes
    photos: Mapping[bytes, Picture] = field(default_factory=dict)


def page_count(pdf: bytes) -> int:
    """Return the number of pages. Raises PdfUnreadable."""
    try:
        pages = len(_reader(pdf).pages)
    except _BROKEN as err:
        raise PdfUnreadable from err
    if not 0 < pages <= MOST_PAGES:
        raise PdfUnreadable
    return pages


def bundle(chapters: Sequence[Chapter], title: str, author: str, feet: bytes) -> bytes:
    """Return the PDFs joined, each with an outline line, and a page of `feet` on every page.

    Raises PdfUnreadable, or StandInMissing where a photo found no place.
    """
    writer = PdfWriter()
    structure = Structure(writer)
    try:
        readers = [_reader(chapter.pdf) for chapter in chapters]
        for chapter, reader in zip(chapters, readers, strict=True):
            _add(writer, structure, chapter, reader)
        under = _reader(feet)
        for page, foot in zip(writer.pages, under.pages, strict=True):
            dx = float(page.mediabox.left) + float(page.mediabox.width) / 2 - _FEET_FROM[0]
            dy = float(page.mediabox.bottom) + _FEET_TO - _FEET_FROM[1]
            as_artifact(foot, under)
            page.merge_transformed_page(foot, Transformation().translate(dx, dy), expand=False)
        writer.metadata = {"/Title": title, "/Author": author, "/Producer": _PRODUCER}
        if all(map(_is_archival, [*readers, under])):
            _claim_archival(writer, under, title, author)
        writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
        # PDF/A wants an identifier; that of the content is always the same.
        mark = ByteStringObject(hashlib.sha256(_written(writer)).digest()[:16])
        structure.write()  # after what is alike became one: no two elements are the same one
        writer._ID = ArrayObject([mark, mark])
        return _written(writer)
    except _BROKEN as err:
        raise PdfUnreadable from err


def _written(writer: PdfWriter) -> bytes:
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def is_archival(pdf: bytes) -> bool:
    """Whether a PDF declares itself PDF/A-2b and contains its colour profile. Raises PdfUnreadable."""
    try:
        return _is_archival(_reader(pdf))
    except _BROKEN as err:
        raise PdfUnreadable from err


def _is_archival(reader: PdfReader) -> bool:
    said = reader.root_object.get("/Metadata")
    xmp = said.get_object().get_data() if said is not None else b""
    intents = reader.root_object.get("/OutputIntents") or []
    profiles = [intent.get_object().get("/DestOutputProfile") for intent in intents]
    claimed = b"<pdfaid:part>2<" in xmp and b"<pdfaid:conformance>B<" in xmp
    return claimed and any(profile is not None for profile in profiles)


def _claim_archival(writer: PdfWriter, made_alike: PdfReader, title: str, author: str) -> None:
    root = writer.root_object
    intents = cast(ArrayObject, made_alike.root_object["/OutputIntents"].clone(writer))
    root[NameObject("/OutputIntents")] = intents
    for intent in intents:
        profile = intent.get_object()["/DestOutputProfile"].get_object()
        profile.set_data(_undated(profile.get_data()))
    xmp = DecodedStreamObject()
    words = {"title": escape(title), "author": escape(author), "producer": _PRODUCER}
    xmp.set_data(_XMP.format(**words).encode("utf-8"))
    xmp[NameObject("/Type")], xmp[NameObject("/Subtype")] = NameObject("/Metadata"), NameObject("/XML")
    root[NameObject("/Metadata")] = writer._add_object(xmp)


def _undated(profile: bytes) -> bytes:
    """Return a colour profile without its creation time and its checksum (ICC.1 §7.2.8, §7.2.18)."""
    made = struct.pack(">6H", 1980, 1, 1, 0, 0, 0)
    return profile[:24] + made + profile[36:84] + bytes(16) + profile[100:]


def _reader(pdf: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(pdf))
    if reader.is_encrypted and not reader.decrypt(""):
        raise PdfUnreadable
    return reader


def _add(writer: PdfWriter, structure: Structure, chapter: Chapter, reader: PdfReader) -> None:
    first, part = len(writer.pages), structure.part(chapter.title, reader)
    found: set[bytes] = set()
    for page in reader.pages:
        number = page.get("/StructParents")
        # Links and form fields have no target in a bundle, and active content must not be copied.
        for key in ("/Annots", "/AA", "/StructParents"):
            page.pop(NameObject(key), None)
        found |= _put_in(page, chapter.photos)
        added: PageObject = writer.add_page(page)
        if added.rotation:
            added.transfer_rotation_to_content()
        part.add(page, number, added)
    if found != chapter.photos.keys():
        raise StandInMissing
    if chapter.title:
        writer.add_outline_item(title=chapter.title, page_number=first)


def _put_in(page: PageObject, photos: Mapping[bytes, Picture]) -> set[bytes]:
    """Put photos on one page in place of their stand-ins, by the stand-ins' bytes; return those that stood there."""
    found: set[bytes] = set()
    resources = page.get("/Resources", DictionaryObject()).get_object()
    for each in resources.get("/XObject", DictionaryObject()).get_object().values() if photos else ():
        image = each.get_object()
        if isinstance(image, StreamObject) and image._data in photos:
            found.add(image._data)
            photo = photos[image._data]
            image._data = photo.content
            image[NameObject("/Width")], image[NameObject("/Height")] = map(NumberObject, (photo.width, photo.height))
    return found
