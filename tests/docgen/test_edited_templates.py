"""What editing a shipped template in Word can break, read from the .docx itself, which is the one source."""

import random
import re
from collections.abc import Callable, Iterator

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from docgen.documents import with_charts
from docgen.documents.examples import examples
from docgen.letterhead.block import style_ids
from docgen.package import pack, unpack
from docgen.render import shipped_template
from docgen.templates import FOLDER, path_of
from docgen.word import fill, ready
from tests.docgen.papers import CODES, changed, headers, lines, opened, part, style_of

BODY, FIRST, OTHERS = "word/document.xml", "word/header1.xml", "word/header2.xml"  # as the shipped ones name them
MODEL = "ND-TERUS"  # the template whose letterhead, signature and styles the others share
_TAG = re.compile(r"\{[{%].*?[}%]\}")
# Words of a template that no example prints, and so no expected text holds.
UNPRINTED = {
    "ND-TERUS": [
        "Isi pengaduan sebagaimana ditulis oleh pelapor termuat dalam Lampiran I.",  # tests/docgen/documents
        "Kami mohon arahan Bapak/Ibu mengenai penanganan dan jawaban atas pengaduan tersebut.",
        "Lampiran I Nota Dinas",
        "ISI PENGADUAN",
        "NOMOR REGISTRASI",
    ],
    "LEMBAR": ["Belum ada."],
    "KENDALI": ["Belum ada."],
}
# The styles of what is made without a template: dossier, record of a destruction.
PLAIN = {
    *("JudulNaskah", "NomorNaskah", "KepalaNaskah", "IsiNaskah", "KopBaris", "KopKantor", "KopAlamat", "GarisKepala"),
    *("Jarak", "Akhir", "Sel", "SelKecil", "SelJudul", "SelKepala", "TandaTangan", "RuangTandaTangan"),
}


def paragraphs_of(root: etree._Element) -> list[tuple[str, str]]:
    """Return style and text of every paragraph of a part."""
    found = [Paragraph(node, None) for node in root.iter(qn("w:p"))]
    return [(style_of(each), each.text) for each in found]


def texts(template: bytes) -> dict[str, etree._Element]:
    """Return the parts with text: the body and its two headers."""
    return {name: part(template, name) for name in (BODY, *headers(template))}


def looks(template: bytes) -> dict[str, tuple[object, ...]]:
    """Return what each style of a template looks like; what a style does not say is as in every paper."""
    found = {}
    for style in opened(template).styles:
        if style.type is WD_STYLE_TYPE.PARAGRAPH:
            font, form = style.font, style.paragraph_format
            found[style.style_id] = (
                *(font.size or Pt(12), bool(font.bold), form.alignment or WD_ALIGN_PARAGRAPH.LEFT),
                *(form.left_indent or 0, form.first_line_indent or 0, form.space_before or 0, form.space_after or 0),
                *(form.line_spacing or 1.0, bool(form.keep_with_next), bool(form.keep_together)),
            )
    return found


def letterhead_faults(template: bytes) -> Iterator[str]:
    """Name what differs from the letterhead and the page number of the other templates."""
    model = shipped_template(MODEL)
    for name, other in zip(headers(template), headers(model), strict=True):
        if paragraphs_of(part(template, name)) != paragraphs_of(part(model, other)):
            yield f"{name} is not that of {MODEL}"
    if [text for _, text in paragraphs_of(part(template, headers(template)[0]))].count("{{p kop_surat }}") != 1:
        yield "the letterhead's tag is not there, or not alone on its line"
    if pictures := [name for name in unpack(template) if name.startswith("word/media/")]:
        yield f"{pictures}: the emblem is the office's, set on its screen"


def signature_faults(template: bytes) -> Iterator[str]:
    """Name what differs from the signature block of the other templates, below its first line."""
    blocks = [_block(template, name) for name in ("ttd", "mengetahui")]
    model = _block(shipped_template(MODEL), "ttd")
    if not blocks[0] or any(block not in ([], model) for block in blocks):
        yield f"the signature block is not that of {MODEL}"


def _block(template: bytes, name: str) -> list[tuple[str, str]]:
    said = [(style, text.replace(name, "ttd")) for style, text in paragraphs_of(part(template)) if f"{name}." in text]
    return said[:4]  # LAPORAN has one with and one without a witness


