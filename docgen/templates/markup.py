"""WordprocessingML in small pieces: paragraphs, tables, loops. Children stand in the order the schema demands."""

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
NO_MARGIN = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'

GRID_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _margins(beside: int, above: int) -> str:
    """Write the room inside the lines of a grid, in twips."""
    sides = (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    inside = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in sides)
    return f"<w:tblCellMar>{inside}</w:tblCellMar>"


SMALL_MARGIN = _margins(85, 28)
NARROW_MARGIN = _margins(57, 23)
TIGHT_MARGIN = _margins(85, 4)  # of a form that is to stay on one page


def twips(centimetres: float) -> int:
    """Turn centimetres into Word's twentieths of a point."""
    return round(centimetres * 1440 / 2.54)


def paragraph(style: str, text: str = "", *, keep: bool = False, new_page: bool = False) -> str:
    """Write a paragraph in a style; `keep` holds it on the page of the next one."""
    marks = ("<w:keepNext/>" if keep else "") + ("<w:pageBreakBefore/>" if new_page else "")
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{marks}</w:pPr>{run}</w:p>'


def each(loop: str, style: str, text: str, *, keep: bool = False) -> str:
    """Write a paragraph repeated for each item, e.g. each("baris in aduan", "Isi", "{{ baris }}")."""
    tags = (paragraph(style, f"{{%p {tag} %}}", keep=keep) for tag in (f"for {loop}", "endfor"))
    start, end = tags
    return start + paragraph(style, text, keep=keep) + end


def only_if(condition: str, inside: str, style: str = "Normal") -> str:
    """Write paragraphs that are printed only where a condition holds."""
    return paragraph(style, f"{{%p if {condition} %}}") + inside + paragraph(style, "{%p endif %}")


def cell(width: int, inside: str, *, span: int = 1, middle: bool = False) -> str:
    """Write a table cell around paragraphs, of which at least one must always be there (pitfall 12)."""
    look = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    look += '<w:vAlign w:val="center"/>' if middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{inside}</w:tc>'


def row(cells: Sequence[str], *, head: bool = False, whole: bool = True) -> str:
    """Write a table row; `head` repeats it on every page, `whole` never breaks it over two."""
    marks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{''.join(cells)}</w:tr>"


def tag_row(tag: str, widths: Sequence[int], style: str) -> str:
    """Write the row of a row tag, e.g. {%tr for … %}; it is gone in the filled paper."""
    return row([cell(sum(widths), paragraph(style, f"{{%tr {tag} %}}"), span=len(widths))])


def table(widths: Sequence[int], rows: str, *, borders: str = "", margins: str = NO_MARGIN, indent: int = 0) -> str:
    """Write a table of fixed columns (twips)."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/>'
        f'{borders}<w:tblLayout w:type="fixed"/>{margins}<w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def lines_around(sides: Sequence[str], eighths: int) -> str:
    """Write table borders of a width in eighths of a point."""
    inside = "".join(f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="auto"/>' for side in sides)
    return f"<w:tblBorders>{inside}</w:tblBorders>"


def labelled(
    label_width: int, value_width: int, style: str, lines: Sequence[tuple[str, str]]
) -> tuple[list[int], str]:
    """Write rows of label, colon and value; gives the column widths too."""
    widths = [label_width, twips(0.5), value_width]
    cells = (zip(widths, (name, ":", text), strict=True) for name, text in lines)
    return widths, "".join(row([cell(width, paragraph(style, text)) for width, text in line]) for line in cells)
