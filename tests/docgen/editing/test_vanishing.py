"""What would vanish is found in the template itself, whatever wrote the file, and the advice leads out."""

import pytest

from docgen.checking import check_template
from docgen.documents.examples import examples
from docgen.editing.vanishing import vanishing
from docgen.errors import TemplateBroken
from docgen.package import pack, unpack
from docgen.render import shipped_template
from docgen.word import fill
from tests.docgen.papers import CODES, changed, paragraphs, part

CODE = "ND-TERUS"
TAG = "{%p if berkas %}"
RUN = '<w:r><w:t xml:space="preserve">{%p if berkas %}'
BODY = "word/document.xml"


def refusal(template: bytes) -> str:
    """Return what the check says."""
    with pytest.raises(TemplateBroken) as error:
        check_template(CODE, template)
    return error.value.sentence


@pytest.mark.parametrize("code", CODES)
def test_nothing_of_a_shipped_template_vanishes(code: str) -> None:
    assert vanishing(unpack(shipped_template(code))) == []


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        (TAG, f"Kata {TAG} lain", "Tulisan “Kata lain” akan hilang"),
        (TAG, f"{{{{ nomor }}}} {TAG}", "Tulisan “{{ nomor }}” akan hilang"),
        (RUN, f"<w:r><w:drawing/></w:r>{RUN}", "Gambar akan hilang"),
        (RUN, f'<w:r><w:br w:type="page"/></w:r>{RUN}', "Pemisah halaman (page break) akan hilang"),
        (RUN, f"<w:r><w:instrText>PAGE</w:instrText></w:r>{RUN}", "Nomor halaman akan hilang"),
        (RUN, f'<w:r><w:t>Kata</w:t></w:r><w:r><w:drawing/></w:r>{RUN}', "Tulisan “Kata” dan Gambar akan hilang"),
        ("NOTA DINAS", "Kata {%- if hal %}NOTA DINAS{% endif %}", "Tanda “{%-” membuat tulisan di sekitarnya hilang"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_tag_that_replaces_it_is_refused(old: str, new: str, lost: str) -> None:
    said = refusal(changed(CODE, old, new))
    assert lost in said
    assert "(di isi naskah, " in said


def test_every_line_that_loses_words_is_told_at_once_with_the_missing_field() -> None:
    parts = unpack(changed(CODE, TAG, f"Satu {TAG}"))
    text = parts[BODY].decode().replace("{%p if tembusan %}", "Dua {%p if tembusan %}").replace("{{ hal }}", "")
    said = refusal(pack(parts | {BODY: text.encode()}))
    assert [words for words in ("“Satu”", "“Dua”", "isian wajib: hal.") if words not in said] == []


def test_a_misspelt_needed_tag_is_one_fault_and_every_fault_a_line_of_its_own() -> None:
    parts = unpack(changed(CODE, "{{ hal }}", "{{ hak }}"))
    both = pack(parts | {BODY: parts[BODY].decode().replace(TAG, f"Satu {TAG}").encode()})
    first, second = refusal(both).splitlines()
    assert "“Satu” akan hilang" in first
    assert "mungkin “hal”" in second


def test_the_tag_whose_partner_vanished_is_not_blamed() -> None:
    said = refusal(changed(CODE, TAG, "{%p if berkas"))
    assert "“{%p if berkas” tidak ditutup" in said
    assert "salah tulis" not in said


def test_words_beside_a_tag_inside_a_line_stay() -> None:
    template = changed(CODE, "NOTA DINAS", "{%r if hal %}SATU{%r endif %} DUA {% if hal %}TIGA{% endif %}")
    check_template(CODE, template)
    assert "SATU DUA TIGA" in paragraphs(fill(CODE, examples(CODE)[0], template))


def test_a_page_with_a_colour_is_whole() -> None:
    template = changed(CODE, "<w:body>", '<w:background w:color="FFFFEE"/><w:body>')
    check_template(CODE, template)
    assert len(part(fill(CODE, examples(CODE)[0], template))) == 2


def test_a_block_that_ends_in_a_table_and_a_cell_without_a_paragraph_are_placed() -> None:
    start, end, line = (
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("{% if not hal %}", "{% endif %}", "x")
    )
    crossing = f"{line}{start}<w:tbl><w:tr><w:tc>{end}</w:tc></w:tr></w:tbl>"
    assert "(di isi naskah, paling atas). Letakkan" in refusal(changed(CODE, "<w:body>", f"<w:body>{crossing}"))
    block = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("{%p if not hal %}", "x", "{%p endif %}"))
    cell = f"<w:p><w:r><w:t>Awal kata</w:t></w:r></w:p><w:tbl><w:tr><w:tc>{block}</w:tc></w:tr></w:tbl>"
    said = refusal(changed(CODE, "<w:body>", f"<w:body>{cell}"))
    assert "sel tabel tanpa paragraf (di isi naskah, tabel ke-1 baris 1, setelah “Awal kata”)" in said
