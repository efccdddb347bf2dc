"""Templates from strangers: what is refused before anything of them is used, in words the office can act on."""

import io
import random
import struct
import zipfile

import pytest

from docgen.checking import check_template
from docgen.documents.examples import examples
from docgen.errors import TemplateBroken, UnknownDocument
from docgen.package import pack, unpack
from docgen.render import shipped_template
from docgen.word import fill
from tests.docgen.papers import CODES, changed, with_paragraph

RELS = "word/_rels/document.xml.rels"
CODE = "ND-TERUS"


def refused(template: bytes) -> str:
    """Check a template that must be refused, and return the sentence."""
    with pytest.raises(TemplateBroken) as error:
        check_template(CODE, template)
    assert error.value.sentence.endswith(".")
    return error.value.sentence


def with_part(name: str, octets: bytes) -> bytes:
    """Return the shipped template with one more part."""
    return pack(unpack(shipped_template(CODE)) | {name: octets})


def with_link(kind: str, target: str, mode: str = "External") -> bytes:
    """Return the shipped template with one more relationship."""
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return changed(CODE, "</Relationships>", link, RELS)


def with_markup(markup: str) -> bytes:
    """Return the shipped template with more markup at the top of its body."""
    return changed(CODE, "<w:body>", f"<w:body>{markup}")


@pytest.mark.parametrize("code", CODES)
def test_the_shipped_templates_pass(code: str) -> None:
    check_template(code, shipped_template(code))


def test_a_template_of_one_type_does_not_pass_for_another() -> None:
    with pytest.raises(TemplateBroken, match="isian wajib: penerimaan, kejadian, langkah"):
        check_template("LEMBAR", shipped_template(CODE))
    with pytest.raises(UnknownDocument):
        check_template("ND-LAIN", shipped_template(CODE))


def test_a_changed_text_and_an_unused_field_pass() -> None:
    check_template(CODE, changed(CODE, "NOTA DINAS", "NOTA  DINAS"))
    check_template(CODE, changed(CODE, "{{ sifat }}", "Biasa"))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://contoh.invalid/jahat.dotm"),
        ("image", "https://contoh.invalid/pelacak.png"),
        ("hyperlink", "file://server/bagi/berkas"),
        ("hyperlink", "\\\\server\\bagi"),
        ("frame", "http://contoh.invalid/"),
    ],
)
def test_S41_pitfall_22_what_reaches_outside_is_refused(kind: str, target: str) -> None:
    assert kind in refused(with_link(kind, target))


def test_an_ordinary_web_or_mail_link_passes() -> None:
    check_template(CODE, with_link("hyperlink", "https://www.imigrasi.go.id"))
    check_template(CODE, with_link("hyperlink", "mailto:kanim@contoh.invalid"))


@pytest.mark.parametrize(
    "name",
    ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "word/activeX/activeX1.xml", "word/embeddings/a.xlsx", "a.exe"],
)
def test_S41_pitfall_22_macros_and_embedded_files_are_refused(name: str) -> None:
    assert "makro atau objek tertanam" in refused(with_part(name, b"<x/>"))


