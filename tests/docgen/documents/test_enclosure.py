"""A long complaint becomes Lampiran I of its memo; a short one stays in the body, as all in an older template."""

import re

import pytest

from docgen.checking import check_template
from docgen.documents.examples import examples
from docgen.errors import TemplateBroken
from docgen.package import pack, unpack
from docgen.render import encloses_complaint, render, shipped_template
from docgen.word import ready
from models.rules.papers.long_words import LONGEST, MOST_LINES
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
    assert (encloses_complaint(shipped_template("ND-TERUS")), encloses_complaint(own)) == (True, False)
    paper = said("Saya menunggu. " * 200, own)
    assert paper.count("Saya menunggu.") == 200
    assert "Lampiran | : | 1 (satu) berkas" in paper
    assert "(Lampiran I)" not in paper


def test_the_enclosure_begins_a_page_of_its_own() -> None:
    body = part(render("ND-TERUS", {**FACTS, "complaint_text": "x " * LONGEST}))
    breaks = list(body.iter("{*}pageBreakBefore"))
    assert len(breaks) == 1
    assert "".join(breaks[0].getparent().getparent().itertext()).startswith("Lampiran I")


LONG, SHORT = "Saya menunggu sejak pagi.\n" * 100, "Saya menunggu sejak pagi."
BLOCK = (
    r"<w:p>(?:(?!</w:p>).)*\{%p if lampiran_aduan\.ada(?:(?!\{%p endif).)*lampiran_aduan\.isi.*?"
    r"\{%p endif %\}.*?</w:p>"
)
NOT = (
    r"<w:p>(?:(?!</w:p>).)*\{%p if not lampiran_aduan\.ada(?:(?!</w:p>).)*</w:p>(.*?)<w:p>(?:(?!</w:p>).)*\{%p endif"
)
EDITS = {
    "no enclosure": (BLOCK, ""),
    "another word": (r"lampiran_aduan\.isi", "lampiran_aduan.teks"),
    "always in the body": (
        NOT,
        r"\1<w:p><w:r><w:t>{%p if not ke_kepala_kantor %}</w:t></w:r></w:p><w:p><w:r><w:t>{%p endif",
    ),
    "never in the body": (r"if not lampiran_aduan\.ada", "if lampiran_aduan.ada and not lampiran_aduan.ada"),
    "one condition for both": (r"if not lampiran_aduan\.ada", "if lampiran_aduan.ada"),
}


def edited(edit: str) -> bytes:
    """Return the shipped memo with one edit of an office."""
    parts = unpack(shipped_template("ND-TERUS"))
    text, times = re.subn(*EDITS[edit], parts[BODY].decode("utf-8"), count=1)
    assert times == 1
    return pack(parts | {BODY: text.encode("utf-8")})


@pytest.mark.parametrize("edit", EDITS)
def test_an_upload_that_loses_or_doubles_a_complaint_is_refused(edit: str) -> None:
    with pytest.raises(TemplateBroken, match=r"lampiran_aduan\.isi"):
        check_template("ND-TERUS", edited(edit))


@pytest.mark.parametrize("edit", ["no enclosure", "another word"])
def test_a_template_in_use_without_the_words_of_the_enclosure_keeps_them_in_the_body(edit: str) -> None:
    paper = said(LONG, edited(edit))
    assert paper.count(SHORT) == 100
    assert "Lampiran I" not in paper
    assert "Lampiran | : | 1 (satu) berkas" in paper


@pytest.mark.parametrize(
    ("edit", "complaint", "wrong"),
    [
        ("always in the body", LONG, "panjang lebih dari satu kali"),
        ("never in the body", SHORT, "pendek tidak sama sekali"),
        ("one condition for both", LONG, "panjang lebih dari satu kali"),
    ],
)
def test_a_memo_whose_template_loses_or_doubles_a_complaint_is_not_made(
    edit: str, complaint: str, wrong: str
) -> None:
    with pytest.raises(TemplateBroken, match=wrong):
        said(complaint, edited(edit))