def style_faults(template: bytes) -> Iterator[str]:
    """Name each style that is missing, not as in the other templates, or would get another id from Word."""
    own, model = looks(template), looks(shipped_template("LAPORAN")) | looks(shipped_template(MODEL))
    used = {style for root in texts(template).values() for style, _ in paragraphs_of(root)}
    used |= set(style_ids().values())
    yield from (f"{style} is not there" for style in sorted(used - set(own)))
    yield from (f"{style} looks different" for style in sorted(used & set(own)) if own[style] != model[style])
    for style in part(template, "word/styles.xml").iter(qn("w:style")):
        name = style.find(qn("w:name")).get(qn("w:val"))
        if style.get(qn("w:customStyle")) and style.get(qn("w:styleId")) != name.replace(" ", ""):
            yield f"{name} has another id"  # Word and LibreOffice make the id anew from the name


def direct_look_faults(template: bytes) -> Iterator[str]:
    """Name each look that is put on words and not in their style; only the secret class is red by hand."""
    for root in texts(template).values():
        for look in root.iter(qn("w:rPr")):
            kinds = [etree.QName(kind).localname for kind in look if kind.tag != qn("w:lang")]
            text = "".join(look.getparent().itertext())
            if kinds and (kinds != ["color"] or "keamanan.merah" not in text):
                yield f"{kinds} on “{text}”"


def language_faults(template: bytes) -> Iterator[str]:
    """Name each language but Indonesian, which Word writes where the keyboard had another."""
    for root in (*texts(template).values(), part(template, "word/styles.xml")):
        for mark in root.iter(qn("w:lang")):
            if mark.get(qn("w:val")) not in (None, "id-ID"):
                yield str(mark.get(qn("w:val")))


def table_faults(template: bytes) -> Iterator[str]:
    """Name each list whose head does not stand on every page, or whose rows may break where they must not."""
    for table in part(template).iter(qn("w:tbl")):
        rows = list(table.iter(qn("w:tr")))
        head = [style for style, _ in paragraphs_of(rows[0])]
        whole = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
        if set(head) <= {"SelKepala", "SelKepalaKecil"}:
            if rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None or not whole[0]:
                yield f"the head of “{''.join(rows[1].itertext())}” is not repeated"
            talk = "pesan.isi" in "".join(table.itertext())  # a message may be longer than a page
            if not talk and not all(whole):
                yield f"a row of “{''.join(rows[1].itertext())}” breaks over pages"


def name_faults(template: bytes) -> Iterator[str]:
    """Name what Word writes down of who edited the file: File › Info › Inspect Document takes it out."""
    for name, octets in unpack(template).items():
        if name.startswith("docProps/"):
            told = re.findall(rb"<(?:\w+:)?(creator|lastModifiedBy|Company|Manager)>([^<]+)<", octets)
            yield from (f"{kind.decode()} {who.decode()}" for kind, who in told)
        if name.startswith(("customXml/", "docProps/custom", "word/people", "word/comments")):
            yield name


def size_faults(template: bytes) -> Iterator[str]:
    """Say where something large was pasted into it; Word alone adds some twenty thousand octets."""
    if len(template) > 40_000:
        yield f"{len(template)} octets"


