"""What a tag prints: escaped words, Word's own marks for tabs and line ends, numbers that stay on one line."""

import re

import pytest

from docgen.cleaning import Breakable
from docgen.documents.examples import examples
from docgen.package import unpack
from docgen.render import render
from docgen.tags import printed, whole_attributes
from tests.docgen.papers import paragraphs

HELD = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("ADU-2025-000123", 2),
        ("Nomor WIM.32.IMI.5-UM.01.01-601 tanggal 24-03-2025.", 4),
        ("(ADU-2025-000123)", 2),
        ("kira-kira", 0),
        ("SURAT-MENYURAT", 0),  # words, also in capitals
        ("pukul 08.00-15.00", 1),
        ("&#45;1 a-1 x&y-2", 0),
        ("", 0),
    ],
)
def test_numbers_are_held_together_at_their_hyphens_and_words_are_not(text: str, held: int) -> None:
    shown = str(printed(text))
    assert shown.count(HELD) == held
    assert re.sub("&amp;", "&", shown.replace(HELD, "-")) == text


def test_in_an_attribute_no_number_is_held() -> None:
    held = printed("ADU-2025-000123")
    whole = whole_attributes(f'<a descr="Foto {held}, {held}" b="x"><w:t xml:space="preserve">{held}</w:t></a>')
    assert whole.startswith('<a descr="Foto ADU-2025-000123, ADU-2025-000123" b="x">')
    assert whole.count(HELD) == 2


def test_a_narrow_column_may_break_them() -> None:
    shown = str(printed(Breakable("Nota dinas WIM.32.IMI.5-UM.01.01-601 tanggal 03-11-2026")))
    assert shown.replace(HELD, "=") == "Nota dinas WIM.32.IMI.5-UM.01.01-601 tanggal 03=11=2026"


def test_what_a_citizen_writes_gets_no_held_hyphens() -> None:
    facts = {**examples("ND-TERUS")[0], "complaint_text": "NIK 3201-0112-0190-0001, HP 0812-3456-7890"}
    for each in (facts, {**facts, "complaint_text": "HP 0812-3456-7890\n" * 100}):
        body = unpack(render("ND-TERUS", each))["word/document.xml"].decode("utf-8")
        assert "0812-3456-7890" in body


def test_what_a_citizen_writes_is_escaped_all_the_same() -> None:
    assert "<w:b/>" not in str(printed("<w:b/> ADU-2025-000123 \t\n"))
    assert str(printed("\t\n")).count("<w:") == 4  # a tab, a line end, and the texts behind them


def test_a_paper_reads_back_with_plain_hyphens() -> None:
    said = " ".join(paragraphs(render("ND-TERUS", examples("ND-TERUS")[0])))
    assert "NOMOR WIM.32.IMI.5-UM.01.01-601" in said
    assert "Penerusan Pengaduan Masyarakat ADU-2025-000123" in said
