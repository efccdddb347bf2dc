"""The template an own type starts with: passes the check of uploaded ones, and prints every answer in its place."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from lxml import etree

from docgen.checking import check_template
from docgen.documents.own_type import own_examples
from docgen.errors import TemplateBroken
from docgen.inspection import W
from docgen.package import pack, unpack
from docgen.starting.starting_template import starting_template
from docgen.word import fill
from models.rules.papers.own.own_type import ANSWERS, Form, Numbering, OwnType, Question, QuestionKind
from tests.docgen.schema_order import misplaced
from tests.own_types import INVITATION, ORDER, RECORD, THREE

SHAPES = [*product(Form, Numbering)]
HELD = f"{W}noBreakHyphen"
BODY = "word/document.xml"


def printed(content: bytes) -> str:
    """Return what a paper says, a paragraph a line; a hyphen that is held is a hyphen."""
    root = etree.fromstring(unpack(content)[BODY])
    return "\n".join(
        "".join("-" if part.tag == f"{W}noBreakHyphen" else part.text or "" for part in one.iter(f"{W}t", HELD))
        for one in root.iter(f"{W}p")
    )


def facts(own: OwnType, **changes: object) -> dict[str, Any]:
    return own_examples(own.declared())[0] | changes


@pytest.mark.parametrize(("form", "numbering"), SHAPES, ids=[f"{form}-{number}" for form, number in SHAPES])
def test_every_shape_of_a_type_passes_the_check_of_templates(form: Form, numbering: Numbering) -> None:
    for own in THREE:
        declared = replace(own, form=form, numbering=numbering, to_reporter=False).declared()
        content = starting_template(declared)
        check_template(own.code, content, declared)
        assert starting_template(declared) == content
        assert not misplaced(etree.fromstring(unpack(content)[BODY]))


@pytest.mark.parametrize("own", THREE, ids=[own.code for own in THREE])
def test_a_paper_prints_each_question_and_its_answer(own: OwnType) -> None:
    declared = own.declared()
    for example in own_examples(declared):
        said = printed(fill(own.code, example, starting_template(declared)))
        for one in own.questions:
            assert one.label in said
            kept = example[ANSWERS].get(one.tag)  # type: ignore[attr-defined]
            for row in kept if isinstance(kept, list) else []:
                assert all(cell in said for cell in row)
            if one.kind is QuestionKind.TANGGAL:
                assert "24 November 2026" in said
            elif isinstance(kept, str):
                assert all(line in said for line in kept.split("\n"))


def test_brackets_are_filled_in_once_and_a_citizens_brackets_stay() -> None:
    subject = "Antre [nomor] {{ ttd }} [hari ini]"
    registration = facts(INVITATION)["registration"] | {"subject": subject}
    said = printed(fill("X", facts(INVITATION, registration=registration), starting_template(INVITATION.declared())))
    assert "pengaduan nomor ADU-2025-000123 tanggal 24 Maret 2025 mengenai “" + subject + "”" in said
    dated = printed(fill("X", facts(RECORD, date="2026-12-01"), starting_template(RECORD.declared())))
    assert "Pada hari ini, Selasa tanggal satu bulan Desember tahun dua ribu dua puluh enam, telah" in dated


def test_a_draft_says_by_dots_what_is_not_answered_and_a_dash_what_need_not_be() -> None:
    declared = INVITATION.declared()
    said = printed(fill("X", facts(INVITATION, **{ANSWERS: {}}), starting_template(declared)))
    assert said.count("……") >= 3
    assert "–" in said
    assert "NIHIL" in printed(fill("X", facts(RECORD, **{ANSWERS: {}}), starting_template(RECORD.declared())))


@pytest.mark.parametrize(
    "pasted",
    ["呉先生 كتب", "</w:t><w:p>", "{{ 7*7 }} {% for x in y %}", "a\n\tb\x0b\x00c", "x" * 10_000, "${ttd_pengirim}"],
    ids=["scripts", "markup", "tags", "controls", "long", "anchor"],
)
def test_pasted_words_stand_in_a_cell_as_they_are(pasted: str) -> None:
    answers = facts(RECORD)[ANSWERS] | {"isian_tanya_jawab": [[pasted, "jawab"]], "isian_simpulan": pasted}
    content = fill("X", facts(RECORD, **{ANSWERS: answers}), starting_template(RECORD.declared()))
    said = printed(content)
    for word in pasted.replace("\x0b", "").replace("\x00", "").split():
        assert word in said
    assert "Demikian berita acara ini dibuat dengan sebenarnya." in said


def test_srikandis_anchors_and_the_boxes_for_initials_are_in_their_place() -> None:
    order = starting_template(ORDER.declared())
    by_pen = printed(fill("X", facts(ORDER, mode="basah"), order))
    there = printed(fill("X", facts(ORDER, mode="srikandi", number=None, date=None), order))
    assert "Paraf Pengelola Pengaduan" in by_pen and "${" not in by_pen
    assert "Paraf" not in there
    for anchor in ("${nomor_naskah}", "${tanggal_naskah}", "${ttd_pengirim}"):
        assert anchor in there


def test_labels_with_braces_are_no_tags() -> None:
    own = replace(RECORD, questions=(Question("a", "{{ ttd }} {% if %}"), Question("b", "{x}", QuestionKind.URAIAN)))
    check_template("X", starting_template(own.declared()), own.declared())


def changed(own: OwnType, before: str, after: str) -> bytes:
    parts = unpack(starting_template(own.declared()))
    assert before in parts[BODY].decode("utf-8")
    return pack(parts | {BODY: parts[BODY].decode("utf-8").replace(before, after).encode("utf-8")})


def test_an_edited_template_names_unknown_and_missing_fields_of_the_type() -> None:
    with pytest.raises(TemplateBroken, match="isian_tempt") as refused:
        check_template("X", changed(INVITATION, "isian_tempat", "isian_tempt"), INVITATION.declared())
    assert "mungkin “isian_tempat”" in refused.value.sentence
    with pytest.raises(TemplateBroken, match="isian wajib: isian_nama"):
        check_template("X", changed(RECORD, "{{ isian_nama }}", "–"), RECORD.declared())
    with pytest.raises(TemplateBroken, match="kolom9"):
        check_template("X", changed(RECORD, "baris.kolom2", "baris.kolom9"), RECORD.declared())
    check_template("X", changed(RECORD, "Tanya jawab", "Hasil tanya jawab"), RECORD.declared())


def test_a_type_without_number_or_questions_prints_neither() -> None:
    own = replace(RECORD, numbering=Numbering.TANPA, questions=(), opening="Satu.\nDua.")
    said = printed(fill("X", facts(own), starting_template(own.declared())))
    assert "NOMOR" not in said
    assert "Satu.\nDua." in said
