"""One letterhead for all types: the office's lines, its emblem sized by rule, a line under both."""

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from docgen.documents import with_charts
from docgen.documents.examples import examples
from docgen.package import unpack
from docgen.render import shipped_template
from docgen.word import fill
from tests.docgen.letterhead.emblems import with_emblem
from tests.docgen.papers import CODES, LISTS, headers, opened, part, style_of
from tests.docgen.schema_order import misplaced


def made(code: str, facts: dict[str, object]) -> bytes:
    """Return a paper from the shipped template."""
    return fill(code, with_charts(code, facts), shipped_template(code))


@pytest.mark.parametrize("code", CODES)
def test_without_an_emblem_nothing_is_drawn(code: str) -> None:
    paper = made(code, examples(code)[0])
    head = part(paper, headers(paper)[0])
    assert not list(head.iter(qn("w:drawing"), qn("w:pict")))
    assert len(opened(paper).sections[0].first_page_header.tables[0].columns) == 1


@pytest.mark.parametrize("code", CODES)
def test_every_type_has_the_emblem_at_its_height_beside_the_lines_over_the_rule(code: str) -> None:
    paper = made(code, with_emblem(code))
    section = opened(paper).sections[0]
    table = section.first_page_header.tables[0]
    assert misplaced(part(paper, headers(paper)[0])) == []
    (size,) = table.cell(0, 0)._tc.iter("{*}extent")
    assert (abs(int(size.get("cy")) - Mm(21)) < 5, abs(int(size.get("cx")) - Mm(16.8)) < 5) == (True, True)
    assert [note.get("descr") for note in table._tbl.iter("{*}docPr")] == ["Lambang kantor"]
    lines = [(style_of(each), each.text) for each in table.cell(0, 1).paragraphs]
    kop = examples(code)[0]["kop"]
    assert [text for style, text in lines if style == "KopBaris"] == kop["lines"][:-1]
    assert [text for style, text in lines if style == "KopKantor"] == kop["lines"][-1:]
    assert next(text for style, text in lines if style == "KopAlamat") == kop["address"]
    (rule,) = table._tbl.tblPr.findall(qn("w:tblBorders"))
    assert {side.tag: side.get(qn("w:sz")) for side in rule} == {qn("w:bottom"): "18"}  # 2.25 points
    wide = sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid)
    assert abs(wide - (section.page_width - section.left_margin - section.right_margin) / 635) < 5
    assert (wide > 14_000) == (code in LISTS)


@pytest.mark.parametrize(
    ("width", "height", "tall", "printed"),
    [(600, 600, 21, (21, 21)), (300, 600, 25, (12.5, 25)), (600, 300, 21, (24, 12)), (600, 600, 15, (15, 15))],
)
def test_a_wide_emblem_is_printed_lower_and_none_is_distorted(
    width: int, height: int, tall: int, printed: tuple[float, float]
) -> None:
    paper = made("SURAT", with_emblem("SURAT", width=width, height=height, tall=tall))
    (size,) = part(paper, headers(paper)[0]).iter("{*}extent")
    for side, wanted in zip(("cx", "cy"), printed, strict=True):
        assert abs(int(size.get(side)) - Mm(wanted)) < 5


def test_the_emblem_of_a_paper_is_one_file_that_its_header_links_to() -> None:
    parts = unpack(made("LAPORAN", with_emblem("LAPORAN")))
    assert [name for name in parts if "lambang" in name] == ["word/media/lambang_kantor.png"]
    assert b'Id="rIdLambang"' in parts["word/_rels/header1.xml.rels"]
    assert b'Extension="png"' in parts["[Content_Types].xml"]


def test_words_with_markup_stay_words() -> None:
    facts = examples("SURAT")[0]
    kop = {**facts["kop"], "lines": ["A & <b>", "{{ kop_surat }}"], "address": "Jalan <w:p/>"}
    paper = made("SURAT", {**facts, "kop": kop})
    cell = opened(paper).sections[0].first_page_header.tables[0].cell(0, 0)
    assert [each.text for each in cell.paragraphs][:3] == ["A & <b>", "{{ kop_surat }}", "Jalan <w:p/>"]
