"""Hostile and odd texts through the whole of ND-TERUS: what is printed is what was written, after the cleaning."""

import json

import pytest

from docgen.cleaning import clean, one_line
from docgen.documents.examples import examples
from docgen.render import Renderer
from tests.docgen.papers import opened, paragraphs
from tests.docgen.schema_order import misplaced
from tests.tools import shared

FACTS = examples("ND-TERUS")[0]
OWN = [
    "{{ 7*7 }} {{ config }} {% for x in aduan %}{{ x }}{% endfor %} {# hilang? #}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{%p if 1 %}\n{%tr for x in y %}\n{%tc endfor %}\n{{r hal }}\n{_{ hal }_} {_% x %_}",
    "</w:t></w:r></w:p></w:body></w:document>",
    '<w:p><w:r><w:t xml:space="preserve">sisip</w:t></w:r></w:p>',
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;",
    "]]> <![CDATA[ x ]]> <!-- -- -->",
    "\x00\x01\x07\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9f",
    "\ud800 \udfff \ud83d\ude00 \U0001f600",
    "\ufffe\uffff\ufeff\ufffd\U0001ffff",
    "\u202eterbalik\u202c \u2066isolat\u2069 \u200f\u200e",
    "a\r\nb\rc\n\n\n\td\u2028e\u2029f",
    "   spasi di tepi \u00a0 ",
    "é e\u0301 ﷺ ﷽ 𒐫 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L 👨‍👩‍👧‍👦🏳️‍🌈",
    "=cmd|' /C calc'!A0 \\\\server\\x ${nama_pengirim} %s %(a)s {0}",
    "akhir_naskah naskah_terisi w:name=\"akhir_naskah\"",
    "kata" * 5_000,
    "x\n" * 2_000,
]  # fmt: skip


def printed_as_written(renderer: Renderer, texts: list[str]) -> None:
    """Print each text as complaint, request, subject and reporter, and read all of them back."""
    assert texts
    for text in texts:
        registration = FACTS["registration"] | {"reporter": text, "subject": "x" + text}
        made = opened(renderer.render("ND-TERUS", FACTS | {"complaint_text": text, "registration": registration}))
        assert "\n".join(paragraphs(made, "KutipanAduan")) == (clean(text) or "(tanpa teks, hanya berkas)")
        facts = made.tables[1]
        assert facts.cell(3, 2).text == (one_line(text) or "Tidak disebutkan")
        assert facts.cell(4, 2).text == one_line("x" + text)
        assert any(line.endswith("Informasi dan Komunikasi Keimigrasian.") for line in paragraphs(made, "Tembusan"))
        assert misplaced(made.element) == []


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """One renderer for all of them."""
    with Renderer() as made:
        yield made


def test_S38_our_own_nasty_texts_are_printed_as_they_were_written(renderer: Renderer) -> None:
    printed_as_written(renderer, OWN)


def test_S38_the_naughty_strings_are_printed_as_they_were_written(renderer: Renderer) -> None:
    texts = json.loads(shared("data/nasty/blns.json").read_text("utf-8"))
    assert len(texts) >= 500
    printed_as_written(renderer, texts)
