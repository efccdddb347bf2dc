"""The filling of templates, pitfall by pitfall of those that were found with docxtpl and python-docx."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from jinja2.exceptions import SecurityError

from docgen.documents import content_of
from docgen.documents.examples import examples
from docgen.errors import DocumentError, TemplateBroken
from docgen.inspection import W
from docgen.package import pack, unpack
from docgen.render import shipped_template
from docgen.tags import sandbox
from docgen.word import END_MARK, FILLED_MARK, fill, fill_content, ready
from tests.docgen.papers import changed, opened, paragraphs, part, with_paragraph

FACTS = examples("ND-TERUS")[0]
MARK = f'<w:bookmarkStart w:id="9000" w:name="{END_MARK}"/><w:bookmarkEnd w:id="9000"/>'
SSTI = "cycler.__init__.__globals__.os.popen('id').read()"


def terus(**change: object) -> bytes:
    """Fill the shipped ND-TERUS with changed facts."""
    return fill("ND-TERUS", FACTS | change, shipped_template("ND-TERUS"))


@pytest.mark.parametrize(
    "inside", [SSTI, "''.__class__.__mro__", "yth.upper()", "hal|upper", "hal[0]", "7*7", "lipsum"]
)
def test_S36_pitfall_1_and_2_a_template_that_calls_or_computes_is_refused(inside: str) -> None:
    for template in (
        with_paragraph("ND-TERUS", f"{{{{ {inside} }}}}"),
        changed("ND-TERUS", "{{ keamanan.hitam }}", f"{{{{ {inside} }}}}", "word/header1.xml"),
        with_paragraph("ND-TERUS", f"{{% if {inside} %}}x{{% endif %}}"),
    ):
        with pytest.raises(TemplateBroken):
            fill("ND-TERUS", FACTS, template)


def test_S36_pitfall_1_the_sandbox_holds_by_itself_too() -> None:
    with pytest.raises(SecurityError):
        sandbox().from_string("{{ ''.__class__ }}").render()
    with pytest.raises(SecurityError):
        sandbox().from_string("{{ a.append(1) }}").render(a=[])
    assert not sandbox().globals


@pytest.mark.parametrize("name", ["aduan.__class__", "kop._kantor", "__loader__"])
def test_S36_a_name_with_an_underscore_in_front_is_refused_before_anything_runs(name: str) -> None:
    with pytest.raises(TemplateBroken, match="yang tidak diizinkan"):
        ready(with_paragraph("ND-TERUS", f"{{{{ {name} }}}}"))


def test_pitfall_1_a_tag_in_the_title_property_is_never_run() -> None:
    template = opened(shipped_template("ND-TERUS"))
    template.core_properties.title = template.core_properties.keywords = "{{ 7*7 }}"
    template.core_properties.author = "Pembuat Templat"
    saved = io.BytesIO()
    template.save(saved)
    made = fill("ND-TERUS", FACTS, saved.getvalue())
    properties = opened(made).core_properties
    assert (properties.title, properties.keywords) == (f"Nota Dinas – {FACTS['hal']}", "")
    assert b"Pembuat Templat" not in b"".join(unpack(made).values())


def test_pitfall_3_a_filled_paper_is_never_a_template() -> None:
    made = terus(complaint_text="{{ hal }}")
    with pytest.raises(TemplateBroken, match="naskah yang sudah terisi"):
        fill("ND-TERUS", FACTS, made)


@pytest.mark.parametrize(
    "text",
    ["{{ 7*7 }}", "{% for x in y %}", "{{7*7}} {%p if 1 %} {# komentar #}", "{_{ 7*7 }_}", "{{p aduan }}", "${nama}"],
)
def test_S35_pitfall_3_and_8_a_tag_in_a_citizens_text_is_printed_as_it_is(text: str) -> None:
    made = terus(complaint_text=text, request=text)
    assert paragraphs(made, "KutipanAduan") == [text]
    assert text in paragraphs(made, "IsiNaskah")


@pytest.mark.parametrize(
    "text", ["<b>A & B</b>", "</w:t></w:r></w:p><w:p><w:r><w:t>x", "]]>", "&amp; &#0; \"'", "<!--"]
)
def test_S37_pitfall_4_markup_in_a_text_stays_text_and_nothing_after_it_is_lost(text: str) -> None:
    made = terus(complaint_text=text, hal=text)
    assert paragraphs(made, "KutipanAduan") == [text]
    assert opened(made).tables[0].cell(2, 2).text == text
    assert "Tembusan:" in paragraphs(made)
    assert part(made)[0][-1].tag == qn("w:sectPr")


def test_S38_pitfall_5_a_lone_surrogate_and_a_huge_text_cut_nothing_off() -> None:
    made = terus(complaint_text="awal \ud83d akhir")
    assert paragraphs(made, "KutipanAduan") == ["awal \ufffd akhir"]
    made = terus(complaint_text="x" * 3_000_000)
    assert paragraphs(made, "KutipanAduan")[0].endswith("isi lengkap ada di dalam sistem]")
    assert "Tembusan:" in paragraphs(made)


def test_pitfall_5_a_result_that_lost_its_end_is_refused() -> None:
    whole = ready(shipped_template("ND-TERUS"))
    cut = sandbox().from_string(f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p/></w:body></w:document>')
    with pytest.raises(TemplateBroken, match="Bagian akhir templat hilang"):
        fill_content(replace(whole, to_fill=whole.to_fill | {whole.body: cut}), content_of("ND-TERUS", FACTS))


def test_pitfall_5_tags_that_open_in_one_paragraph_and_close_in_another_give_no_broken_paper() -> None:
    start, end = (f"<w:p><w:r><w:t>{{% {tag} %}}</w:t></w:r></w:p>" for tag in ("if not hal", "endif"))
    crossing = f"{start}<w:tbl><w:tr><w:tc>{end}</w:tc></w:tr></w:tbl>"
    with pytest.raises(TemplateBroken, match="bukan dokumen Word yang sah"):
        fill("ND-TERUS", FACTS, changed("ND-TERUS", "<w:body>", f"<w:body>{crossing}"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (MARK, ""),
        ("<w:body>", f'<w:body><w:bookmarkStart w:id="1" w:name="{END_MARK}"/>'),
        (MARK, f'<w:p><w:bookmarkStart w:id="1" w:name="{END_MARK}"/><w:bookmarkStart w:id="2" w:name="{END_MARK}"/>'
         '<w:bookmarkEnd w:id="2"/></w:p>'),
    ],
    ids=["taken out", "doubled", "moved as LibreOffice does"],
)  # fmt: skip
def test_the_end_mark_is_put_at_the_end_whatever_editing_made_of_it(old: str, new: str) -> None:
    made = fill("ND-TERUS", FACTS, changed("ND-TERUS", old, new))
    assert [mark.get(qn("w:name")) for mark in part(made).iter(qn("w:bookmarkStart"))] == [FILLED_MARK]
    assert part(made)[0][-2].tag == qn("w:bookmarkEnd")


def test_pitfall_7_lines_become_paragraphs_and_a_tab_a_tab() -> None:
    made = terus(complaint_text="satu\r\ndua\ttiga\n\nempat \x07\x0c lima")
    assert paragraphs(made, "KutipanAduan") == ["satu", "dua\ttiga", "", "empat  lima"]
    assert len(list(part(made).iter(qn("w:tab")))) == 1
    assert not list(part(made).iter(qn("w:br")))


def test_S39_pitfall_9_a_field_the_paper_does_not_have_is_named() -> None:
    with pytest.raises(TemplateBroken, match="tidak dikenal: “nomer”, mungkin “nomor”"):
        fill("ND-TERUS", FACTS, changed("ND-TERUS", "{{ nomor }}", "{{ nomer }}"))
    with pytest.raises(TemplateBroken, match=r"“….nipp” .di isi naskah"):
        fill("ND-TERUS", FACTS, changed("ND-TERUS", "{{ ttd.nip }}", "{{ ttd.nipp }}"))


def test_pitfall_10_a_tag_split_over_runs_is_filled() -> None:
    split = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>".join(["NOMOR {", "{ no", "mor", " }", "}"])
    made = fill("ND-TERUS", FACTS, changed("ND-TERUS", "NOMOR {{ nomor }}", split))
    assert paragraphs(made, "NomorNaskah") == [f"NOMOR {FACTS['number']}"]


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{% tr for x in aduan %}", "Tag “{% tr for x in aduan %}” tidak dikenal"),
        ("{% include 'x' %}", "Tag “{% include 'x' %}” tidak dikenal"),
        ("{% set x = 1 %}", "tidak dikenal"),
        ("{% for x in aduan %}", "tidak lengkap atau salah tulis di dekat “{% for x in aduan %}”"),
        ("{% if hal %}a{% endfor %}", "di dekat “{% endfor %}”"),
        ("{% else %}", "di dekat “{% else %}”"),
        ("{{ hal", "tidak lengkap atau salah tulis di dekat “{{ hal"),
        ("{{ hal }", "tidak lengkap atau salah tulis di dekat “{{ hal }"),
        ("{% endfor %}", "tidak lengkap atau salah tulis di dekat “{% endfor %}”"),
        ("{{ hal nomor }}", "di dekat “{{ hal nomor }}”"),
        ("{% if hal = nomor %}a{% endif %}", "di dekat “{% if hal = nomor %}”"),
        ("{% for a in aduan %}{% for b in aduan %}{% for c in aduan %}{% for d in aduan %}"
         "{% endfor %}{% endfor %}{% endfor %}{% endfor %}", "bersarang lebih dari 3 tingkat"),
    ],
)  # fmt: skip
def test_pitfall_11_a_wrong_tag_is_named_in_indonesian(tag: str, said: str) -> None:
    with pytest.raises(TemplateBroken) as error:
        fill("ND-TERUS", FACTS, with_paragraph("ND-TERUS", tag))
    assert said in error.value.sentence


def test_pitfall_12_a_cell_left_without_a_paragraph_is_refused() -> None:
    cell = "".join(
        f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>" for tag in ("{%p for x in berkas %}", "x", "{%p endfor %}")
    )
    template = changed("ND-TERUS", "<w:body>", f"<w:body><w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>")
    assert fill("ND-TERUS", FACTS, template)
    with pytest.raises(TemplateBroken, match="sel tabel tanpa paragraf"):
        fill("ND-TERUS", FACTS | {"attachments": []}, template)


def test_pitfall_14_a_tag_inside_a_content_control_is_filled() -> None:
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>{{ hal }}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    made = fill("ND-TERUS", FACTS, changed("ND-TERUS", "<w:body>", f"<w:body>{control}"))
    assert paragraphs(made)[0] == FACTS["hal"]


def test_pitfall_15_and_19_the_same_template_gives_the_same_bytes_and_other_facts_other_ones() -> None:
    first, other, again = terus(), terus(hal="Lain"), terus()
    assert first == again
    assert first != other
    assert paragraphs(other)[:1] == ["NOTA DINAS"]
    assert opened(other).tables[0].cell(2, 2).text == "Lain"


def test_S43_the_file_says_what_and_whose_it_is_and_nothing_of_who_made_the_template() -> None:
    made = terus(office="Kantor <Imigrasi> & Co")
    properties = opened(made).core_properties
    assert (properties.title, properties.author) == (f"Nota Dinas – {FACTS['hal']}", "Kantor <Imigrasi> & Co")
    assert (properties.created.isoformat()[:10], properties.last_modified_by) == ("2025-03-24", properties.author)
    assert sorted(name for name in unpack(made) if name.startswith("docProps")) == ["docProps/core.xml"]
    assert b"python-docx" not in b"".join(unpack(made).values())


def test_S43_what_word_writes_of_who_made_a_template_is_not_in_the_paper() -> None:
    parts = unpack(shipped_template("ND-TERUS"))
    text = {name: octets.decode("utf-8") for name, octets in parts.items() if name.endswith((".xml", ".rels"))}
    for name in ("word/document.xml", "word/header1.xml"):
        text[name] = text[name].replace("<w:p>", '<w:p w:rsidR="00AB12CD" w:rsidRDefault="00EF34AB">')
    sittings = '<w:rsids><w:rsidRoot w:val="00AB12CD"/><w:rsid w:val="00EF34AB"/></w:rsids>'
    text["word/settings.xml"] = text["word/settings.xml"].replace("</w:settings>", f"{sittings}</w:settings>")
    text["docProps/app.xml"] = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Company>PT Pembuat Templat</Company><Manager>Budi Pembuat</Manager></Properties>"
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
    text["_rels/.rels"] = text["_rels/.rels"].replace(
        "</Relationships>", f'<Relationship Id="rId90" Type="{office}" Target="docProps/app.xml"/></Relationships>'
    )
    text["[Content_Types].xml"] = text["[Content_Types].xml"].replace(
        "</Types>",
        '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.extended-properties+xml"/></Types>',
    )
    made = fill("ND-TERUS", FACTS, pack(parts | {name: words.encode("utf-8") for name, words in text.items()}))
    whole = b"".join(unpack(made).values())
    assert [mark for mark in (b"rsid", b"Pembuat", b"extended-properties") if mark in whole] == []
    assert paragraphs(made) == paragraphs(terus())


def test_anything_but_plain_values_is_refused() -> None:
    content = content_of("ND-TERUS", FACTS)
    content.words["hal"] = object()
    with pytest.raises(DocumentError, match="bukan teks"):
        fill_content(ready(shipped_template("ND-TERUS")), content)


@pytest.mark.parametrize("code", ["ND-TERUS", "LAPORAN", "REKAP"])
def test_a_paper_is_a_whole_file_of_the_same_bytes_whatever_is_remembered_of_its_template(code: str) -> None:
    made = [fill(code, facts, shipped_template(code)) for facts in examples(code) * 2]
    assert made[: len(made) // 2] == made[len(made) // 2 :]
    for paper in made:
        with zipfile.ZipFile(io.BytesIO(paper)) as archive:
            assert (archive.testzip(), archive.namelist()[0]) == (None, "[Content_Types].xml")
            assert len(archive.namelist()) == len(set(archive.namelist()))


@pytest.mark.parametrize("lasting", [(), ("[Content_Types].xml",), ("[Content_Types].xml", "a", "B"), ("a",)])
def test_odd_parts_are_packed_once_each_and_a_paper_begins_with_what_tells_its_kind(lasting: tuple[str, ...]) -> None:
    parts = {"B": b"", "word/gambar é 图.png": bytes(range(256)) * 999, "a": b"x", "[Content_Types].xml": b""}
    made = pack(parts, lasting)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {name: archive.read(name) for name in archive.namelist()} == parts
        assert len(archive.namelist()) == len(parts)
    assert pack(dict(reversed(parts.items())), lasting) == made


def test_a_part_that_changed_in_a_template_is_seen_in_the_next_paper() -> None:
    template = shipped_template("ND-TERUS")
    parts = unpack(template)
    other = pack(parts | {"word/styles.xml": parts["word/styles.xml"].replace(b"Arial", b"Calibri")})
    before, changed_one, again = (unpack(fill("ND-TERUS", FACTS, each)) for each in (template, other, template))
    assert b"Calibri" in changed_one["word/styles.xml"]
    assert before == again
    assert b"Calibri" not in again["word/styles.xml"]
