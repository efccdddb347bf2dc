"""Templates through LibreOffice and back: unchanged ones print the same paper, edited ones fit or say what is wrong.

One start of LibreOffice saves all of them. Word itself is not on the machines of the tests.
"""

import io
import re
from collections.abc import Callable, Iterator
from copy import deepcopy

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph
from lxml import etree

from docgen.checking import check_template
from docgen.documents import with_charts
from docgen.documents.examples import examples
from docgen.errors import TemplateBroken
from docgen.render import shipped_template
from docgen.word import FILLED_MARK, fill, ready
from tests.docgen.letterhead.emblems import shield
from tests.docgen.papers import CODES, headers, lines, opened, paragraphs, part, saved_by_libreoffice, style_of
from tests.tools import needs

Edit = Callable[[Document], None]
MEMO = "ND-TERUS"
OPTIONAL = "Bersama nota dinas ini kami lampirkan:"


def said_in(document: Document, words: str) -> Paragraph:
    """Return the first paragraph of the body that holds these words."""
    found = (Paragraph(node, document) for node in document.element.body.iter(qn("w:p")))
    return next(each for each in found if words in each.text)


def rewrite(old: str, new: str) -> Edit:
    """Return the edit that types other words over the first such ones."""

    def edit(document: Document) -> None:
        paragraph = said_in(document, old)
        paragraph.runs[0].text = paragraph.text.replace(old, new, 1)

    return edit


def look(words: str, change: Callable[[object], None]) -> Edit:
    """Return the edit that gives half of these words, and so half of a tag in them, another look."""

    def edit(document: Document) -> None:
        paragraph = said_in(document, words)
        first, half = paragraph.runs[0], paragraph.text.index(words) + len(words) // 2
        whole, again = paragraph.text, deepcopy(first._r)
        first._r.addnext(again)
        first.text, paragraph.runs[1].text = whole[:half], whole[half:]
        change(paragraph.runs[1].font)

    return edit


def bold(font: object) -> None:
    """Make it bold."""
    font.bold = True  # type: ignore[attr-defined]


def times(font: object) -> None:
    """Set it in another font."""
    font.name = "Times New Roman"  # type: ignore[attr-defined]


def add_paragraph(document: Document) -> None:
    """Type one more paragraph before the optional one's tag."""
    said_in(document, "{%p if berkas %}").insert_paragraph_before("Mohon dijawab melalui aplikasi.")


def delete_line(document: Document) -> None:
    """Delete an optional line."""
    line = said_in(document, OPTIONAL)._p
    line.getparent().remove(line)


def move_block(document: Document) -> None:
    """Drag a block, three paragraphs and their tags, to the top."""
    start = said_in(document, "{%p if menggantikan.ada %}")._p
    block = [start, start.getnext(), start.getnext().getnext()]
    for node in reversed(block):
        document.element.body.insert(0, node)


def add_row(document: Document) -> None:
    """Insert a row below the last of the memo's head."""
    last = document.tables[0].rows[-1]._tr
    row = deepcopy(last)
    last.addnext(row)
    for cell, words in zip(document.tables[0].rows[-1].cells, ("Kode", ":", "W.31"), strict=True):
        cell.paragraphs[0].runs[0].text = words


def add_picture(document: Document) -> None:
    """Put a picture into the text."""
    said_in(document, "Sesuai SOPAP").insert_paragraph_before().add_run().add_picture(io.BytesIO(shield()))


def add_header_line(document: Document) -> None:
    """Type a line below the letterhead."""
    document.sections[0].first_page_header.add_paragraph("Wilayah bebas dari korupsi")


def page_break_on_tag(document: Document) -> None:
    """Press Ctrl+Enter on the line of a tag."""
    said_in(document, "{%p if berkas %}").paragraph_format.page_break_before = True


def bookmark_in_repeated_line(document: Document) -> None:
    """Leave the mark of the last edit in a line that is repeated."""
    line = said_in(document, "{{ baris }}")._p
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for tag in (f'<w:bookmarkEnd {w} w:id="77"/>', f'<w:bookmarkStart {w} w:id="77" w:name="_GoBack"/>'):
        line.insert(1, parse_xml(tag))


