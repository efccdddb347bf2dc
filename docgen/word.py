"""The only module that uses python-docx and docxtpl: prepares templates once, fills them, checks the results.

docxtpl turns Word's markup into tags; our own sandbox (tags.py) fills them, and the package is packed to the same
bytes every time. docxtpl's own way silently drops the rest of a document with broken XML, and stamps the time into
the file (notadinas §7, pitfalls 4, 5, 8, 19). The result is never used as a template.
"""

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.parser import OxmlElement
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateError, UndefinedError
from lxml import etree
from markupsafe import escape

from docgen.cleaning import Breakable, clean
from docgen.documents import Content, content_of
from docgen.documents.enclosure import TAG as ENCLOSURE
from docgen.documents.enclosure import check_once, enclosed, encloses
from docgen.documents.nota_dinas import said_anyway
from docgen.editing.spots import cell_in_danger, crossing, spot_of_tag, spots_of_name
from docgen.editing.tidying import tidy
from docgen.errors import DocumentError, TagBroken, TemplateBroken
from docgen.inspection import W, findings, place_of, strict_parser
from docgen.layout.fitting import Fitting, fitted, fitting_of
from docgen.letterhead.block import TAG, Letterhead
from docgen.letterhead.placing import Place, check_alone, drawn, place_in, with_emblem
from docgen.package import pack, unpack
from docgen.placed import Gallery, Picture
from docgen.tags import check_tags, sandbox, whole_attributes

END_MARK = "akhir_naskah"
FILLED_MARK = "naskah_terisi"  # its name in a finished paper, which thus cannot be used as a template
EMBLEM = "Lambang kantor"  # the alternative text by which the letterhead's picture is found
_DROPPED = ("extended-properties", "custom-properties", "thumbnail", "customXml")
_TEXT_PARTS = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
# What python-docx raises for a well-formed package that Word would not write.
_MALFORMED = (ValueError, KeyError, AttributeError, TypeError, IndexError, etree.LxmlError, PythonDocxError, OpcError)
_MOST_NAMED = 5
_QUOTED = re.compile("“([^”]*)”")
_ATTRIBUTE = re.compile(r"attribute '(\w+)'")
_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>\
<dc:language>id-ID</dc:language><cp:lastModifiedBy>{author}</cp:lastModifiedBy>\
<dcterms:created xsi:type="dcterms:W3CDTF">{made}T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{made}T00:00:00Z</dcterms:modified></cp:coreProperties>"""


@dataclass(frozen=True)
class ReadyTemplate:
    """A prepared template: its parts, those to fill, and the places of properties and letterhead."""

    parts: dict[str, bytes]
    body: str
    to_fill: dict[str, Template]
    asked: dict[str, frozenset[str]]  # the names the tags of each part ask for
    core: str
    kop: Place
    fitting: Fitting | None = None
    encloses: bool = False  # it has a place for a complaint too long for its body

    @property
    def names(self) -> frozenset[str]:
        """Return every name the template uses."""
        return frozenset().union(*self.asked.values())

    def places_of(self, name: str) -> str:
        """Return where a name is used, as an officer finds it in Word."""
        return " dan ".join(spots_of_name(self.parts, name)[:2])


def fill(code: str, facts: Mapping[str, object], template: bytes) -> bytes:
    """Return the .docx of one paper; raises a kind of DocumentError."""
    return fill_content(ready(template), content_of(code, facts))


@lru_cache(maxsize=16)
def ready(template: bytes) -> ReadyTemplate:
    """Return a template prepared for filling; raises TemplateBroken saying what to correct."""
    if unsafe := findings(unpack(template)):
        raise TemplateBroken("Templat tidak dapat dipakai karena " + "; ".join(unsafe) + ".")
    try:
        return _made_ready(template)
    except _MALFORMED as err:
        raise TemplateBroken("Berkas ini bukan dokumen Word (.docx) yang utuh. Simpan ulang dari Word.") from err


def _made_ready(template: bytes) -> ReadyTemplate:
    word = DocxTemplate(io.BytesIO(template))
    word.init_docx()
    core = _prepare(word)
    parts = _saved(word)
    body = _part_name(word.docx.part)
    to_fill, asked = _compiled(word, parts)
    kop, parts = place_in(parts, body, asked, _emblem_part(word))
    in_place = encloses(parts[name] for name in to_fill)
    return ReadyTemplate(parts, body, to_fill, asked, core, kop, fitting_of(parts, body), in_place)


def _prepare(word: DocxTemplate) -> str:
    """Remove what identifies the template's author, set the end mark, and return the name of the properties part."""
    package = word.docx.part.package
    for key in [key for key, link in package.rels.items() if link.reltype.endswith(_DROPPED)]:
        del package.rels[key]
    body = word.docx.element.body
    if FILLED_MARK in {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}:
        raise TemplateBroken("Berkas ini naskah yang sudah terisi, bukan templat. Mulai dari templat bawaan.")
    for root in _written(word):
        tidy(root)
    _put_end_mark(body)
    word.docx.core_properties.title = ""  # makes the part where the template has none
    return _part_name(package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES))


