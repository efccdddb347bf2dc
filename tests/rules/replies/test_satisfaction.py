"""A bare answer is read, anything more is left to an officer; the office's choice is read with its limits."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.replies.satisfaction import (
    LONGEST_VALID,
    WORDS,
    answer_label,
    choices_text,
    is_courtesy,
    read_answer,
    survey_choice,
)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("4", 4),
        (" 3. ", 3),
        ("4️⃣", 4),
        ("４", 4),
        ("Empat", 4),
        ("four", 4),
        ("PUAS", 3),
        ("Sangat puas!!! 🙏", 4),
        ("tidak puas", 1),
        ("kurang puas pak", 2),
        ("nilai 2", 2),
        ("2, terima kasih", 2),
        ("Terima kasih banyak min, 4", 4),
        ("very satisfied, thank you", 4),
    ],
)
def test_a_bare_answer_is_read(text: str, point: int) -> None:
    assert read_answer(text, 4) == point


@pytest.mark.parametrize(
    "text",
    (
        *("", "🙏", "5", "0", "-", "44", "4 3", "3 atau 4", "1 paspor belum jadi", "2, petugasnya lambat", "3 4"),
        *("puas sekali kecewa", "belum puas", "tidak", "paspor saya 4 minggu belum jadi", "1.000.000"),
        "tidak puas puas",
    ),
)
def test_anything_more_is_no_answer(text: str) -> None:
    assert read_answer(text, 4) is None


def test_another_scale_has_its_own_words() -> None:
    assert (read_answer("tidak puas", 5), read_answer("sangat tidak puas", 5), read_answer("puas", 5)) == (2, 1, 4)
    assert (read_answer("10", 10), read_answer("sepuluh", 10), read_answer("puas", 10)) == (10, 10, None)
    assert choices_text(4).splitlines() == ["1 = tidak puas", "2 = kurang puas", "3 = puas", "4 = sangat puas"]
    assert choices_text(10) == "1 (paling tidak puas) sampai 10 (paling puas)"
    assert (answer_label(4, 4), answer_label(7, 10)) == ("4 dari 4 (sangat puas)", "7 dari 10")


@given(st.sampled_from(sorted(WORDS)), st.data())
def test_every_word_and_number_of_a_scale_reads_as_its_point(scale: int, data: st.DataObject) -> None:
    point = data.draw(st.integers(1, scale))
    word = data.draw(st.sampled_from([str(point), *WORDS[scale][point - 1]]))
    assert read_answer(f"{word} {data.draw(st.sampled_from(['', 'terima kasih', '🙏', 'pak']))}", scale) == point


@given(st.text(max_size=40), st.integers(2, 10))
def test_no_text_breaks_it_and_every_answer_is_of_the_scale(text: str, scale: int) -> None:
    found = read_answer(text, scale)
    assert found is None or 1 <= found <= scale
    assert not (is_courtesy(text) and found is not None)


def test_a_thank_you_is_told_from_a_matter() -> None:
    assert is_courtesy("Terima kasih banyak, Pak 🙏")
    assert not is_courtesy("Terima kasih, tapi paspor saya?")
    assert not is_courtesy("👍")


def test_the_offices_choice_is_read_within_limits() -> None:
    usual = survey_choice({})
    assert (usual.on, usual.scale, usual.delay, usual.valid) == (False, 4, timedelta(minutes=30), timedelta(days=7))
    own = {"survei": "Ya", "survei_skala": "5", "survei_jeda_menit": "0", "survei_berlaku_hari": "30"}
    chosen = survey_choice(own)
    assert (chosen.on, chosen.scale, chosen.delay, chosen.valid) == (True, 5, timedelta(0), LONGEST_VALID)
    strange = {"survei": "mungkin", "survei_skala": "1", "survei_jeda_menit": "-3", "survei_berlaku_hari": "x"}
    assert survey_choice(strange) == usual