def page_colour(document: Document) -> None:
    """Give the pages a colour, which stands before the body."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document.element.insert(0, parse_xml(f'<w:background {w} w:color="FFFFEE"/>'))


ROW = "isi naskah, tabel ke-1 baris 3, setelah “Hal”"
SOP = "isi naskah, setelah “Jawaban atas pengaduan mohon disampaikan dengan"
# name -> type, edit, words on the paper where it fits, what the refusal says where it does not
EDITS: dict[str, tuple[str, Edit, str, tuple[str, ...]]] = {
    "a word of the heading": (MEMO, rewrite("NOTA DINAS", "NOTA DINAS INTERNAL"), "NOTA DINAS INTERNAL", ()),
    "half a tag bold": (MEMO, look("{{ nomor }}", bold), "WIM.32", ()),
    "half a tag in another font": (MEMO, look("{{ hal }}", times), "Penerusan Pengaduan", ()),
    "a paragraph more": (MEMO, add_paragraph, "Mohon dijawab melalui aplikasi.", ()),
    "an optional line deleted": (MEMO, delete_line, "Demikian kami sampaikan.", ()),
    "a block moved": (MEMO, move_block, "Nota dinas ini menggantikan", ()),
    "a row more": (MEMO, add_row, "Kode | : | W.31", ()),
    "a picture": (MEMO, add_picture, "Sesuai SOPAP", ()),
    "a line in the header": (MEMO, add_header_line, "Wilayah bebas dari korupsi", ()),
    "curly quotes in a tag": (
        *(MEMO, rewrite("{{ hal }}", "{% if hal != “” and hal != „-“ %}Tentang {{ hal }}{% endif %}")),
        *("Tentang Penerusan Pengaduan", ()),
    ),
    "unseen characters in a tag": (
        MEMO,
        rewrite("{{ hal }}", "{{\u00a0h\u200bal\u00ad }}"),
        "Penerusan Pengaduan",
        (),
    ),
    "the colour of the page": (MEMO, page_colour, "NOTA DINAS", ()),
    "a mark in a repeated line": (MEMO, bookmark_in_repeated_line, OPTIONAL, ()),
    "a needed tag deleted": (MEMO, rewrite("{{ hal }}", ""), "", ("isian wajib: hal.", f"hal di {ROW}")),
    "a tag misspelt": (MEMO, rewrite("{{ hal }}", "{{ hak }}"), "", (f"“hak”, mungkin “hal” (di {ROW})",)),
    "words on the line of a tag": (
        *(MEMO, rewrite("{%p if berkas %}", "Catatan penting {%p if berkas %}"), ""),
        (
            "Tulisan “Catatan penting” akan hilang",
            "sebaris dengan tag “{%p if berkas %}”",
            SOP,
            "paragraf tersendiri",
        ),
    ),
    "words in the row of a tag": (
        *("REGISTER", rewrite("{%tr endfor %}", "Jumlah {%tr endfor %}"), ""),
        ("Tulisan “Jumlah” akan hilang", "tabel ke-1 baris 4", "baris tabel tersendiri"),
    ),
    "a page break on the line of a tag": (MEMO, page_break_on_tag, OPTIONAL, ()),
    "a tag without its end": (
        *(MEMO, rewrite("{%p if berkas %}", "{%p if berkas"), ""),
        ("Tag “{%p if berkas” tidak ditutup", SOP),
    ),
    "words between {# and #}": (
        *(MEMO, rewrite(OPTIONAL, "{# jangan diubah #}Terlampir:"), ""),
        ("Tulisan “{# jangan diubah #}” akan hilang", "isi naskah, setelah “"),
    ),
    "two tags on one line": (
        *(MEMO, rewrite("{%p if berkas %}", "{%p if hal %}{%p if berkas %}"), ""),
        ("“{%p if berkas %}” akan hilang", "sebaris dengan tag “{%p if hal %}”", SOP),
    ),
}


def edited(code: str, edit: Edit) -> bytes:
    """Return the shipped template with one edit."""
    document, packed = opened(shipped_template(code)), io.BytesIO()
    edit(document)
    document.save(packed)
    return packed.getvalue()


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every shipped template, and every edited one, as LibreOffice saved it."""
    templates = {code: shipped_template(code) for code in CODES}
    templates |= {str(number): edited(code, edit) for number, (code, edit, _, _) in enumerate(EDITS.values())}
    return saved_by_libreoffice(needs("libreoffice"), templates, tmp_path_factory.mktemp("libreoffice"))


