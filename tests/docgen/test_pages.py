"""The papers as LibreOffice lays them out: pages, what stands on each, and that the file opens at all."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from docgen.documents.examples import examples
from docgen.render import render
from tests.docgen.papers import CODES, LISTS, to_pdf
from tests.tools import needs

FACTS = examples("ND-TERUS")[0]
SHEETS = ("register", "LEMBAR", "DISPOSISI", "LAPORAN", "BA-GANGGUAN", *LISTS)  # papers without closing words
LETTERHEAD = "KANTOR IMIGRASI KELAS II TPI BELAKANG PADANG"


def _register(count: int) -> dict[str, object]:
    """Return a register of so many lines, so that its end falls everywhere on a page."""
    facts = examples("REGISTER")[0]
    lines = facts["lines"]
    assert isinstance(lines, list)
    return facts | {"lines": (lines * count)[:count]}


CASES = {
    **{f"{code}-{which}": (code, examples(code)[which]) for code in CODES for which in (0, 1)},
    "panjang": (
        "ND-TERUS",
        FACTS | {"complaint_text": "Saya menunggu sejak pagi. " * 25 + "\nBaris. " * 60},
    ),
    **{f"register-{count}": ("REGISTER", _register(count)) for count in range(4, 16)},
    "ganjil": ("ND-TERUS", FACTS | {"complaint_text": "{{ 7*7 }} <b>&\n\x07\ud83d </w:t> \u202e 👨‍👩‍👧"}),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of every page of every case, laid out once."""
    soffice, folder = needs("libreoffice"), tmp_path_factory.mktemp("naskah")
    papers = [folder / f"{name}.docx" for name in CASES]
    for paper in papers:
        paper.write_bytes(render(*CASES[paper.stem]))
    pdfs = to_pdf(soffice, papers, folder / "profil")
    return {pdf.stem: [page.extract_text() for page in pypdf.PdfReader(pdf).pages] for pdf in pdfs}


def test_pitfall_17_the_pages_are_set_in_arial_or_a_font_of_the_same_measures(tmp_path: Path) -> None:
    soffice = needs("libreoffice")
    paper = tmp_path / "satu.docx"
    paper.write_bytes(render("ND-TERUS", FACTS | {"complaint_text": "Tanpa emoji."}))
    (pdf,) = to_pdf(soffice, [paper], tmp_path / "profil")
    page = pypdf.PdfReader(pdf).pages[0]
    fonts = {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
    assert fonts
    assert [font for font in fonts if "Arial" not in font and "LiberationSans" not in font] == []
    assert (round(float(page.mediabox.width) / 72 * 25.4), round(float(page.mediabox.height) / 72 * 25.4)) == (
        210,
        297,
    )


@pytest.mark.parametrize("name", CASES)
def test_the_letterhead_is_on_the_first_page_and_the_number_on_the_others(
    pages: dict[str, list[str]], name: str
) -> None:
    first, *others = pages[name]
    head = LETTERHEAD if name != "ND-TERUS-1" else "KANTOR IMIGRASI"
    assert head in first
    for number, page in enumerate(others, 2):
        assert page.split("\n", 1)[0].strip() == str(number)
        assert "DIREKTORAT JENDERAL IMIGRASI" not in page


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith(("ND-", "SURAT"))])
def test_pitfall_18_the_number_and_the_subject_of_a_letter_are_not_broken_at_a_hyphen(
    pages: dict[str, list[str]], name: str
) -> None:
    code, facts = CASES[name]
    lines = [" ".join(line.split()) for line in pages[name][0].split("\n")]
    if facts["number"]:  # a draft has dots, or SRIKANDI's anchor
        assert [line for line in lines if line.lower().startswith("nomor") and str(facts["number"]) in line], code
    (subject,) = [line for line in lines if line.startswith("Hal ")]
    assert not subject.endswith("-"), code


@pytest.mark.parametrize("name", [name for name in CASES if not name.startswith(("REKAP", "REGISTER", "register"))])
def test_pitfall_18_no_line_ends_within_a_number_and_it_is_found_as_it_is_typed(
    pages: dict[str, list[str]], name: str
) -> None:
    whole = "\n".join(pages[name])
    assert [line for line in whole.split("\n") if re.search(r"[A-Z\d]-\s*$", line)] == []
    if "registration" in CASES[name][1]:
        assert str(CASES[name][1]["registration"]["number"]) in whole  # type: ignore[index]


def test_no_paper_has_a_page_without_text(pages: dict[str, list[str]]) -> None:
    assert [name for name, texts in pages.items() if any(len(text.strip()) < 20 for text in texts)] == []


@pytest.mark.parametrize("name", [name for name in CASES if not name.startswith(SHEETS)])
def test_the_signature_stands_with_the_closing_words_on_one_page(pages: dict[str, list[str]], name: str) -> None:
    (page,) = [text for text in pages[name] if "Demikian kami sampaikan" in " ".join(text.split())]
    assert "NIP" in page


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith(("register-", *LISTS, "BA-"))])
def test_two_signatures_stand_on_one_page_with_both_names(pages: dict[str, list[str]], name: str) -> None:
    (page,) = [text for text in pages[name] if "Mengetahui," in text]
    assert page.count("NIP") == 2


def test_a_short_nota_dinas_is_one_page_and_a_long_one_flows_on(pages: dict[str, list[str]]) -> None:
    assert len(pages["ND-TERUS-1"]) == 1
    assert len(pages["ND-JAWAB-1"]) == 1
    assert len(pages["panjang"]) >= 3


def test_headings_are_bookmarks_of_the_pdf_by_their_levels(tmp_path: Path) -> None:
    papers = [tmp_path / f"{code}.docx" for code in CODES]
    for paper in papers:
        paper.write_bytes(render(paper.stem, examples(paper.stem)[0]))
    pdfs = to_pdf(needs("libreoffice"), papers, tmp_path / "profil")
    found = {pdf.stem: list(_titles(pypdf.PdfReader(pdf).outline)) for pdf in pdfs}
    assert [code for code, titles in found.items() if not titles] == []
    assert next(title for level, title in found["LAPORAN"] if level == 1) == "A. Pendahuluan"
    assert (0, "LAPORAN") in found["LAPORAN"]
    assert (2, "1. Umum") in found["LAPORAN"]
    assert (1, "LAMPIRAN I – PERCAKAPAN") in found["LEMBAR"]


def _titles(outline: list[Any], level: int = 0) -> Iterator[tuple[int, str]]:
    """Yield every bookmark with its level."""
    for each in outline:
        if isinstance(each, list):
            yield from _titles(each, level + 1)
        else:
            yield level, str(each.title)


def test_an_odd_text_shortens_no_paper(pages: dict[str, list[str]]) -> None:
    whole = "\n".join(pages["ganjil"])
    assert "{{ 7*7 }} <b>&" in whole
    assert "Tembusan:" in whole


def test_the_sheet_carries_its_annexes_on_a_page_of_their_own(pages: dict[str, list[str]]) -> None:
    (annex,) = [text for text in pages["LEMBAR-0"] if "LAMPIRAN I" in text]
    assert "LAMPIRAN II" in annex
    assert "VIII. Waktu" not in annex
    assert "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" in annex.replace("\n", "")
