"""A letter whose closing would spill is set smaller; LibreOffice's own pages judge the count of heights."""

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from lxml import etree

from docgen.documents.examples import examples
from docgen.inspection import W
from docgen.layout.fitting import SLACK, STYLES, Fitting, fitting_of
from docgen.package import pack, unpack
from docgen.render import render, shipped_template
from tests.docgen.letterhead.emblems import with_emblem
from tests.docgen.papers import CODES, changed, paragraphs, part, saved_by_libreoffice, to_pdf
from tests.tools import needs

BODY = "word/document.xml"
MODEL = "ND-TERUS"
PASPOR = {**examples(MODEL)[0], "complaint_text": "Paspor?"}
# Of letters about as tall as a page, the text that is varied; between them they have lists, columns and headings.
VARIED = (
    (MODEL, "complaint_text", examples(MODEL)[1]),
    (MODEL, "complaint_text", with_emblem(MODEL)),
    ("ND-JAWAB", "answer", examples("ND-JAWAB")[1]),
    ("ND-ESKAL", "reason", with_emblem("ND-ESKAL")),
    ("ND-REKAP", "notes", examples("ND-REKAP")[1]),
    ("SURAT", "answer", with_emblem("SURAT", 1)),
)
NEAR = 40.0  # points from the edge, three lines: there a wrong count would show
OFF = 9.0  # and by so much it may be wrong, always to the safe side: taller than it is


def fitting(code: str = MODEL, template: bytes | None = None) -> Fitting:
    """Return how the letters of a template are fitted."""
    found = fitting_of(unpack(template or shipped_template(code)), BODY)
    assert found is not None
    return found


def spills(code: str, paper: bytes) -> list[float]:
    """Return by how much a paper is taller than one page, for each way to set it."""
    how = fitting(code)
    return list(how.spills(part(paper)[0], part(paper, how.page.header)))


def near_the_edge() -> list[tuple[str, bytes, float]]:
    """Return letters about as tall as a page, each with what was counted of it."""
    found = []
    for code, key, facts in VARIED:
        for rows in range(0, 26, 2):
            text = "Kata yang ada di sini. " * 2 + "\n".join(["baris yang pendek"] * rows) + " x"
            paper = unpack(render(code, {**facts, key: text}))
            if b"pageBreakBefore" in paper[BODY]:
                continue  # an enclosure has pages of its own
            for way, spill in zip(fitting(code).ways, spills(code, pack(paper)), strict=False):
                if abs(spill) < NEAR:
                    name = f"{code}-{len(found)}"
                    found.append((name, pack(paper | {STYLES: way.styles}), spill))
    return found


