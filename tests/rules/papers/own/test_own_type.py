"""An own type is a row like the built-in ones, and its questions come back from storage as they went in."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.cases.sop import STAGES, Stage
from models.rules.papers.documents import may_draft, may_sign
from models.rules.papers.own.own_type import (
    ANSWERS,
    OFFERED_AT,
    OWN,
    Numbering,
    Question,
    QuestionKind,
    asked_in,
    declared_in,
    questions_of,
    stored_questions,
)
from models.rules.papers.signing_ways import way_for
from models.rules.staff.roles import Role
from models.tables import Document
from models.tables.core.declaring import held_by
from tests.own_types import INVITATION, ORDER, RECORD, THREE

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
QUESTIONS = st.builds(
    Question,
    key=st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True),
    label=TEXTS,
    kind=st.sampled_from(QuestionKind),
    required=st.booleans(),
    hint=TEXTS,
    options=st.lists(TEXTS, max_size=4).map(tuple),
)


@given(st.lists(QUESTIONS, max_size=6).map(tuple))
def test_questions_come_back_from_storage_as_they_went_in(questions: tuple[Question, ...]) -> None:
    assert questions_of(json.loads(stored_questions(questions))) == questions


def test_a_paper_keeps_of_its_type_what_it_is_printed_with() -> None:
    facts = json.loads(json.dumps({OWN: RECORD.declared(), ANSWERS: {}}))
    assert asked_in(facts) == RECORD.questions
    assert declared_in(facts) == RECORD.declared()
    assert (declared_in({"hal": "x"}), asked_in({"hal": "x"})) == (None, ())


@pytest.mark.parametrize(
    ("numbering", "numbered", "agenda"),
    [(Numbering.SURAT, True, ""), (Numbering.SERI, False, "naskah BAP"), (Numbering.TANPA, False, "")],
)
def test_a_row_says_from_which_series_the_number_comes(numbering: Numbering, numbered: bool, agenda: str) -> None:
    row = replace(RECORD, numbering=numbering).row(7)
    assert (row.numbered, row.agenda, row.own, row.own_version, row.of_case) == (numbered, agenda, True, 7, True)
    assert way_for({"mode_ttd": "srikandi"}, row) == ("srikandi" if numbered else "basah")


def test_the_row_of_an_own_type_is_offered_as_the_type_says() -> None:
    row = ORDER.row(1)
    assert may_draft(row, Role.PETUGAS_SEKSI, Stage.PENELITIAN, Role.KEPALA_KANTOR)
    assert not may_draft(row, Role.PETUGAS_SEKSI, Stage.PENYAMPAIAN, Role.KEPALA_KANTOR)
    assert not may_draft(row, Role.PENGELOLA, Stage.PENELITIAN, Role.KEPALA_KANTOR)
    assert may_sign(row, Role.KEPALA_KANTOR, Stage.PENELITIAN, Role.KEPALA_KANTOR)
    assert not may_sign(row, Role.KASI_LALINTALKIM, Stage.PENELITIAN, Role.KEPALA_KANTOR)


def test_own_papers_are_offered_wherever_a_case_is_worked_on() -> None:
    assert {STAGES[stage].open for stage in OFFERED_AT} == {True}
    assert Stage.SELESAI not in OFFERED_AT


def test_no_answer_is_kept_under_a_name_that_a_mask_leaves_alone() -> None:
    """The office's own words stand under names of their own at any depth: an answer under one would not be masked."""
    harmless = held_by(Document.facts).harmless or frozenset()
    assert OWN in harmless and ANSWERS not in harmless
    assert not [name for name in harmless if name.startswith("isian_")]
    assert all(one.tag.startswith("isian_") for own in THREE for one in own.questions)


def test_a_table_names_its_columns_by_their_place() -> None:
    table = RECORD.questions[2]
    assert table.columns == (("kolom1", "Pertanyaan"), ("kolom2", "Jawaban"))
    assert INVITATION.questions[0].columns == ()
