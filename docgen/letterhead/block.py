"""The letterhead as markup: the emblem at the left, the office's lines in their styles, a line under both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docgen.markup import cell, paragraph, twips
from docgen.placed import drawing
from models.rules.papers.letterheads import printed_mm

TAG = "kop_surat"  # {{p kop_surat }} in a template
WORDS = "Lambang kantor"  # the emblem's alternative text
RELATION = "rIdLambang"
PART = "word/media/lambang_kantor.png"
STYLES = ("Kop Baris", "Kop Kantor", "Kop Alamat", "Kop Akhir")  # by name; an editor may give them other ids
_COLUMN = twips(2.6)
_EMU = 36_000  # in a millimetre
# 2.25 points, in eighths (notadinas §1)
_RULE = '<w:tblBorders><w:bottom w:val="single" w:sz="18" w:space="0" w:color="auto"/></w:tblBorders>'
_NO_MARGIN = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'


@dataclass(frozen=True)
class Emblem:
    """An emblem made fit before: a PNG, its size in pixels, and its height on paper (millimetres)."""

    content: bytes
    width: int
    height: int
    tall: int


@dataclass(frozen=True)
class Letterhead:
    """What stands at the head of a paper: the institution's lines, the office, address and contacts, the emblem."""

    lines: tuple[str, ...]
    office: str
    address: str
    contact: str
    emblem: Emblem | None = None


def style_ids() -> dict[str, str]:
    """Return the ids of the block's styles as Word makes them from their names."""
    return {name: name.replace(" ", "") for name in STYLES}


def block(kop: Letterhead, width: int, styles: Mapping[str, str], relation: str = RELATION) -> str:
    """Return the block for a text so many twips wide; without an emblem the lines take its room."""
    lines, office, address, end = (styles[name] for name in STYLES)
    said = "".join(paragraph(lines, line) for line in kop.lines) + paragraph(office, kop.office)
    said += "".join(paragraph(address, line) for line in (kop.address, kop.contact) if line)
    cells = [(width, said + paragraph(end))]
    if kop.emblem is not None:
        picture = f'<w:p><w:pPr><w:pStyle w:val="{lines}"/></w:pPr><w:r>{_drawn(kop.emblem, relation)}</w:r></w:p>'
        cells = [(_COLUMN, picture), (width - _COLUMN, said + paragraph(end))]
    return _ruled(cells) + paragraph(end)


def _ruled(cells: Sequence[tuple[int, str]]) -> str:
    """Return a row of cells over the line."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width, _ in cells)
    inside = "".join(cell(width, content) for width, content in cells)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(width for width, _ in cells)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/>{_RULE}<w:tblLayout w:type="fixed"/>{_NO_MARGIN}<w:tblLook w:val="0000"/>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inside}</w:tr></w:tbl>"
    )


def _drawn(emblem: Emblem, relation: str) -> str:
    wide, tall = printed_mm(emblem.width, emblem.height, emblem.tall)
    return drawing(relation, 999, "Lambang", WORDS, (round(wide * _EMU), round(tall * _EMU)))