def pages_of(papers: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return the text of every page of papers, as LibreOffice lays them out."""
    paths = [folder / f"{name}.docx" for name in papers]
    for path in paths:
        path.write_bytes(papers[path.stem])
    pdfs = to_pdf(needs("libreoffice"), paths, folder / "profil")
    return {pdf.stem: [page.extract_text() for page in pypdf.PdfReader(pdf).pages] for pdf in pdfs}


def test_what_is_counted_is_what_libreoffice_lays_out(tmp_path: Path) -> None:
    letters = near_the_edge()
    assert len(letters) >= 20
    pages = pages_of({name: paper for name, paper, _ in letters}, tmp_path)
    assert {name for name, _, spill in letters if spill <= -SLACK and len(pages[name]) > 1} == set()
    assert {name for name, _, spill in letters if spill > OFF and len(pages[name]) == 1} == set()


def test_a_memo_of_one_word_stands_on_one_page_with_everything_it_says(tmp_path: Path) -> None:
    with_photo = with_emblem(MODEL) | {"complaint_text": "Paspor?", "replaced": None}
    papers = {"kata": render(MODEL, PASPOR), "lambang": render(MODEL, with_photo)}
    pages = pages_of(papers, tmp_path)
    assert {name: len(texts) for name, texts in pages.items()} == {"kata": 1, "lambang": 1}
    assert "2. Kepala Seksi Teknologi Informasi" in " ".join(pages["kata"][0].split())


def test_a_short_letter_keeps_its_look_and_one_that_would_not_fit_too() -> None:
    usual, small, long = examples(MODEL)[1], PASPOR, {**PASPOR, "complaint_text": "Saya menunggu.\n" * 15}
    sizes = [sizes_of(render(MODEL, facts)) for facts in (usual, small, long)]
    assert sizes[0] == sizes[2] == sizes_of(shipped_template(MODEL))
    assert ("24" in sizes[0], "24" in sizes[1]) == (True, False)


def sizes_of(paper: bytes) -> set[str]:
    """Return the sizes that the styles of a paper have."""
    return {str(size.get(size.keys()[0])) for size in part(paper, STYLES).iter("{*}sz")}


def test_a_letter_set_smaller_says_the_same() -> None:
    usual, small = examples(MODEL)[0] | {"complaint_text": "\n".join(["Paspor?"] * 12)}, PASPOR
    said = [paragraphs(render(MODEL, facts)) for facts in (usual, small)]
    assert [line for line in said[0] if not line.startswith("Paspor?")] == [
        line for line in said[1] if not line.startswith("Paspor?")
    ]


def test_what_was_set_by_hand_becomes_smaller_with_the_styles() -> None:
    own = changed(MODEL, "<w:r><w:t", '<w:r><w:rPr><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr><w:t')
    sizes = {size.get(size.keys()[0]) for size in part(render(MODEL, PASPOR, own)).iter("{*}sz", "{*}szCs")}
    assert sizes == {"22"}


def test_the_closing_of_a_letter_of_two_pages_has_company(tmp_path: Path) -> None:
    papers = {
        f"n{rows}": render(MODEL, {**PASPOR, "complaint_text": "\n".join(["Saya menunggu."] * rows)})
        for rows in range(4, 16, 2)
    }
    two = {name: texts for name, texts in pages_of(papers, tmp_path).items() if len(texts) > 1}
    assert len(two) >= 4
    for texts in two.values():
        (page,) = [" ".join(text.split()) for text in texts if "NIP" in text]
        number, _, before = page.partition(" ")
        assert number.isdecimal()
        assert before.index("Demikian kami sampaikan.") > 40  # at least a line of the letter


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith(("ND-", "SURAT"))])
def test_a_template_saved_by_libreoffice_is_fitted_too(code: str, saved: dict[str, bytes]) -> None:
    shipped, other = fitting(code), fitting(code, saved[code])
    assert (other.page.tall, other.page.wide) == pytest.approx((shipped.page.tall, shipped.page.wide), abs=1)
    assert other.pen in other.ways[0].looks
    facts = examples(code)[0]
    before, after = render(code, facts), render(code, facts, saved[code])
    counted = next(iter(shipped.spills(part(before)[0], part(before, shipped.page.header))))
    again = next(iter(other.spills(part(after)[0], part(after, other.page.header))))
    assert again == pytest.approx(counted, abs=OFF)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The letters' templates as LibreOffice saves them."""
    letters = {code: shipped_template(code) for code in CODES if code.startswith(("ND-", "SURAT"))}
    return saved_by_libreoffice(needs("libreoffice"), letters, tmp_path_factory.mktemp("disimpan"))


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ('w:header="567"', 'w:header="dekat"', BODY),
        ('w:line="276"', 'w:line="longgar"', STYLES),
        ('<w:sz w:val="24"/>', '<w:sz w:val="0"/>', STYLES),
        ("<w:pPr>", '<w:pPr><w:ind w:left="12pt"/>', BODY),
        ('<w:headerReference w:type="first" r:id="rId3"/>', "", BODY),
    ],
    ids=["page", "lines", "size", "indent", "header"],
)
def test_odd_lengths_of_an_editor_keep_no_letter_from_being_made(old: str, new: str, name: str) -> None:
    paper = render(MODEL, PASPOR, changed(MODEL, old, new, name))
    assert "Paspor?" in paragraphs(paper)


def test_a_letter_of_many_pages_is_measured_once() -> None:
    many = spills("ND-JAWAB", render("ND-JAWAB", {**examples("ND-JAWAB")[0], "answer": "Satu baris.\n" * 200}))
    assert (len(many), len(spills(MODEL, render(MODEL, PASPOR)))) == (1, 3)


def test_only_what_stands_before_an_enclosure_is_counted() -> None:
    long = {**PASPOR, "complaint_text": "Saya menunggu.\n" * 300}
    assert spills(MODEL, render(MODEL, long))[0] < 200
    assert etree.QName(part(render(MODEL, long))[0]).localname == "body"


def test_a_page_break_that_is_switched_off_is_none() -> None:
    off = changed(MODEL, "<w:pPr>", '<w:pPr><w:pageBreakBefore w:val="0"/>', BODY)
    assert spills(MODEL, render(MODEL, PASPOR, off)) == spills(MODEL, render(MODEL, PASPOR))


def test_a_footer_takes_room_from_the_letter_whether_it_has_tags_or_not() -> None:
    page = fitting().page
    assert page.room(0, 0) == page.room(0)
    footed = replace(page, footer_from=20.0, footer="word/footer1.xml")
    assert page.room(0) - footed.room(0, 100.0) == pytest.approx(120.0 - page.bottom)
    assert footed.room(0, 1.0) == page.room(0)
    how = replace(fitting(), page=footed)
    line = "<w:p><w:r><w:t>kaki</w:t></w:r></w:p>" * 9
    foot = etree.fromstring(f'<w:ftr xmlns:w="{W[1:-1]}">{line}</w:ftr>')
    body = part(render(MODEL, PASPOR))[0]
    assert next(iter(how.spills(body, None, foot))) > next(iter(how.spills(body, None)))


@pytest.mark.parametrize(
    ("old", "new"), [("<w:pPr>", '<w:pPr><w:ind w:left="12pt"/>'), ('w:header="567"', 'w:header="dekat"')]
)
def test_the_closing_has_company_where_the_height_cannot_be_counted(old: str, new: str) -> None:
    odd = changed(MODEL, old, new, BODY)
    held = [len(list(part(each).iter("{*}keepNext"))) for each in (odd, render(MODEL, PASPOR, odd))]
    assert held[0] < held[1]