CHECKS: tuple[Callable[[bytes], Iterator[str]], ...] = (
    *(letterhead_faults, signature_faults, style_faults, direct_look_faults, language_faults),
    *(table_faults, name_faults, size_faults),
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("code", CODES)
def test_a_shipped_template_has_no_faults(code: str, check: Callable[[bytes], Iterator[str]]) -> None:
    assert list(check(shipped_template(code))) == []


def with_part(code: str, name: str, octets: bytes) -> bytes:
    """Return a shipped template with one part more, or another in its place."""
    return pack(unpack(shipped_template(code)) | {name: octets})


PLANTED: tuple[tuple[Callable[[bytes], Iterator[str]], bytes], ...] = (
    (letterhead_faults, with_part("SURAT", "word/media/lambang.png", b"lain")),
    (letterhead_faults, changed("REKAP", "{{p kop_surat }}", "", FIRST)),
    (letterhead_faults, changed("REKAP", "{{p kop_surat }}", "Kop: {{p kop_surat }}", FIRST)),
    (letterhead_faults, changed("REKAP", 'w:val="KopBaris"', 'w:val="KopKantor"', FIRST)),
    (letterhead_faults, changed("REKAP", "NomorHalaman", "Sel", OTHERS)),
    (signature_faults, changed("LEMBAR", "{{ ttd.nip }}", "{{ ttd.nama }}")),
    (signature_faults, changed("AGENDA", "{{ mengetahui.nip }}", "{{ mengetahui.nama }}")),
    (signature_faults, changed("AGENDA", 'w:val="RuangTandaTangan"', 'w:val="TandaTangan"')),
    (style_faults, changed("LEMBAR", 'w:val="JudulNaskah"', 'w:val="Judul1"')),
    (style_faults, changed("LEMBAR", '<w:sz w:val="22"/>', '<w:sz w:val="24"/>', "word/styles.xml")),
    (style_faults, changed("LEMBAR", 'w:val="Isi Naskah"', 'w:val="Isi"', "word/styles.xml")),
    (direct_look_faults, changed("LEMBAR", "<w:r><w:t", '<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t')),
    (direct_look_faults, changed("LEMBAR", "<w:t>{{ keamanan.merah }}", "<w:t>{{ keamanan.hitam }}", FIRST)),
    (language_faults, changed("LEMBAR", "<w:r><w:t", '<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t')),
    (language_faults, changed("LEMBAR", '<w:lang w:val="id-ID"', '<w:lang w:val="en-US"', "word/styles.xml")),
    (table_faults, changed("REGISTER", "<w:tblHeader/>", "")),
    (table_faults, changed("REGISTER", "<w:trPr><w:cantSplit/></w:trPr>", "")),
    (name_faults, with_part("SURAT", "docProps/core.xml", b"<x><dc:creator>Sari</dc:creator></x>")),
    (name_faults, with_part("SURAT", "docProps/app.xml", b"<x><Company>PT Contoh</Company></x>")),
    (name_faults, with_part("SURAT", "word/people.xml", b"<x/>")),
    (size_faults, with_part("SURAT", "word/media/foto.png", random.Random(1).randbytes(40_000))),
)


@pytest.mark.parametrize(("check", "template"), PLANTED, ids=[check.__name__ for check, _ in PLANTED])
def test_a_planted_fault_is_found(check: Callable[[bytes], Iterator[str]], template: bytes) -> None:
    assert list(check(template)) != []


def test_what_has_no_template_finds_its_styles_in_that_of_the_complaint_sheet() -> None:
    assert sorted(PLAIN - set(looks(shipped_template("LEMBAR")))) == []


@pytest.mark.parametrize("code", CODES)
def test_every_word_of_a_template_is_printed_by_an_example_so_that_an_expected_text_holds_it(code: str) -> None:
    template = shipped_template(code)
    papers = ["\n".join(lines(fill(code, with_charts(code, facts), template))) for facts in examples(code)]
    cells = [cell for line in lines(template) for cell in re.split(r" \| | / ", line)]
    words = [piece.strip(" /") for cell in cells for piece in _TAG.split(cell) if piece.strip(" /")]
    assert [word for word in words if word not in "\n".join(papers)] == UNPRINTED.get(code, [])


def test_every_template_belongs_to_a_document_type() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.docx")) == sorted(CODES)
    assert all(path_of(code).stat().st_size for code in CODES)
    assert all(opened(shipped_template(code)).sections for code in CODES)


def test_a_template_without_a_place_for_the_withdrawn_memo_says_it_with_the_subject() -> None:
    facts = examples(MODEL)[0]
    parts = unpack(shipped_template(MODEL))
    # The three paragraphs of the sentence are not in it, as in a template an office uploaded before there was one.
    sentence = r"<w:p>(?:(?!</w:p>).)*if menggantikan\.ada.*?\{%p endif %\}.*?</w:p>"
    own = pack(parts | {BODY: re.sub(sentence, "", parts[BODY].decode("utf-8"), count=1).encode("utf-8")})
    assert "menggantikan" not in ready(own).names
    said = "(menggantikan Nota Dinas Nomor WIM.32.IMI.5-UM.01.01-598 tanggal 24 Maret 2025 yang ditarik)"
    assert said in " ".join(lines(fill(MODEL, facts, own)))
    assert said not in " ".join(lines(fill(MODEL, facts, shipped_template(MODEL))))
    assert "menggantikan" not in " ".join(lines(fill(MODEL, {**facts, "replaced": None}, own)))
