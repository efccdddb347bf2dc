"""A long complaint becomes Lampiran I of its memo; a short one stays in the body, as all in an older template."""

import re

import pytest

from docgen.documents.enclosure import LONGEST, MOST_LINES
from docgen.documents.examples import examples
from docgen.package import pack, unpack
from docgen.render import render, shipped_template
from docgen.word import ready
from tests.docgen.papers import lines, part

FACTS = {**examples("ND-TERUS")[0], "replaced": None}
BODY = "word/document.xml"


def said(complaint: str, template: bytes | None = None) -> str:
    """Return what the memo of a complaint says, a line a paragraph."""
    return "\n".join(lines(render("ND-TERUS", {**FACTS, "complaint_text": complaint}, template)))


@pytest.mark.parametrize(
    ("complaint", "enclosed"),
    [
        ("x" * LONGEST, False),
        ("x" * (LONGEST + 1), True),
        ("b\n" * (MOST_LINES - 1) + "b", False),
        ("b\n" * MOST_LINES + "b", True),
        ("", False),
    ],
    ids=["long", "longer", "lines", "more lines", "nothing"],
)
def test_the_set_length_decides(complaint: str, *, enclosed: bool) -> None:
    assert ("Lampiran I Nota Dinas" in said(complaint)) == enclosed


def test_the_words_stand_once_behind_the_letter_under_its_number_and_date() -> None:
    complaint = "Awal. " + "Saya menunggu sejak pagi. " * 400 + "Akhir."
    paper = said(complaint)
    letter, enclosure = paper.split("Lampiran I Nota Dinas Kepala Subseksi")
    assert "termuat dalam Lampiran I." in letter
    assert (letter.count("menunggu sejak pagi"), enclosure.count("menunggu sejak pagi")) == (0, 400)
    assert "Nomor | : | WIM.32.IMI.5-UM.01.01-601\nTanggal | : | 24 Maret 2025" in enclosure
    assert "ISI PENGADUAN\nNOMOR REGISTRASI ADU-2025-000123\nAwal." in enclosure
    assert letter.index("Tembusan:") > letter.index("NIP")  # the enclosure follows all of the letter


def test_it_is_counted_and_named_among_what_goes_with_the_letter() -> None:
    long = said("x " * LONGEST)
    assert "Lampiran | : | 2 (dua) berkas" in long
    assert "1. Isi pengaduan sebagaimana ditulis oleh pelapor (Lampiran I);" in long
    assert "2. Tangkapan layar bukti pembayaran (bukti-bayar.jpg)." in long
    short = said("Paspor?")
    assert ("Lampiran | : | 1 (satu) berkas" in short, "Lampiran I" in short) == (True, False)


def test_a_template_without_a_place_for_it_keeps_the_words_in_the_body_and_counts_none() -> None:
    parts = unpack(shipped_template("ND-TERUS"))
    text = parts[BODY].decode("utf-8")
    block = r"<w:p>(?:(?!</w:p>).)*\{%p if lampiran_aduan\.ada.*?\{%p endif %\}.*?</w:p>"
    text = re.sub(block, "", text)
    text = re.sub(r"<w:p>(?:(?!</w:p>).)*if not lampiran_aduan\.ada(?:(?!</w:p>).)*</w:p>", "", text, count=1)
    text = text.replace("{%p endif %}", "", 1) if text.count("{%p endif") > text.count("{%p if") else text
    own = pack(parts | {BODY: text.encode("utf-8")})
    assert "lampiran_aduan" not in ready(own).names
    paper = said("Saya menunggu. " * 200, own)
    assert paper.count("Saya menunggu.") == 200
    assert "Lampiran | : | 1 (satu) berkas" in paper
    assert "(Lampiran I)" not in paper


def test_the_enclosure_begins_a_page_of_its_own() -> None:
    body = part(render("ND-TERUS", {**FACTS, "complaint_text": "x " * LONGEST}))
    breaks = list(body.iter("{*}pageBreakBefore"))
    assert len(breaks) == 1
    assert "".join(breaks[0].getparent().getparent().itertext()).startswith("Lampiran I")
