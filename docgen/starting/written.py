"""The pieces of Word markup a starting template is written with: a paragraph, repeated lines, two tables."""

from collections.abc import Iterator, Sequence

from lxml import etree

from docgen.inspection import W
from models.rules.papers.own.own_type import Question

_WIDTH = 9071  # twentieths of a point between the margins, as in the shipped templates
_INDENT, _LABEL, _COLON = 709, 2835, 227
_NUMBER = 510
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINED, _BARE = (("top", 23), ("left", 57), ("bottom", 23), ("right", 57)), (("left", 0), ("right", 0))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def paragraph(style: str, words: str = "", *, keep: bool = False) -> etree._Element:
    """Return a paragraph in a named style; `keep`: on the page of the next one."""
    found = etree.Element(f"{W}p")
    looks = _within(found, "pPr")
    _within(looks, "pStyle", val=style)
    if keep:
        _within(looks, "keepNext")
    if words:
        text = _within(_within(found, "r"), "t")
        text.text = words
        text.set(_SPACE, "preserve")
    return found


def listed_lines(style: str, name: str) -> Iterator[etree._Element]:
    """Yield the paragraphs that print a list of lines, one below the other."""
    yield paragraph(style, f"{{%p for baris in {name} %}}")
    yield paragraph(style, "{{ baris }}")
    yield paragraph(style, "{%p endfor %}")


def rows_of_answers(asked: Sequence[Question]) -> etree._Element:
    """Return the table of short answers: what was asked, a colon, the answer."""
    widths = (_LABEL, _COLON, _WIDTH - _INDENT - _LABEL - _COLON)
    table = _table(_WIDTH - _INDENT, widths, indent=_INDENT)
    for one in asked:
        label = one.label.replace("{", "(").replace("}", ")")
        _row(table, widths, "Rincian", (label, ":", f"{{{{ {one.tag} }}}}"))
    return table


def table_of_answers(one: Question) -> etree._Element:
    """Return the table of a question that asks for one: headings, a row repeated for each that was filled in."""
    each = (_WIDTH - _NUMBER) // len(one.columns)
    widths = (_NUMBER, *(each for _ in one.columns[1:]), _WIDTH - _NUMBER - each * (len(one.columns) - 1))
    table = _table(_WIDTH, widths, lines=True)
    headings = tuple(heading.replace("{", "(").replace("}", ")") for _name, heading in one.columns)
    _row(table, widths, "SelKepala", ("No", *headings), header=True)
    _spanning(table, len(widths), f"{{%tr for baris in {one.tag} %}}")
    _row(table, widths, "Sel", ("{{ baris.no }}", *(f"{{{{ baris.{name} }}}}" for name, _heading in one.columns)))
    _spanning(table, len(widths), "{%tr endfor %}")
    _spanning(table, len(widths), f"{{%tr if not {one.tag} %}}")
    _spanning(table, len(widths), "NIHIL", style="SelNihil")
    _spanning(table, len(widths), "{%tr endif %}")
    return table


def _table(width: int, widths: Sequence[int], *, indent: int = 0, lines: bool = False) -> etree._Element:
    table = etree.Element(f"{W}tbl")
    looks = _within(table, "tblPr")
    _within(looks, "tblW", w=width, type="dxa")
    _within(looks, "tblInd", w=indent, type="dxa")
    if lines:
        borders = _within(looks, "tblBorders")
        for side in _SIDES:
            _within(borders, side, val="single", sz=4, space=0, color="auto")
    _within(looks, "tblLayout", type="fixed")
    margins = _within(looks, "tblCellMar")
    for side, size in _LINED if lines else _BARE:
        _within(margins, side, w=size, type="dxa")
    _within(looks, "tblLook", val="0000")
    grid = _within(table, "tblGrid")
    for one in widths:
        _within(grid, "gridCol", w=one)
    return table


def _row(
    table: etree._Element, widths: Sequence[int], style: str, words: Sequence[str], *, header: bool = False
) -> None:
    row = _within(table, "tr")
    looks = _within(row, "trPr")
    _within(looks, "cantSplit")  # as in the shipped lists; one taller than a page is broken all the same
    if header:
        _within(looks, "tblHeader")
    for width, text in zip(widths, words, strict=True):
        cell = _within(row, "tc")
        _within(_within(cell, "tcPr"), "tcW", w=width, type="dxa")
        cell.append(paragraph(style, text))


def _spanning(table: etree._Element, columns: int, words: str, *, style: str = "SelKecil") -> None:
    """Add a row of one cell; with a tag that repeats or leaves out rows, it is not printed itself."""
    cell = _within(_within(table, "tr"), "tc")
    looks = _within(cell, "tcPr")
    _within(looks, "tcW", w=_WIDTH, type="dxa")
    _within(looks, "gridSpan", val=columns)
    cell.append(paragraph(style, words))


def _within(parent: etree._Element, name: str, **values: object) -> etree._Element:
    found = etree.SubElement(parent, f"{W}{name}")
    for key, value in values.items():
        found.set(f"{W}{key}", str(value))
    return found
