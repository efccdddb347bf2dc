"""How tall paragraphs and tables are: lines, distances, cells side by side, pictures."""

import pytest
from lxml import etree

from docgen.layout.heights import height_of, read
from docgen.layout.looks import Look
from docgen.layout.measures import LINE

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
LOOKS = {"": Look(size=10), "Isi": Look(size=10, before=4, after=6), "Besar": Look(size=20, line=480)}
ONE = 10 * LINE  # one line of ten points


def tall(inside: str, width: float = 400.0) -> float:
    """Return the height of some markup in these looks."""
    body = etree.fromstring(f"<w:body {SPACES}>{inside}</w:body>")
    return height_of(read(body, LOOKS), LOOKS, width)


def said(text: str, style: str = "", more: str = "") -> str:
    """Return a paragraph."""
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{mark}<w:r><w:t>{text}</w:t>{more}</w:r></w:p>"


def runs(*sizes: int | str) -> str:
    """Return a paragraph of words of these sizes, in half points; without one they have that of the style."""
    each = (
        f'<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t>a</w:t></w:r>' if size else "<w:r><w:t>a</w:t></w:r>"
        for size in sizes
    )
    return f"<w:p>{''.join(each)}</w:p>"


def stopped(*stops: int) -> str:
    """Return a paragraph with a tab to these stops, in twips, and with words that leave room for 36 points."""
    each = "".join(f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in stops)
    words = f"<w:t>satu</w:t><w:tab/><w:t>{'kata ' * 10}</w:t>"
    return f"<w:p><w:pPr><w:tabs>{each}</w:tabs></w:pPr><w:r>{words}</w:r></w:p>"


@pytest.mark.parametrize(
    ("inside", "height"),
    [
        ("", 0),
        (said("satu"), ONE),
        (said(""), ONE),  # an empty paragraph is a line too
        (said("satu", more="<w:br/><w:t>dua</w:t>"), 2 * ONE),
        (said("kata " * 40), 3 * ONE),
        (said("satu", "Besar"), 4 * ONE),  # twice as large, and double lines
        (said("satu", "Isi") + said("dua", "Isi"), 4 + ONE + 6 + ONE + 6),  # the larger distance between them
        (said("satu", more="<w:tab/>" * 12 + "<w:t>dua</w:t>"), 2 * ONE),  # each may go to the next stop
        (said("satu", more="<w:tab/>" * 11 + "<w:t>dua</w:t>"), 2 * ONE),  # half an inch in small letters, too
        (stopped(4000), 2 * ONE),
        (stopped(400, 800), ONE),
        (runs("", 40), 2 * ONE),
        (runs(10, ""), ONE),
        (runs(10, 8), ONE / 2),
        (said("doa Ж"), 1.2 * ONE),
        (said("护照"), 1.3 * ONE),
        (said("شکایت"), 1.8 * ONE),
        (f"<w:sdt><w:sdtContent>{said('satu')}{said('dua')}</w:sdtContent></w:sdt>", 2 * ONE),
        (said("", more='<wp:inline><wp:extent cx="0" cy="762000"/></wp:inline>'), 60),
        ('<w:p><w:pPr><w:ind w:left="7400"/></w:pPr><w:r><w:t>satu dua</w:t></w:r></w:p>', 2 * ONE),
    ],
)
def test_paragraphs(inside: str, height: float) -> None:
    assert tall(inside) == pytest.approx(height)


def cells(*texts: str, marks: str = "", width: int = 4000) -> str:
    """Return a row of cells of one width."""
    inside = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}"/></w:tcPr>{said(text)}</w:tc>' for text in texts)
    return f"<w:tr>{marks}{inside}</w:tr>"


def test_a_row_is_as_tall_as_its_tallest_cell() -> None:
    assert tall(f"<w:tbl>{cells('a', 'kata ' * 20)}{cells('b', 'c')}</w:tbl>") == pytest.approx((3 + 1) * ONE)


def test_rows_and_cells_within_a_content_control_count() -> None:
    row = cells("kata " * 20)
    within = f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>"
    assert tall(f"<w:tbl>{within}</w:tbl>") == tall(f"<w:tbl>{row}</w:tbl>") == pytest.approx(3 * ONE)


def test_a_table_has_its_lines_its_margins_and_its_least_height() -> None:
    marks = (
        '<w:tblPr><w:tblBorders><w:insideH w:sz="8"/></w:tblBorders><w:tblCellMar><w:top w:w="40"/>'
        '<w:bottom w:w="60"/></w:tblCellMar></w:tblPr>'
    )
    assert tall(f"<w:tbl>{marks}{cells('a')}</w:tbl>") == pytest.approx(ONE + 1 + 5)
    least = '<w:trPr><w:trHeight w:val="1000"/></w:trPr>'
    assert tall(f"<w:tbl>{cells('a', marks=least)}</w:tbl>") == pytest.approx(50)