def test_S41_pitfall_22_a_docm_under_another_name_is_refused() -> None:
    parts = unpack(shipped_template(CODE))
    types = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert "makro" in refused(pack(parts | {"[Content_Types].xml": types}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_S42_a_doctype_is_refused_in_any_encoding(encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert "DOCTYPE" in refused(with_part("word/extra.xml", bomb.encode(encoding)))
    outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'
    assert "DOCTYPE" in refused(with_part("word/extra.xml", outside.encode(encoding)))


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ('<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>x</w:t></w:r></w:ins></w:p>', "Track Changes"),
        ('<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>', "Track Changes"),
        ('<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>', "komentar"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>", "teks tersembunyi"),
        ('<w:p><w:fldSimple w:instr="INCLUDETEXT C:/x.txt"/></w:p>', "INCLUDETEXT"),
        ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r><w:r>'
         '<w:instrText>AUTO c:/cmd</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>', "DDEAUTO"),
        ("<w:p><w:r><w:instrText>MERGEFIELD nama</w:instrText></w:r></w:p>", "MERGEFIELD"),
        ('<w:altChunk r:id="rId1"/>', "isi dari berkas lain"),
        ("<w:p><w:r><w:object/></w:r></w:p>", "OLE"),
    ],
)  # fmt: skip
def test_S41_pitfall_23_word_features_that_carry_more_than_text_are_refused(markup: str, said: str) -> None:
    assert said in refused(with_markup(markup))


def test_pitfall_23_a_mail_merge_is_refused_and_page_fields_pass() -> None:
    merge = changed(CODE, "<w:zoom", "<w:mailMerge/><w:zoom", "word/settings.xml")
    assert "Mail Merge" in refused(merge)
    check_template(CODE, with_markup('<w:p><w:fldSimple w:instr=" NUMPAGES \\* Arabic "/></w:p>'))
    check_template(CODE, with_markup('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>x</w:t></w:r></w:p>'))


def test_everything_unsafe_is_said_at_once() -> None:
    both = with_markup("<w:p><w:r><w:rPr><w:vanish/></w:rPr></w:r><w:r><w:object/></w:r></w:p>")
    sentence = refused(both)
    assert "teks tersembunyi" in sentence
    assert "OLE" in sentence


def archive(entries: list[tuple[str, bytes]]) -> bytes:
    """Pack entries as they are, even double ones."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, octets in entries:
            packed.writestr(zipfile.ZipInfo(name), octets, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def test_S42_pitfall_22_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "jauh lebih besar" in refused(with_part("word/media/nol.png", b"\0" * 40_000_000))


def test_S42_a_bomb_that_lies_about_its_size_is_refused() -> None:
    honest = bytearray(archive([("[Content_Types].xml", b"\0" * 30_000_000)]))
    central = honest.rindex(b"PK\x01\x02")
    honest[central + 24 : central + 28] = struct.pack("<I", 10)
    refused(bytes(honest))


@pytest.mark.parametrize("name", ["../keluar.xml", "/etc/passwd", "C:/x", "a\\b"])
def test_S42_names_that_point_outside_are_refused(name: str) -> None:
    entries = [*unpack(shipped_template(CODE)).items(), (name, b"x")]
    assert "tidak wajar" in refused(archive(entries))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_S42_two_parts_of_one_name_are_refused() -> None:
    entries = list(unpack(shipped_template(CODE)).items())
    assert "tidak wajar" in refused(archive([*entries, ("WORD/document.xml", b"<x/>")]))
    assert "tidak wajar" in refused(archive([*entries, ("word/document.xml", b"<x/>")]))


def test_too_many_parts_and_too_large_a_file_are_refused() -> None:
    parts = unpack(shipped_template(CODE))
    assert "tidak wajar" in refused(pack(parts | {f"word/media/{n}.png": b"x" for n in range(400)}))
    assert "lebih besar dari 5 MB" in refused(b"x" * 5_000_001)


@pytest.mark.parametrize(
    "octets",
    [b"", b"%PDF-1.7", b"PK\x03\x04 patah", shipped_template(CODE)[:-300], shipped_template(CODE)[:4000],
     archive([("a.txt", b"x")]), archive([("[Content_Types].xml", b"<x/>")])],
    ids=["empty", "pdf", "broken", "no end", "half", "another zip", "no document"],
)  # fmt: skip
def test_what_is_no_word_file_is_refused(octets: bytes) -> None:
    assert "Word" in refused(octets)


def test_broken_markup_is_refused_naming_the_part() -> None:
    assert "word/document.xml rusak" in refused(changed(CODE, "</w:body>", ""))


def test_a_template_that_fails_only_on_an_empty_list_is_found_before_it_is_used() -> None:
    cell = "".join(
        f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>" for tag in ("{%p for x in tembusan %}", "x", "{%p endfor %}")
    )
    template = with_markup(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>")
    assert fill(CODE, examples(CODE)[0], template)
    assert "sel tabel tanpa paragraf" in refused(template)


def test_an_unknown_field_is_named() -> None:
    said = refused(with_paragraph(CODE, "{{ nama_pelapor_asli }}"))
    assert "tidak dikenal: “nama_pelapor_asli” (di isi naskah, paling atas)" in said


def test_a_damaged_template_is_refused_or_still_fit_and_never_anything_else() -> None:
    chance = random.Random(2025)
    whole = unpack(shipped_template(CODE))
    outcomes = set()
    for _ in range(150):
        name = chance.choice(sorted(whole))
        octets = bytearray(whole[name])
        start = chance.randrange(len(octets))
        del octets[start : start + chance.randrange(1, 120)]
        try:
            check_template(CODE, pack(whole | {name: bytes(octets)}))
            outcomes.add("fit")
        except TemplateBroken:
            outcomes.add("refused")
    assert outcomes == {"fit", "refused"}


@pytest.mark.parametrize(
    ("part", "old", "new", "place"),
    [
        ("word/document.xml", "<w:body>", "<w:body><w:p><w:r><w:object/></w:r></w:p>", "(di isi naskah)"),
        ("word/header1.xml", "</w:hdr>", "<w:p><w:r><w:object/></w:r></w:p></w:hdr>", "(di kepala halaman)"),
        ("word/settings.xml", "<w:zoom", "<w:mailMerge/><w:zoom", "(di pengaturan dokumen)"),
        ("word/document.xml", "{{ hal }}", "{{ hal", "(di isi naskah, tabel ke-1 baris 3, setelah “"),
        ("word/header1.xml", "{{ keamanan.hitam }}", "{{ keamanan.hitam|upper }}",
         "(“{{ keamanan.hitam|upper }}”). "),
        ("word/header1.xml", "{{ keamanan.hitam }}", "{{ keamanan.hitam|upper }}",
         "Letaknya di kepala halaman, paling atas."),
        ("word/_rels/document.xml.rels", "</Relationships>", '<Relationship Id="rId9" Type="x/image" '
         'TargetMode="External" Target="https://contoh.invalid/a.png"/></Relationships>', "(di isi naskah)"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_place_in_the_words_of_word(part: str, old: str, new: str, place: str) -> None:
    assert place in refused(changed(CODE, old, new, part))