def _written(word: DocxTemplate) -> list[etree._Element]:
    """Return what an editor writes into: the body, headers, footers and settings."""
    written = (*_TEXT_PARTS, RELATIONSHIP_TYPE.SETTINGS)
    around = [link.target_part for link in word.docx.part.rels.values() if link.reltype in written]
    return [word.docx.element, *(part.element for part in around)]


def _put_end_mark(body: etree._Element) -> None:
    """Put the mark behind all there is; what editing made of the old one is gone already, with every bookmark."""
    place = len(body) - 1 if len(body) and body[-1].tag == f"{W}sectPr" else len(body)
    for tag in ("w:bookmarkEnd", "w:bookmarkStart"):
        mark = OxmlElement(tag)
        mark.set(f"{W}id", "9000")
        if tag == "w:bookmarkStart":
            mark.set(f"{W}name", END_MARK)
        body.insert(place, mark)


def _saved(word: DocxTemplate) -> dict[str, bytes]:
    stream = io.BytesIO()
    word.docx.save(stream)
    return unpack(stream.getvalue())


def _part_name(part: object) -> str:
    return str(part.partname).lstrip("/")  # type: ignore[attr-defined]


def _compiled(word: DocxTemplate, parts: dict[str, bytes]) -> tuple[dict[str, Template], dict[str, frozenset[str]]]:
    """Return the compiled tags of body, headers and footers, and the names that each uses."""
    around = [link.target_part for link in word.docx.part.rels.values() if link.reltype in _TEXT_PARTS]
    environment = sandbox()
    to_fill: dict[str, Template] = {}
    asked: dict[str, frozenset[str]] = {}
    for part in [word.docx.part, *around]:
        name = _part_name(part)
        patched = word.patch_xml(parts[name].decode("utf-8"))
        try:
            asked[name] = frozenset(check_tags(environment, patched))
        except TemplateBroken as err:
            raise TagBroken(f"{err.sentence} Letaknya di {_place(name, parts[name], err)}.") from err
        to_fill[name] = environment.from_string(patched)
    return to_fill, asked


def _place(part: str, octets: bytes, err: TemplateBroken) -> str:
    """Return where the tag stands that a refusal quotes."""
    shown = _QUOTED.search(err.sentence)
    return spot_of_tag(part, octets, shown[1] if shown else "")


def _emblem_part(word: DocxTemplate) -> str | None:
    """Return the picture in the letterhead of a template from before its tag, found by its alternative text."""
    for link in word.docx.part.rels.values():
        if link.reltype != RELATIONSHIP_TYPE.HEADER:
            continue
        part = link.target_part
        for picture in part.element.iter("{*}inline", "{*}anchor"):
            embedded = [blip.get(key) for blip in picture.iter("{*}blip") for key in blip.keys()]  # noqa: SIM118
            if embedded and any(note.get("descr") == EMBLEM for note in picture.iter("{*}docPr")):
                return _part_name(part.related_parts[embedded[0]])
    return None


def fill_content(template: ReadyTemplate, content: Content) -> bytes:
    """Return the .docx of a prepared template and the content of one paper."""
    gallery = Gallery()
    said = said_anyway(enclosed(content.words, in_place=template.encloses), template.names)
    words = {name: _plain(each, gallery) for name, each in said.items()}
    if unknown := unknown_fields(template, content):
        raise TemplateBroken(unknown)
    parts = dict(template.parts)
    kop = words.get(TAG)
    words |= {TAG: drawn(template.kop, kop)}
    roots = {}
    for name, compiled in template.to_fill.items():
        parts[name] = _filled(compiled, words, template, name)
        roots[name] = _checked(parts[name], template, name)
    if ENCLOSURE in template.names:
        check_once(template.to_fill.values(), words)
    if content.one_page:
        parts |= fitted(template.fitting, roots, template.body)
    core = _CORE.format(title=_property(content.title), author=_property(content.author), made=content.made)
    parts[template.core] = core.encode("utf-8")
    parts = gallery.packed_with(with_emblem(parts, template.kop, kop), template.body)
    return pack(parts, parts.keys() - {*template.to_fill, *gallery.parts, template.core})


