"""The closing of a letter has company: the last words before it go to its page."""

import pytest
from docx.oxml.ns import qn
from lxml import etree

from docgen.layout.closing import keep_company
from tests.docgen.layout.test_heights import SPACES, said

PEN = "RuangTandaTangan"
SIGNED = f"<w:tbl><w:tr><w:tc>{said('', PEN)}{said('NIP')}</w:tc></w:tr></w:tbl>"
KEPT = "<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:t>Demikian</w:t></w:r></w:p>"
FREE = '<w:p><w:pPr><w:pStyle w:val="Isi"/><w:keepNext w:val="0"/></w:pPr><w:r><w:t>isi</w:t></w:r></w:p>'


def kept(inside: str) -> tuple[bool, list[bool]]:
    """Return whether something changed, and which paragraphs beside the table are held with the next."""
    body = etree.fromstring(f"<w:body {SPACES}>{inside}</w:body>")
    changed = keep_company(body, PEN)
    marks = [each.findall(f"{qn('w:pPr')}/{qn('w:keepNext')}") for each in body.findall(qn("w:p"))]
    assert all(len(each) <= 1 for each in marks)
    return changed, [bool(each) and each[0].get(qn("w:val")) is None for each in marks]


@pytest.mark.parametrize(
    ("inside", "changed", "held"),
    [
        (FREE + FREE + KEPT + SIGNED, True, [False, True, True]),
        (FREE + said("") + KEPT + SIGNED, True, [True, True, True]),  # an empty line between keeps no company
        (said("bebas") + SIGNED, True, [True]),
        (KEPT + SIGNED, False, [True]),
        (SIGNED + FREE, False, [False]),
        (FREE + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" + KEPT + SIGNED, False, [False, True]),
        (FREE + KEPT, False, [False, True]),  # nothing is signed
        (FREE + said("") * 40 + SIGNED, True, [False] * 29 + [True] * 12),  # a chain longer than a page is none
    ],
)
def test_the_last_words_before_the_signature_are_held(inside: str, changed: bool, held: list[bool]) -> None:
    assert kept(inside) == (changed, held)


def test_a_short_list_of_copies_goes_with_the_signature_and_what_follows_does_not() -> None:
    listed = said("") + said("Tembusan:", "T") + said("1. satu;", "T") + said("2. dua.", "T")
    after = said("") + said("Terjemahan")
    body = etree.fromstring(f"<w:body {SPACES}>{FREE}{SIGNED}{listed}{after}</w:body>")
    assert keep_company(body, PEN, "T")
    assert [_held(each) for each in body.findall(qn("w:p"))] == [True, True, True, True, False, False, False]
    assert all(_held(each) for cell in body.iter(qn("w:tc")) for each in cell)
    long = etree.fromstring(f"<w:body {SPACES}>{FREE}{SIGNED}{listed * 9}</w:body>")
    keep_company(long, PEN, "T")
    assert [each for each in long.findall(qn("w:p"))[1:] if _held(each)] == []


def _held(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_the_mark_stands_behind_the_style_as_word_writes_it() -> None:
    body = etree.fromstring(f"<w:body {SPACES}>{FREE}{SIGNED}</w:body>")
    keep_company(body, PEN)
    assert [etree.QName(mark).localname for mark in body[0][0]] == ["pStyle", "keepNext"]
