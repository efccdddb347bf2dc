"""The papers the shipped templates give: in the official layout, in the order the schema wants."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from docgen.documents import DOCUMENTS
from docgen.documents.declaring import Fields, Rows
from docgen.documents.examples import examples
from docgen.render import render, shipped_template
from tests.docgen.papers import CODES, LISTS, changed, opened, part, style_of
from tests.docgen.schema_order import misplaced

MEMOS = tuple(code for code in CODES if code.startswith("ND-"))
XML = ("word/document.xml", "word/header1.xml", "word/header2.xml", "word/styles.xml")


# What an office may print in a template of its own, and ours does not.
_LISTED = {"pihak", "kotor.tengah", "seluruhnya.bersih.tengah", "seluruhnya.kotor.tengah"}
_BEFORE_THE_BLOCK = {"kop.baris", "kop.kantor", "kop.alamat", "kop.kontak"}
UNPRINTED: dict[str, set[str]] = {
    "SURAT": {"pelapor"},
    "REKAP": _LISTED - {"pihak"},
    "REKAP-SAMAR": _LISTED | {"alamat"},
    "REGISTER": {"alamat", "baru", "tepat", "telepon", "lokasi", "pihak", "waktu", "uraian"},
}


@cache
def paper(code: str, which: int = 0) -> bytes:
    """Return a filled example."""
    return render(code, examples(code)[which])


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("name", XML)
def test_pitfall_13_children_stand_in_the_order_of_the_schema(code: str, which: int, name: str) -> None:
    assert misplaced(part(shipped_template(code), name)) == []
    assert misplaced(part(paper(code, which), name)) == []


def tags_of(fields: Fields) -> Iterator[str]:
    """Name every tag, those of the rows too."""
    for field in fields:
        if field.tag:
            yield field.tag
        if isinstance(field.printed, Rows):
            yield from tags_of(field.printed.fields)


@pytest.mark.parametrize("code", CODES)
def test_the_shipped_template_prints_every_field_that_is_declared(code: str) -> None:
    with ZipFile(BytesIO(shipped_template(code))) as file:
        parts = [name for name in file.namelist() if re.match(r"word/(document|header|footer)\d*\.xml$", name)]
        text = " ".join(re.sub(r"<[^>]+>", "", file.read(name).decode()) for name in parts)
    marks = " ".join(re.findall(r"\{[{%].*?[}%]\}", text))
    tags = set(tags_of(DOCUMENTS[code].fields))
    lacking = {tag for tag in tags if not re.search(rf"(?<!\w){re.escape(tag)}\b", marks)}
    assert lacking == UNPRINTED.get(code, set()) | _BEFORE_THE_BLOCK


def test_the_schema_check_sees_a_misplaced_and_an_unknown_child() -> None:
    swapped = changed(
        "LEMBAR", '<w:pStyle w:val="JudulNaskah"/>', '<w:jc w:val="left"/><w:pStyle w:val="JudulNaskah"/>'
    )
    assert misplaced(part(swapped)) == ["pPr/pStyle"]
    unknown = changed("LEMBAR", '<w:pStyle w:val="JudulNaskah"/>', '<w:pStyle w:val="JudulNaskah"/><w:odd/>')
    assert misplaced(part(unknown)) == ["pPr/odd"]


@pytest.mark.parametrize("code", CODES)
def test_the_page_is_a4_with_the_official_margins(code: str) -> None:
    (section,) = opened(paper(code)).sections
    found = (
        section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin,
        section.right_margin,
    )  # fmt: skip
    official = (29.7, 21.0, 2.0, 2.0, 1.5, 1.5) if code in LISTS else (21.0, 29.7, 2.0, 2.5, 3.0, 2.0)
    for got, wanted in zip(found, official, strict=True):
        assert abs(got - Cm(wanted)) < Cm(0.005)


@pytest.mark.parametrize("code", CODES)
def test_the_letterhead_is_on_page_one_only_and_the_number_from_page_two(code: str) -> None:
    (section,) = opened(paper(code)).sections
    assert section.different_first_page_header_footer
    first = section.first_page_header.tables[0].cell(0, 0)
    assert "KANTOR IMIGRASI KELAS II TPI BELAKANG PADANG" in first.text
    assert not section.header.tables
    (number,) = section.header.paragraphs
    assert number._p.find(qn("w:fldSimple")).get(qn("w:instr")).strip() == "PAGE"
    assert style_of(number) == "NomorHalaman"


def test_the_letterhead_has_its_sizes_and_a_rule_of_two_and_a_quarter_points() -> None:
    document = opened(paper("ND-TERUS"))
    sizes = {name: document.styles[name].font for name in ("Kop Baris", "Kop Kantor", "Kop Alamat")}
    assert {name: (font.size.pt, bool(font.bold)) for name, font in sizes.items()} == {
        "Kop Baris": (10, False),
        "Kop Kantor": (11, True),
        "Kop Alamat": (9, False),
    }
    kop = document.sections[0].first_page_header.tables[0]
    bottom = kop._tbl.tblPr.find(f"{qn('w:tblBorders')}/{qn('w:bottom')}")
    assert int(bottom.get(qn("w:sz"))) / 8 == 2.25


@pytest.mark.parametrize("code", CODES)
def test_every_style_is_arial_with_a_font_for_what_arial_lacks_and_the_language_is_indonesian(code: str) -> None:
    styles = part(paper(code), "word/styles.xml")
    fonts = list(styles.iter(qn("w:rFonts")))
    assert fonts
    for font in fonts:
        assert {font.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs")} == {"Arial"}
        assert font.get(qn("w:eastAsia")) == "Noto Sans CJK SC"  # Arial has no such letters
    assert styles.find(f".//{qn('w:lang')}").get(qn("w:val")) == "id-ID"
    assert styles.find(f".//{qn('w:docDefaults')}//{qn('w:sz')}").get(qn("w:val")) in ("24", "22")  # set smaller: 11
    assert not list(part(paper(code)).iter(qn("w:rFonts")))


@pytest.mark.parametrize("code", MEMOS)
def test_the_head_of_a_memo_reads_back_in_order_and_in_columns(code: str) -> None:
    head = opened(paper(code)).tables[0]
    labels = [row.cells[0].text for row in head.rows]
    assert labels == ["Yth.", "Dari", "Hal", "Lampiran", "Sifat", "Tanggal"]
    facts = examples(code)[0]
    values = [row.cells[2].text for row in head.rows]
    assert values[:3] == [facts["yth"], facts["dari"], facts["hal"]]
    assert [round(column.width.cm, 1) for column in head.columns] == [2.4, 0.5, 13.1]


@pytest.mark.parametrize("code", CODES)
def test_the_signature_is_never_split_nor_alone_on_a_page(code: str) -> None:
    document = opened(paper(code))
    block = next(table for table in document.tables if "NIP" in table.rows[-1].cells[-1].text)
    assert round(block.columns[0].width.cm, 1) == (19.2 if code in LISTS else 8.5)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in block.rows)
    *kept, last = [each for row in block.rows for each in row.cells[1].paragraphs]
    assert last.text.startswith("NIP")
    for paragraph in kept:
        style = next(style for style in document.styles if style.style_id == style_of(paragraph))
        assert style.paragraph_format.keep_with_next
    before = block._tbl.getprevious()
    assert before.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


@pytest.mark.parametrize(
    ("keamanan", "printed", "red"),
    [("B", "", False), ("T", "T", False), ("R", "R – Salinan nomor 1", True), ("SR", "SR – Salinan nomor 1", True)],
)
def test_the_security_class_stands_upper_left_in_its_colour(keamanan: str, printed: str, red: bool) -> None:
    made = render("ND-TERUS", examples("ND-TERUS")[0] | {"keamanan": keamanan, "copy": "1"})
    marks = [
        each
        for each in opened(made).sections[0].first_page_header.paragraphs
        if style_of(each) == "KlasifikasiKeamanan"
    ]
    assert [mark.text for mark in marks] == ([printed] if printed else [])
    assert all(bool(mark.runs[0].font.color.rgb) == red for mark in marks)


def test_the_steps_table_repeats_its_head_and_never_splits_a_row() -> None:
    steps = next(table for table in opened(paper("LEMBAR")).tables if table.cell(0, 1).text == "Langkah SOP")
    assert len(steps.rows) == 10
    assert steps.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in steps.rows)
