"""How tall paragraphs and tables are when they stand on one page, in points: what Word and LibreOffice make of them.

What is written is read once (`read`), and then measured for each way to set it (`height_of`). Only what our papers
are made of is counted: text, line ends, pictures in a line, tables of fixed columns. What floats is not; a paper with
a text box is taken as shorter than it is.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from docgen.inspection import W
from docgen.layout.looks import Look, Looks, says, with_marks
from docgen.layout.measures import has_foreign, lines_of, pieces_of, width_of

_TWIP = 20
_EMU = 12_700
# A line with letters of another font: of Noto Sans CJK, or of a script that is written high (Nastaliq).
_TALLER, _TALLER_CJK, _TALLEST = 1.2, 1.3, 1.8
_P, _TBL, _TR, _TC, _R, _T = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "r", "t"))
_PPR, _RPR, _STYLE, _VAL = (f"{W}{name}" for name in ("pPr", "rPr", "pStyle", "val"))
_SIZE, _TRPR, _LEAST = (f"{W}{name}" for name in ("sz", "trPr", "trHeight"))
_TCW, _WIDE = f"{W}tcW", f"{W}w"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_SDT, _CONTENT = f"{W}sdt", f"{W}sdtContent"
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}


# A row of text: its whole width, its words by their widths, and whether it is bold. A short row is mostly one line,
# so it is kept as text until its words are asked for.
TextRow = tuple[int, str | list[tuple[int, int]], bool]
_SHORT = 60


class Paragraph(NamedTuple):
    """A paragraph as it is measured: its style, what it says of its own look, its rows, pictures in it."""

    style: str
    marks: tuple[etree._Element, ...]
    rows: tuple[TextRow, ...]
    taller: float  # how much a line of it is taller than one of Arial
    tall: float
    largest: float = 0.0  # the largest size that some of its words have of their own, in points
    plain: bool = True  # some of its words have the size of its style


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
    """Return what stands in a body, header or cell; the looks tell only what is bold, and how far a tab goes."""
    found: list[Block] = []
    for block in _shown(blocks):
        tag = block.tag
        if tag == _P:
            found.append(_paragraph(block, looks))
        elif tag == _TBL:
            found.append(_table(block, looks))
    return tuple(found)


def _shown(blocks: Iterable[etree._Element]) -> Iterable[etree._Element]:
    """Yield the blocks, those within a content control too."""
    for block in blocks:
        if block.tag == _SDT:
            yield from _shown(part for content in block.iterchildren(_CONTENT) for part in content)
        else:
            yield block


def _paragraph(paragraph: etree._Element, looks: Looks) -> Paragraph:
    style, marks, tall = "", [], 0.0
    words: list[str] = []
    sizes: list[float] = []
    for node in paragraph:
        tag = node.tag
        if tag == _R:
            if not words and len(node) and node[0].tag == _RPR and says(node[0]):
                marks.append(node[0])  # how its first words are set
            tall = max(tall, _take(node, words, sizes))
        elif tag == _PPR:
            style = next((str(mark.get(_VAL)) for mark in node if mark.tag == _STYLE), "")
            if says(node):
                marks.append(node)
        else:
            for run in node.iter(_R):
                tall = max(tall, _take(run, words, sizes))
    look = _look(style, marks, looks) if marks else looks.get(style) or looks[""]
    text = "".join(words)
    if "\t" in text:
        text = text.replace("\t", "\t" * look.stops)
    rows = tuple([_read_row(row, look.bold) for row in text.split("\n")])
    taller = 1.0 if text.isascii() else _taller(text)
    return Paragraph(style, tuple(marks), rows, taller, tall, max(sizes, default=0.0), not all(sizes))


def _take(run: etree._Element, words: list[str], sizes: list[float]) -> float:
    """Add what a run says to the words, and its own size to the sizes; return the height of its tallest picture."""
    tall, size, says_words = 0.0, 0.0, False
    for node in run:  # most of the time of a letter is spent here: no searching by paths
        tag = node.tag
        if tag == _T:
            words.append(node.text or "")
            says_words = True
        elif tag == _RPR:
            size = size or _size_in(node)
        elif tag in _SIGNS:
            words.append(_SIGNS[tag])
        else:
            tall = max([tall, *(float(mark.get("cy", 0)) / _EMU for mark in node.iter(_EXTENT))])
            for inner in node.iter(_R):
                _take(inner, [], sizes)
    if says_words:
        sizes.append(size)
    return tall


def _size_in(marks: etree._Element) -> float:
    """Return the size that a run's marks say, 0 where it has its paragraph's."""
    return next((float(mark.get(_VAL, 0)) / 2 for mark in marks.iterchildren(_SIZE)), 0.0)


def _taller(text: str) -> float:
    if not has_foreign(text):
        return 1.0
    if any("\u0590" <= letter < "\u1100" or "\ufb1d" <= letter < "\uff00" for letter in text):
        return _TALLEST
    return _TALLER_CJK if any(unicodedata.east_asian_width(letter) in ("W", "F") for letter in text) else _TALLER


def _read_row(text: str, bold: bool) -> TextRow:
    if len(text) < _SHORT:
        return width_of(text, bold=bold), text, bold
    pieces = pieces_of(text, bold=bold)
    return sum(wide + behind for wide, behind in pieces), pieces, bold


def _table(table: etree._Element, looks: Looks) -> Table:
    marks = table.find(f"{W}tblPr")
    sides = _margins(marks)
    rows = tuple(_row(row, looks, sides["left"] + sides["right"]) for row in _shown(table) if row.tag == _TR)
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
    least, cells = 0.0, []
    for one in _shown(row):
        tag = one.tag
        if tag == _TC:
            said = next(one[0].iterchildren(_TCW), None) if len(one) else None
            width = (float(said.get(_WIDE, 0)) / _TWIP if said is not None else 0.0) - beside
            cells.append((max(width, 1.0), read(one, looks)))
        elif tag == _TRPR:
            least = next((float(mark.get(_VAL, 0)) / _TWIP for mark in one.iterchildren(_LEAST)), least)
    return Row(least, tuple(cells))


def height_of(blocks: Sequence[Block], looks: Looks, width: float) -> float:
    """Return the height of blocks one below the other; of two distances that meet the larger one counts."""
    total, below = 0.0, 0.0
    for block in blocks:
        if isinstance(block, Table):
            total, below = total + below + _table_height(block, looks), 0.0
        else:
            look = _look(block.style, block.marks, looks) if block.marks else looks.get(block.style) or looks[""]
            look = _largest(look, block, looks) if block.largest else look
            total += max(below, look.before) + _paragraph_height(block, look, width)
            below = look.after
    return total + below


def _look(style: str, marks: Iterable[etree._Element], looks: Looks) -> Look:
    """Return the look of a paragraph: that of its style, and what it says itself."""
    look = looks.get(style) or looks[""]
    for each in marks:
        look = with_marks(look, each)
    return look


def _largest(look: Look, block: Paragraph, looks: Looks) -> Look:
    """Return the look of a paragraph whose words differ in size as if all had the largest: no line is higher."""
    own = (looks.get(block.style) or looks[""]).size if block.plain else 0.0
    return replace(look, size=max(block.largest, own))


def _paragraph_height(paragraph: Paragraph, look: Look, width: float) -> float:
    room = int((width - look.left - look.right) * look.unit)
    first, lines = room - int(look.first * look.unit), 0
    for wide, words, bold in paragraph.rows:
        if wide <= first:
            lines += 1
        else:
            lines += lines_of(pieces_of(words, bold=bold) if isinstance(words, str) else words, first, room)
        first = room
    line = look.line_height * paragraph.taller
    return max(lines * line, paragraph.tall) + look.border


def _table_height(table: Table, looks: Looks) -> float:
    total, more = 0.0, table.more
    for least, cells in table.rows:
        tall = least
        for width, inside in cells:
            tall = max(tall, height_of(inside, looks, width))
        total += tall + more if cells else least
    return total
