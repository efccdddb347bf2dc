"""A Word document made directly from our own markup, pictures included, without a template."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docgen.cleaning import clean, paragraphs
from docgen.markup import HEAD, SPACES, cell, row, table, twips
from docgen.markup import paragraph as markup_paragraph
from docgen.package import pack
from docgen.templates import styles

_EMU = 360_000  # a centimetre
WIDE = twips(16.0)  # between the margins of an upright page
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = f"""{HEAD}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>\
<Default Extension="jpg" ContentType="image/jpeg"/>\
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/></Types>"""
# The foot of a bundle is written later, so the lower margin keeps clear of it.
_SECTION = f"""<w:sectPr><w:pgSz w:w="{twips(21.0)}" w:h="{twips(29.7)}"/><w:pgMar w:top="{twips(2.0)}" \
w:right="{twips(2.0)}" w:bottom="{twips(2.0)}" w:left="{twips(3.0)}" w:header="567" w:footer="567" w:gutter="0"/>\
<w:cols w:space="708"/></w:sectPr>"""
_DRAWING = """<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>\
<wp:docPr id="{place}" name="Gambar {place}"/><a:graphic><a:graphicData \
uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{place}" \
name="Gambar {place}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId{link}"/><a:stretch>\
<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>\
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>\
</w:drawing></w:r>"""


@dataclass(frozen=True)
class Picture:
    """A picture of a document: its bytes, its type (jpg, png), and its size in pixels."""

    content: bytes
    kind: str
    width: int
    height: int


def plain_document(body: str, pictures: Sequence[Picture] = ()) -> bytes:
    """Return the .docx of a body; `drawn` refers to its pictures by their number, from 1 on."""
    media = {f"media/{place}.{picture.kind}": picture.content for place, picture in enumerate(pictures, 1)}
    texts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _links([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _links([("styles", "styles.xml"), *(("image", name) for name in media)]),
        "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{body}{_SECTION}</w:body></w:document>",
    }
    parts = {name: text.encode("utf-8") for name, text in texts.items()} | {"word/styles.xml": styles()}
    return pack(parts | {f"word/{name}": content for name, content in media.items()})


def _links(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def drawn(place: int, picture: Picture, style: str, box: tuple[float, float]) -> str:
    """Return the paragraph of a picture, as large as fits a box of centimetres, kept with the next paragraph."""
    scale = min(box[0] / picture.width, box[1] / picture.height)
    cx, cy = (round(pixels * scale * _EMU) for pixels in (picture.width, picture.height))
    drawing = _DRAWING.format(cx=cx, cy=cy, place=place, link=place + 1)  # rId1 is the styles
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:keepNext/></w:pPr>{drawing}</w:p>'


def text(style: str, words: str, *, keep: bool = False) -> str:
    """Return cleaned words as one paragraph per line."""
    return "".join(markup_paragraph(style, line, keep=keep) for line in paragraphs(words))


def beside(style: str, lines: Sequence[str]) -> str:
    """Return lines for the right half of the page that stay together."""
    left = twips(8.5)
    block = "".join(text(style, line) for line in lines)
    return table([left, WIDE - left], row([cell(left, markup_paragraph(style)), cell(WIDE - left, block)]))


def space(points: int) -> str:
    """Return an empty paragraph of so many points."""
    exact = f'<w:spacing w:before="0" w:after="0" w:line="{points * 20}" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="Jarak"/>{exact}</w:pPr></w:p>'


def led(style: str, words: str, page: str, *, indent: float = 0.0) -> str:
    """Return a line of a table of contents: words, dots, the page at the right edge."""
    left = (
        f'<w:ind w:left="{twips(indent)}" w:right="{twips(1.2)}"/>' if indent else f'<w:ind w:right="{twips(1.2)}"/>'
    )
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{WIDE}"/></w:tabs>'
    runs = f'<w:r><w:t xml:space="preserve">{escape(clean(words))}</w:t></w:r><w:r><w:tab/><w:t>{page}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tabs}{left}</w:pPr>{runs}</w:p>'


def listing(columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]], nothing: str) -> str:
    """Return a table with a repeated head, columns by name and centimetres; one sentence where it has no rows."""
    widths = [twips(width) for _, width in columns]
    if not rows:
        return text("Sel", nothing)
    heads = row(
        [cell(width, text("SelKepala", name)) for (name, _), width in zip(columns, widths, strict=True)], head=True
    )
    lines = "".join(
        # A short row stays whole, a long text may flow over pages.
        row(
            [cell(width, text("SelKecil", words)) for width, words in zip(widths, line, strict=True)],
            whole=sum(map(len, line)) < 400,
        )
        for line in rows
    )
    return table(widths, heads + lines, grid=True)


def facts_table(lines: Sequence[tuple[str, str]]) -> str:
    """Return labels and values as a table of two columns."""
    widths = [twips(4.6), WIDE - twips(4.6)]
    rows = "".join(
        row([cell(widths[0], text("Sel", name)), cell(widths[1], text("Sel", value))], whole=len(value) < 400)
        for name, value in lines
    )
    return table(widths, rows, grid=True)
