"""How tall paragraphs and tables are when they stand on one page, in points: what Word and LibreOffice make of them.

What is written is read once (`read`), and then measured for each way to set it (`height_of`). Only what our papers
are made of is counted: text, line ends, pictures in a line, tables of fixed columns. What floats is not; a paper with
a text box is taken as shorter than it is.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from docgen.inspection import W
from docgen.layout.looks import Look, Looks, with_marks
from docgen.layout.measures import EM, LINE, has_foreign, lines_of, pieces_of

_TWIP = 20
_EMU = 12_700
_SINGLE = 240
_TALLER = 1.2  # a line with letters of another font
_P, _TBL, _TR, _TC, _R, _T = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "r", "t"))
_PPR, _RPR, _STYLE, _VAL = (f"{W}{name}" for name in ("pPr", "rPr", "pStyle", "val"))
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_SIGNS = {f"{W}tab": "    ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}


class Paragraph(NamedTuple):
    """A paragraph as it is measured: its style, what it says of its own look, its rows, pictures in it."""

    style: str
    marks: tuple[etree._Element, ...]
    rows: tuple[tuple[tuple[int, int], ...], ...]
    foreign: bool
    tall: float


class Row(NamedTuple):
    """A row of a table: its least height, and each cell's width with what stands in it."""

    least: float
    cells: tuple[tuple[float, tuple["Block", ...]], ...]


class Table(NamedTuple):
    """A table: its rows, and what each is taller than what it holds."""

    rows: tuple[Row, ...]
    more: float


Block = Paragraph | Table


def read(blocks: Iterable[etree._Element], looks: Looks) -> tuple[Block, ...]:
    """Return what stands in a body, header or cell; the looks tell only which letters are bold."""
    return tuple(
        _paragraph(block, looks) if block.tag == _P else _table(block, looks)
        for block in blocks
        if block.tag in (_P, _TBL)
    )


def _paragraph(paragraph: etree._Element, looks: Looks) -> Paragraph:
    style, marks = "", []
    for node in paragraph:
        if node.tag == _PPR:
            for mark in node:
                if mark.tag == _STYLE:
                    style = str(mark.get(_VAL))
            if len(node) > 1 or not style:
                marks.append(node)
        elif node.tag == _R and len(node) and node[0].tag == _RPR:
            marks.append(node[0])
            break
    text, tall = _said(paragraph)
    bold = _look(style, tuple(marks), looks).bold
    rows = tuple(tuple(pieces_of(row, bold=bold)) for row in text.split("\n"))
    return Paragraph(style, tuple(marks), rows, has_foreign(text), tall)


def _said(paragraph: etree._Element) -> tuple[str, float]:
    """Return the text of a paragraph, and the height of the tallest picture in it."""
    words, tall = [], 0.0
    for node in paragraph.iter(_T, _EXTENT, *_SIGNS):
        if node.tag == _T:
            words.append(node.text or "")
        elif node.tag == _EXTENT:
            tall = max(tall, float(node.get("cy", 0)) / _EMU)
        else:
            words.append(_SIGNS[node.tag])
    return "".join(words), tall


def _table(table: etree._Element, looks: Looks) -> Table:
    marks = table.find(f"{W}tblPr")
    sides = _margins(marks)
    rows = tuple(_row(row, looks, sides["left"] + sides["right"]) for row in table.iterchildren(_TR))
    return Table(rows, sides["top"] + sides["bottom"] + _inner_line(marks))


def _margins(marks: etree._Element | None) -> dict[str, float]:
    """Return the room inside the cells at each side; Word's own is 108 twips at left and right."""
    said = marks.find(f"{W}tblCellMar") if marks is not None else None
    sides = {"left": 5.4, "right": 5.4, "top": 0.0, "bottom": 0.0}
    for side in said if said is not None else ():
        name = etree.QName(side).localname.replace("start", "left").replace("end", "right")
        sides[name] = float(side.get(f"{W}w", 0)) / _TWIP
    return sides


def _inner_line(marks: etree._Element | None) -> float:
    inner = marks.find(f"{W}tblBorders/{W}insideH") if marks is not None else None
    return 0.0 if inner is None else float(inner.get(f"{W}sz", 0)) / 8


def _row(row: etree._Element, looks: Looks, beside: float) -> Row:
    least = row.find(f"{W}trPr/{W}trHeight")
    cells = []
    for cell in row.iterchildren(_TC):
        said = cell.find(f"{W}tcPr/{W}tcW")
        width = (float(said.get(f"{W}w", 0)) / _TWIP if said is not None else 0.0) - beside
        cells.append((max(width, 1.0), read(cell, looks)))
    return Row(float(least.get(_VAL, 0)) / _TWIP if least is not None else 0.0, tuple(cells))


def height_of(blocks: Sequence[Block], looks: Looks, width: float) -> float:
    """Return the height of blocks one below the other; of two distances that meet the larger one counts."""
    total, below = 0.0, 0.0
    for block in blocks:
        if isinstance(block, Table):
            total, below = total + below + _table_height(block, looks), 0.0
        else:
            look = _look(block.style, block.marks, looks)
            total += max(below, look.before) + _paragraph_height(block, look, width)
            below = look.after
    return total + below


def _look(style: str, marks: tuple[etree._Element, ...], looks: Looks) -> Look:
    """Return the look of a paragraph: that of its style, and what it says itself."""
    look = looks.get(style) or looks[""]
    for each in marks:
        look = with_marks(look, each)
    return look


def _paragraph_height(paragraph: Paragraph, look: Look, width: float) -> float:
    unit = EM / look.size
    room = int((width - look.left - look.right) * unit)
    first, lines = room - int(look.first * unit), 0
    for row in paragraph.rows:
        lines += lines_of(row, first, room)
        first = room
    line = _line(look) * (_TALLER if paragraph.foreign else 1.0)
    return max(lines * line, paragraph.tall) + look.border


def _line(look: Look) -> float:
    if look.rule == "exact":
        return look.line / _TWIP
    single = look.size * LINE
    return max(single, look.line / _TWIP) if look.rule == "atLeast" else single * look.line / _SINGLE


def _table_height(table: Table, looks: Looks) -> float:
    return sum(
        max(row.least, *(height_of(inside, looks, width) for width, inside in row.cells)) + table.more
        if row.cells
        else row.least
        for row in table.rows
    )
