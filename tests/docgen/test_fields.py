"""The list of fields an office may use in its templates: complete, with examples, and every tag of it is allowed."""

import pytest

from docgen.checking import check_template
from docgen.documents import content_of, kind_of
from docgen.documents.examples import examples
from docgen.errors import UnknownDocument
from docgen.fields import catalogue, fields_of
from tests.docgen.papers import CODES, with_paragraph


@pytest.mark.parametrize("code", CODES)
def test_every_field_of_a_type_is_listed_and_the_required_ones_are_marked(code: str) -> None:
    fields = fields_of(code)
    listed = " ".join(field.tag for field in fields)
    assert [name for name in content_of(code, examples(code)[0]).words if name not in listed] == []
    assert sum(field.required for field in fields) == len(kind_of(code).required)


@pytest.mark.parametrize("code", CODES)
def test_what_the_list_says_to_write_passes_the_check_of_an_upload(code: str) -> None:
    plain = [field.tag for field in fields_of(code) if field.tag.startswith("{{ ") and "baris" not in field.tag]
    kept = [tag for tag in plain if tag != "{{ isi }}"]
    # A block of the paper that may be missing is asked for only where it is there.
    asked = " ".join(f"{{% if {tag[3:-3].split('.')[0]} %}}{tag}{{% endif %}}" for tag in kept)
    check_template(code, with_paragraph(code, asked))


def test_an_example_is_short_and_a_loop_says_so() -> None:
    fields = {field.tag: field.sample for field in fields_of("ND-TERUS")}
    assert fields["{{ nomor }}"] == "WIM.32.IMI.5-UM.01.01-601"
    assert fields["{%p for isi in aduan %} … {%p endfor %}"] == "diulang, satu kali untuk setiap isinya"
    assert max(map(len, fields.values())) <= 80


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(UnknownDocument):
        fields_of("X")


def test_the_catalogue_has_every_field_of_every_type_once_with_an_example() -> None:
    rows = catalogue()
    assert len({(row.tag.tag, row.tag.within) for row in rows}) == len(rows)
    listed = {(code, row.tag.tag, row.tag.within) for row in rows for code in row.codes}
    assert listed == {(code, field.tag, field.within) for code in CODES for field in fields_of(code)}
    must = {(code, row.tag.tag) for row in rows for code in row.must}
    assert must == {(code, field.tag) for code in CODES for field in fields_of(code) if field.required}


def test_a_list_and_what_stands_in_it_are_listed_together_by_name() -> None:
    tags = [(row.tag.tag, row.tag.within) for row in catalogue()]
    loop = tags.index(("{%tr for baris in paraf %} … {%tr endfor %}", ""))
    assert tags[loop + 1] == ("{{ baris.siapa }}", "paraf")
    names = [tag for tag, _ in tags]
    assert names.index("{{ nomor }}") < names.index("{{ pelapor }}") < names.index("{{ tanggal }}")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("paraf", "{{ baris.siapa }}"),
        ("PARAF siapa", "{{ baris.siapa }}"),
        ("kategori lembar", "{{ identifikasi.kategori }}"),
        ("24 Maret 2025", "{{ tanggal }}"),  # by its example
        ("rekap-samar masa", "{{ masa }}"),
    ],
)
def test_it_is_searched_by_name_example_list_and_type(words: str, found: str) -> None:
    assert found in [row.tag.tag for row in catalogue() if row.tells(words)]
    assert [row.tag.tag for row in catalogue() if row.tells(words + " tidakada")] == []
