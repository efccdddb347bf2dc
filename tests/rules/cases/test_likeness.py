"""How alike two texts are: by shared pieces, whatever the case and punctuation; short texts never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.cases.likeness import ALIKE, FEWEST, likeness, pieces

LONG = "Paspor saya belum jadi padahal sudah dua bulan sejak wawancara di kantor imigrasi"


def test_the_same_words_are_alike_whatever_their_case_and_punctuation() -> None:
    assert likeness(pieces(LONG), pieces(LONG.upper().replace(" ", " ... "))) == 1.0


def test_a_text_told_in_nearly_the_same_words_is_alike_and_another_matter_is_not() -> None:
    again = "Paspor saya belum jadi pak, padahal sudah dua bulan sejak wawancara di imigrasi"
    other = "Petugas loket meminta uang tambahan supaya berkas izin tinggal suami saya cepat selesai"
    assert likeness(pieces(LONG), pieces(again)) >= ALIKE
    assert likeness(pieces(LONG), pieces(other)) < ALIKE / 2


def test_a_complaint_is_recognized_by_its_beginning_however_long_the_talk_after_it() -> None:
    told = f"{LONG}. " * 13
    talk = " ".join(f"Kapan selesai, hari ke-{day} saya bertanya lagi lewat loket {day % 7}?" for day in range(90))
    assert likeness(pieces(told), pieces(f"{told} {talk}")) >= 0.95
    assert likeness(pieces(LONG), pieces(f"{talk} {LONG}")) < ALIKE


@pytest.mark.parametrize("text", ["", "p", "error terus", "👍👍👍", "!!! ??? ..."])
def test_texts_too_short_to_tell_are_not_alike_not_even_to_themselves(text: str) -> None:
    assert len(pieces(text)) < FEWEST
    assert likeness(pieces(text), pieces(text)) == 0.0


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    there, back = likeness(pieces(one), pieces(other)), likeness(pieces(other), pieces(one))
    assert there == back
    assert 0.0 <= there <= 1.0
