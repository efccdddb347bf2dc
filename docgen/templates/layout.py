"""What every paper looks like around its text: A4, margins, letterhead on page 1 only, page number from page 2."""

from dataclasses import dataclass

from docgen.package import pack
from docgen.templates import FOLDER
from docgen.templates.markup import (
    HEAD,
    SPACES,
    cell,
    each,
    lines_around,
    only_if,
    paragraph,
    row,
    table,
    twips,
)  # fmt: skip
from docgen.templates.styles import Styles, styles_part


@dataclass(frozen=True)
class Page:
    """A sheet of paper and its margins, in centimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def text_width(self) -> int:
        """What is left for the text between the margins, in twips."""
        return twips(self.width - self.left - self.right)

    @property
    def section(self) -> str:
        """Write the section properties."""
        turned = ' w:orient="landscape"' if self.width > self.height else ""
        return _SECTION.format(
            size=f'w:w="{twips(self.width)}" w:h="{twips(self.height)}"{turned}',
            margins=f'w:top="{twips(self.top)}" w:right="{twips(self.right)}" w:bottom="{twips(self.bottom)}" '
            f'w:left="{twips(self.left)}"',
        )


PORTRAIT = Page(21.0, 29.7, top=2.0, bottom=2.5, left=3.0, right=2.0)  # notadinas §2
LANDSCAPE = Page(29.7, 21.0, top=2.0, bottom=2.0, left=1.5, right=1.5)  # of the lists, notadinas §3.6
TEXT_WIDTH = PORTRAIT.text_width
LOGO_WIDTH = twips(2.6)
_EMBLEM_SIDE = 756_000  # 2.1 cm in EMU
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TYPES = f"""{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>\
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>\
<Override PartName="/word/header1.xml" ContentType="{_WORD}.header+xml"/>\
<Override PartName="/word/header2.xml" ContentType="{_WORD}.header+xml"/></Types>"""
_SETTINGS = f"""{HEAD}<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>\
<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" \
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="id-ID"/>\
<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"""
_EMBLEM = f"""<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">\
<wp:extent cx="{_EMBLEM_SIDE}" cy="{_EMBLEM_SIDE}"/><wp:docPr id="1" name="Lambang" descr="Lambang kantor"/>\
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>\
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>\
<pic:cNvPr id="1" name="Lambang" descr="Lambang kantor"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
<a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>\
<a:ext cx="{_EMBLEM_SIDE}" cy="{_EMBLEM_SIDE}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>\
</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"""
_SECTION = """<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="first" \
r:id="rId3"/><w:pgSz {size}/><w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/>\
<w:cols w:space="708"/><w:titlePg/></w:sectPr>"""
_END_MARK = '<w:bookmarkStart w:id="9000" w:name="akhir_naskah"/><w:bookmarkEnd w:id="9000"/>'


def template(body: str, page: Page = PORTRAIT, styles: Styles | None = None) -> bytes:
    """Return a whole template around the text of its body; `styles` are those it has beside every paper's."""
    document = f"{HEAD}<w:document {SPACES}><w:body>{body}{_END_MARK}{page.section}</w:body></w:document>"
    links = {"styles": "styles.xml", "settings": "settings.xml"}
    headers = [("header", "header1.xml"), ("header", "header2.xml")]
    texts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relationships([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relationships([*links.items(), *headers]),
        "word/_rels/header1.xml.rels": _relationships([("image", "media/lambang.png")]),
        "word/document.xml": document,
        "word/header1.xml": f"{HEAD}<w:hdr {SPACES}>{_kop(page.text_width)}</w:hdr>",
        "word/header2.xml": f"{HEAD}<w:hdr {SPACES}>{_page_number()}</w:hdr>",
        "word/settings.xml": _SETTINGS,
        "word/styles.xml": styles_part(styles or {}),
    }
    parts = {name: text.encode("utf-8") for name, text in texts.items()}
    return pack(parts | {"word/media/lambang.png": (FOLDER / "lambang.png").read_bytes()})


def _relationships(targets: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}'
        "</Relationships>"
    )


def _kop(width: int) -> str:
    """Write the letterhead: security class, emblem at left, institution lines, address, a rule of 2.25 pt below."""
    red = '<w:p><w:pPr><w:pStyle w:val="Keamanan"/></w:pPr><w:r><w:rPr><w:color w:val="FF0000"/></w:rPr>'
    red += "<w:t>{{ keamanan.merah }}</w:t></w:r></w:p>"
    security = only_if("keamanan.merah", red) + only_if(
        "keamanan.hitam", paragraph("Keamanan", "{{ keamanan.hitam }}")
    )
    lines = (
        each("baris in kop.baris", "KopBaris", "{{ baris }}")
        + paragraph("KopKantor", "{{ kop.kantor }}")
        + only_if("kop.alamat", paragraph("KopAlamat", "{{ kop.alamat }}"), "KopAlamat")
        + only_if("kop.kontak", paragraph("KopAlamat", "{{ kop.kontak }}"), "KopAlamat")
        + paragraph("KopAkhir")
    )
    widths = [LOGO_WIDTH, width - LOGO_WIDTH]
    emblem = f'<w:p><w:pPr><w:pStyle w:val="KopBaris"/></w:pPr>{_EMBLEM}</w:p>'
    kop = table(widths, row([cell(widths[0], emblem), cell(widths[1], lines)]), borders=lines_around(["bottom"], 18))
    return security + kop + paragraph("KopAkhir")


def _page_number() -> str:
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    return f'<w:p><w:pPr><w:pStyle w:val="Halaman"/></w:pPr>{field}</w:p>'


def signature(first: str = "", *, page: Page = PORTRAIT, witness: str = "") -> str:
    """Write the signature block: right half, never split, never alone on a page; `first` goes above the title.

    `witness` names a second signer of the facts, who stands at left under “Mengetahui,”.
    """
    # The office's own place of the block on a letter; on a list it keeps its width at the right edge.
    right = PORTRAIT.text_width - twips(8.5)
    widths = [page.text_width - right, right]
    if witness:
        # Titles of different length push neither name down: the names have a row of their own.
        rows = row([cell(widths[0], _title(witness, "Mengetahui,")), cell(widths[1], _title("ttd", first))])
        rows += row([cell(widths[0], _name(witness)), cell(widths[1], _name("ttd"))])
    else:
        rows = row([cell(widths[0], paragraph("TandaTangan")), cell(widths[1], _title("ttd", first) + _name("ttd"))])
    return paragraph("Jarak", keep=True) * (2 if witness else 1) + table(widths, rows)


def _title(name: str, first: str) -> str:
    return (
        (paragraph("TandaTangan", first) if first else "")
        + each(f"baris in {name}.jabatan", "TandaTangan", "{{ baris }}")
        + paragraph("RuangTandaTangan", f"{{{{ {name}.jangkar }}}}")
    )


def _name(name: str) -> str:
    return (
        paragraph("TandaTangan", f"{{{{ {name}.nama }}}}")
        + '<w:p><w:pPr><w:pStyle w:val="TandaTangan"/><w:keepNext w:val="0"/></w:pPr>'
        f"<w:r><w:t>{{{{ {name}.nip }}}}</w:t></w:r></w:p>"
    )