def said(paper: bytes) -> list[str]:
    """Return what a paper says; LibreOffice keeps the page number it last showed, which each opening counts anew."""
    said = list(lines(paper))
    start, end = said.index("[word/header2.xml]"), said.index("[word/document.xml]")
    return [line for place, line in enumerate(said) if not (start < place < end and re.fullmatch(r"\d*", line))]


def is_on(node: etree._Element | None) -> bool:
    """Whether a mark is set: Word leaves the value out, LibreOffice writes it."""
    return node is not None and node.get(qn("w:val")) not in ("0", "false")


def form(paper: bytes) -> Iterator[tuple[object, ...]]:
    """Yield what holds a paper's pages together: styles, what is kept whole, page breaks, heads of tables, merges."""
    styles = {style.style_id: style for style in opened(paper).styles}
    for name in (*headers(paper), "word/document.xml"):
        for node in part(paper, name).iter(qn("w:p"), qn("w:tr"), qn("w:tc")):
            if node.tag == qn("w:p"):
                each = Paragraph(node, None)
                direct, style = each.paragraph_format, styles[style_of(each)].paragraph_format
                kept = style.keep_with_next if direct.keep_with_next is None else direct.keep_with_next
                yield "p", style_of(each), bool(kept), bool(direct.page_break_before)
            elif node.tag == qn("w:tr"):
                yield (
                    "tr",
                    *(is_on(node.find(f"{qn('w:trPr')}/{qn(mark)}")) for mark in ("w:cantSplit", "w:tblHeader")),
                )
            else:
                span = node.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
                yield "tc", "1" if span is None else span.get(qn("w:val"))


@pytest.mark.parametrize("code", CODES)
def test_a_template_that_libreoffice_saved_unchanged_is_accepted(saved: dict[str, bytes], code: str) -> None:
    check_template(code, saved[code])


@pytest.mark.parametrize("code", CODES)
def test_it_prints_the_same_words_in_the_same_form(saved: dict[str, bytes], code: str) -> None:
    for facts in examples(code):
        whole = with_charts(code, facts)
        ours, theirs = (fill(code, whole, template) for template in (shipped_template(code), saved[code]))
        assert said(theirs) == said(ours)
        assert list(form(theirs)) == list(form(ours))
        marks = [mark.get(qn("w:name")) for mark in part(theirs).iter(qn("w:bookmarkStart"))]
        assert marks == [FILLED_MARK]


@pytest.mark.parametrize("code", CODES)
def test_page_letterhead_and_emblem_stay(saved: dict[str, bytes], code: str) -> None:
    template = saved[code]
    (ours,), (theirs,) = opened(shipped_template(code)).sections, opened(template).sections
    for side in ("page_width", "page_height", "top_margin", "left_margin", "right_margin", "header_distance"):
        assert abs(getattr(ours, side) - getattr(theirs, side)) < 1000, side
    assert theirs.different_first_page_header_footer
    kop = ready(template).kop
    assert (len(kop.owners), kop.old) == (1, None)
    assert abs(kop.width - ready(shipped_template(code)).kop.width) < 5
    assert "PAGE" in "".join(part(template, headers(template)[1]).itertext())


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_the_office_fits_or_is_refused_with_its_place(saved: dict[str, bytes], name: str) -> None:
    code, _, printed, refusal = EDITS[name]
    template = saved[str(list(EDITS).index(name))]
    if refusal:
        with pytest.raises(TemplateBroken) as error:
            check_template(code, template)
        assert [words for words in refusal if words not in error.value.sentence] == []
        return
    check_template(code, template)
    paper = fill(code, with_charts(code, examples(code)[0]), template)
    assert printed in "\n".join(lines(paper))


def test_what_an_edit_did_is_on_the_paper(saved: dict[str, bytes]) -> None:
    by_name = {name: saved[str(number)] for number, name in enumerate(EDITS)}

    def made(name: str) -> bytes:
        return fill(MEMO, examples(MEMO)[0], by_name[name])

    plain = fill(MEMO, examples(MEMO)[0], shipped_template(MEMO))
    assert OPTIONAL in paragraphs(plain)
    assert OPTIONAL not in paragraphs(made("an optional line deleted"))
    assert paragraphs(made("a block moved"))[0].startswith("Nota dinas ini menggantikan")
    assert len(list(part(made("a picture")).iter("{*}blip"))) == 1 + len(list(part(plain).iter("{*}blip")))
    twice = [mark.get(qn("w:name")) for mark in part(made("a mark in a repeated line")).iter(qn("w:bookmarkStart"))]
    assert twice == [FILLED_MARK]
