"""Answers are kept as they were typed, whatever was typed; what cannot be an answer is refused in a sentence."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.own.answers import (
    LONGEST_CELL,
    LONGEST_TEXT,
    MOST_ROWS,
    in_words,
    read_answers,
    table_of,
    unanswered,
)
from models.rules.papers.own.own_type import Question, QuestionKind
from tests.own_types import RECORD

K = QuestionKind
LINE, TEXT = Question("a", "Baris"), Question("b", "Uraian", K.URAIAN)
DAY, CHOICE = Question("c", "Hari", K.TANGGAL), Question("d", "Pilih", K.PILIHAN, options=("Ya", "Tidak"))
TABLE = Question("e", "Tabel", K.TABEL, options=("Satu", "Dua"))
ALL = (LINE, TEXT, DAY, CHOICE, TABLE)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(str.strip)


def typed_table(rows: list[list[str]]) -> dict[str, str]:
    return {f"isian_e.{r}.{c}": text for r, row in enumerate(rows) for c, text in enumerate(row)}


@given(WORDS, st.text(max_size=200), st.dates(), st.sampled_from(["Ya", "Tidak"]), st.lists(st.tuples(WORDS, WORDS)))
def test_what_is_typed_is_kept_and_typed_again_the_same(
    line: str, text: str, day: Any, choice: str, rows: list[tuple[str, str]]
) -> None:
    table = [list(row) for row in rows[:MOST_ROWS]]
    typed = {"isian_a": line, "isian_b": text, "isian_c": day.isoformat(), "isian_d": choice, **typed_table(table)}
    kept = read_answers(ALL, typed, {})
    assert kept["isian_b"] == text.strip()
    assert kept["isian_a"] == " ".join(line.split())
    assert kept["isian_e"] == [[cell.strip() for cell in row] for row in table]
    again = json.loads(json.dumps(kept))
    words = {name: value for name, value in again.items() if isinstance(value, str)}
    assert read_answers(ALL, words | typed_table(again["isian_e"]), {}) == kept
    assert read_answers(ALL, {}, again) == kept  # a form that did not ask changes nothing


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"isian_a": "x" * 501}, "“Baris” paling panjang 500 huruf; sekarang 501."),
        ({"isian_b": "x" * (LONGEST_TEXT + 1)}, "“Uraian” paling panjang 20000 huruf"),
        ({"isian_c": "kemarin"}, "“Hari” harus berupa tanggal"),
        ({"isian_c": "2026-02-30"}, "“Hari” harus berupa tanggal"),
        ({"isian_d": "Mungkin"}, "“Pilih”: pilih salah satu yang tersedia."),
        ({"isian_e.0.0": "x" * (LONGEST_CELL + 1)}, "“Tabel”: satu kotak paling panjang 1000 huruf"),
        (typed_table([["x", ""]] * (MOST_ROWS + 1)), "“Tabel” paling banyak 60 baris; sekarang 61."),
    ],
)
def test_what_cannot_be_an_answer_is_refused(typed: dict[str, str], sentence: str) -> None:
    with pytest.raises(DocumentNotAllowed) as refused:
        read_answers(ALL, typed, {})
    assert sentence in refused.value.sentence


def test_ten_thousand_characters_and_a_citizens_pasted_words_are_kept_whole() -> None:
    pasted = "呉先生\t+62 811-0000\n{{ ttd }} <w:p> %} ${nomor_naskah}"
    kept = read_answers(ALL, {"isian_b": "x" * 10_000, "isian_e.0.1": pasted}, {})
    assert (len(kept["isian_b"]), kept["isian_e"]) == (10_000, [["", pasted]])


def test_cells_beyond_the_table_and_empty_rows_are_left_out() -> None:
    typed = {"isian_e.0.0": "", "isian_e.1.5": "x", "isian_e.2.1": "dua", "isian_e.x.0": "y", "isian_e.7": "z"}
    assert read_answers((TABLE,), typed, {}) == {"isian_e": [["", "dua"]]}
    assert read_answers((TABLE,), {"isian_e.0.0": " "}, {"isian_e": [["a", "b"]]}) == {"isian_e": []}


def test_what_is_kept_of_another_shape_reads_as_nothing() -> None:
    assert read_answers((LINE, TABLE), {}, {"isian_a": [["x"]], "isian_e": "x"}) == {"isian_a": "", "isian_e": []}
    assert table_of([["a", 1], "b", None]) == [["a", "1"]]


def test_the_required_questions_without_an_answer_are_named() -> None:
    assert unanswered(RECORD.questions, {}) == [one.label for one in RECORD.questions]
    kept = {"isian_nama": "A", "isian_kewarganegaraan": "WNI", "isian_tanya_jawab": [], "isian_simpulan": "x"}
    assert unanswered(RECORD.questions, kept) == ["Tanya jawab"]


def test_answers_in_words_for_the_dossier() -> None:
    kept = {"isian_a": "satu", "isian_b": "", "isian_e": [["x", ""], ["y", "z"]]}
    assert list(in_words(ALL, kept)) == [("Baris", "satu"), ("Tabel", "x\ny; z")]
    assert list(in_words(ALL, None)) == []
