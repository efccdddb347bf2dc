"""No column of any paper is narrower than a word in it: names, numbers and headings stand whole."""

import re
from typing import Any

import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from docgen.documents import with_charts
from docgen.documents.examples import examples
from docgen.layout.looks import looks_of
from docgen.layout.measures import EM, width_of
from docgen.package import unpack
from docgen.render import shipped_template
from docgen.word import fill
from tests.docgen.papers import CODES, part, style_of

_LONG = re.compile(r"@|^[0-9a-f]{40,}$|^\[")  # addresses and hashes may break; so may what stands for them
_SIGNS = {qn("w:noBreakHyphen"): "\u2011", qn("w:br"): " "}
_TWIP = 20


def split_words(paper: bytes) -> list[str]:
    """Return the words of a paper that are wider than their cell."""
    looks, found = looks_of(unpack(paper)["word/styles.xml"]), []
    for table in part(paper).iter(qn("w:tbl")):
        marks = table.find(qn("w:tblPr"))
        sides = marks.findall(f"{qn('w:tblCellMar')}/*")
        beside = sum(int(side.get(qn("w:w"))) for side in sides if side.tag in (qn("w:left"), qn("w:right")))
        for cell in table.iter(qn("w:tc")):
            room = (int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) - beside) / _TWIP
            for paragraph in (Paragraph(node, None) for node in cell.iterchildren(qn("w:p"))):
                look = looks[style_of(paragraph)]
                words = [word for word in _words(paragraph) if not _LONG.search(word)]
                found += [word for word in words if width_of(word, bold=look.bold) * look.size / EM > room]
    return found


def _words(paragraph: Paragraph) -> list[str]:
    """Return what stands on one line: a line may end at a space, and at a hyphen that is not held."""
    nodes = paragraph._p.iter(qn("w:t"), qn("w:noBreakHyphen"), qn("w:br"))
    text = "".join(_SIGNS.get(node.tag) or node.text or "" for node in nodes)
    return [word for word in re.split(r"\s+|(?<=-)", text) if word]


@pytest.mark.parametrize("which", [0, 1], ids=["full", "sparse"])
@pytest.mark.parametrize("code", CODES)
def test_no_word_is_wider_than_its_column(code: str, which: int) -> None:
    paper = fill(code, with_charts(code, examples(code)[which]), shipped_template(code))
    assert split_words(paper) == []


@pytest.mark.parametrize("code", ["REKAP", "REKAP-SAMAR", "REGISTER"])
def test_a_list_holds_the_longest_words_of_an_office(code: str) -> None:
    facts: Any = with_charts(code, examples(code)[0])
    line = {**facts["lines"][0], "follow_up": "Diteruskan dengan nota dinas WIM.32.IMI.5-UM.01.01.01-12345"}
    line |= {
        "name": "Pelapor 000002 (identitas dirahasiakan)",
        "status": "Selesai, pelapor tidak dapat dihubungi",
        "section": "Inteldakim",
        "phone": "+62812-1234-5678-9012",
        "address": "Jalan Contoh 1-2-3-4-5-6-7-8-9-10-11-12-13-14",
        "place": "Terminal 1-2-3-4-5-6-7-8-9-10-11-12-13-14-15",
        "reported": "Loket 1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16",
        "problem": "Berkas 2025-00000123-00000123-00000123-00000123-00000123",
    }
    assert split_words(fill(code, {**facts, "lines": [line]}, shipped_template(code))) == []
