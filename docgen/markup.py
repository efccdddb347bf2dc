"""WordprocessingML in small pieces: paragraphs and tables of a document that has no template."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_MARGIN = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
_ROOM = "".join(
    f'<w:{side} w:w="{twentieths}" w:type="dxa"/>'
    for side, twentieths in (("top", 28), ("left", 85), ("bottom", 28), ("right", 85))
)
_GRID = f"<w:tblBorders>{_LINES}</w:tblBorders>"
_GRID_MARGIN = f"<w:tblCellMar>{_ROOM}</w:tblCellMar>"


def twips(centimetres: float) -> int:
    """Turn centimetres into Word's twentieths of a point."""
    return round(centimetres * 1440 / 2.54)


def paragraph(style: str, text: str = "", *, keep: bool = False, new_page: bool = False) -> str:
    """Write a paragraph in a style; `keep` holds it on the page of the next one."""
    marks = ("<w:keepNext/>" if keep else "") + ("<w:pageBreakBefore/>" if new_page else "")
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{marks}</w:pPr>{run}</w:p>'


def cell(width: int, inside: str) -> str:
    """Write a table cell around paragraphs, of which at least one must always be there (pitfall 12)."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def row(cells: Sequence[str], *, head: bool = False, whole: bool = True) -> str:
    """Write a table row; `head` repeats it on every page, `whole` never breaks it over two."""
    marks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{''.join(cells)}</w:tr>"


def table(widths: Sequence[int], rows: str, *, grid: bool = False) -> str:
    """Write a table of fixed columns (twips), in a `grid` of thin lines or without any."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders, margins = (_GRID, _GRID_MARGIN) if grid else ("", _NO_MARGIN)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'{borders}<w:tblLayout w:type="fixed"/>{margins}<w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