def unknown_fields(template: ReadyTemplate, content: Content) -> str:
    """Return the fields that the template uses and the paper does not have, each with its place; empty for none."""
    unknown = sorted(template.names - set(content.words))
    if not unknown:
        return ""
    named = [f"{_unknown(name, content.words)} (di {template.places_of(name)})" for name in unknown[:_MOST_NAMED]]
    more = f" dan {len(unknown) - _MOST_NAMED} lainnya" if len(unknown) > _MOST_NAMED else ""
    return f"Templat memakai isian yang tidak dikenal: {'; '.join(named)}{more}. Perbaiki nama isian."


def meant_fields(template: ReadyTemplate, content: Content) -> frozenset[str]:
    """Return the fields that misspelt ones are most like: to correct those is enough."""
    unknown = template.names - set(content.words)
    return frozenset(near for name in unknown for near in get_close_matches(name, list(content.words), 1))


def _unknown(name: str, known: Iterable[str]) -> str:
    """Return an unknown field with the known one most like it."""
    near = get_close_matches(name, list(known), 1)
    return f"“{name}”, mungkin “{near[0]}”" if near else f"“{name}”"


def _filled(compiled: Template, words: object, template: ReadyTemplate, part: str) -> bytes:
    place = place_of(part)
    try:
        # What a citizen writes has its quotes escaped here.
        return whole_attributes(compiled.render(words)).replace(f'"{END_MARK}"', f'"{FILLED_MARK}"').encode("utf-8")
    except UndefinedError as err:
        found = _ATTRIBUTE.search(err.message or "")
        named = f"“….{found[1]}”" if found else str(err.message)
        place = next(iter(spots_of_name({part: template.parts[part]}, f".{found[1]}") if found else []), place)
        raise TemplateBroken(
            f"Templat memakai isian yang tidak dikenal: {named} (di {place}). Perbaiki nama isian."
        ) from err
    except (TemplateError, TypeError, AttributeError, ValueError) as err:
        raise TemplateBroken(
            f"Tag pada templat tidak cocok dengan isiannya (di {place}). Bandingkan dengan templat bawaan."
        ) from err


def _plain(value: object, gallery: Gallery) -> object:
    """Return a value with every text cleaned. Raises for anything but plain values (pitfall 2)."""
    if isinstance(value, str):
        return Breakable(clean(value)) if isinstance(value, Breakable) else clean(value)
    if value is None or isinstance(value, bool | int | Letterhead):
        return value
    if isinstance(value, Picture):
        return gallery.place(value)
    if isinstance(value, list):
        return [_plain(item, gallery) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item, gallery) for key, item in value.items()}
    raise DocumentError("Naskah tidak dapat dibuat: isian bukan teks atau daftar biasa.")


def _property(text: str) -> str:
    return str(escape(clean(text)))


def _checked(octets: bytes, template: ReadyTemplate, name: str) -> etree._Element:
    """Return the result: well-formed, complete to its end mark, a paragraph at the end of every cell."""
    try:
        root = etree.fromstring(octets, strict_parser())
    except etree.XMLSyntaxError as err:
        place = crossing(name, template.parts[name]) or place_of(name)
        raise TemplateBroken(
            "Hasil dari templat bukan dokumen Word yang sah: awal dan akhir suatu pengulangan atau syarat tidak "
            f"berada dalam sel atau tabel yang sama (di {place}). Letakkan keduanya di tempat yang sama."
        ) from err
    check_alone(root, name)
    if any(len(cell) == 0 or cell[-1].tag != f"{W}p" for cell in root.iter(f"{W}tc")):
        place = cell_in_danger(name, template.parts[name]) or place_of(name)
        raise TemplateBroken(
            f"Ada sel tabel tanpa paragraf (di {place}). Sisakan satu paragraf di luar pengulangan dalam sel itu."
        )
    if name == template.body and not _is_whole(root):
        raise TemplateBroken(
            "Bagian akhir templat hilang sesudah diisi. Lihat tag terakhir di isi naskah: akhir pengulangan atau "
            "syaratnya harus berdiri pada baris sendiri."
        )
    return root


def _is_whole(root: etree._Element) -> bool:
    """Whether the body is there to its end; before it Word and LibreOffice write the colour of the page."""
    marks = [mark for mark in root.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == FILLED_MARK]
    body = root[-1] if len(root) else root
    return len(marks) == 1 and body.tag == f"{W}body" and len(body) > 0 and body[-1].tag == f"{W}sectPr"
