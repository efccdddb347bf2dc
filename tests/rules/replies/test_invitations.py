"""Codes and second words: written so that people can copy them, read however they were copied."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.privacy.public_text import private_facts
from models.rules.replies.invitations import (
    CODE_LENGTH,
    WORDS,
    code_in,
    filled_invitation,
    holds_for,
    says_more,
    second_word,
    second_words_in,
    shown_code,
)

CODES = st.lists(st.integers(0, 10**6), min_size=CODE_LENGTH, max_size=CODE_LENGTH).map(shown_code)


@given(CODES, st.sampled_from(["{}", "halo {} ya", "kode:{}.", "({})", "\n{}\n"]))
def test_a_code_is_found_however_it_was_copied(code: str, around: str) -> None:
    for written in (code, code.lower(), code.replace("-", " "), code.replace("-", "")):
        assert code_in(around.format(written)) == code


@given(CODES)
def test_no_code_looks_like_what_may_not_stand_in_public(code: str) -> None:
    assert private_facts(f"Kirim kode {code} ke WhatsApp https://wa.me/6281170001112?text={code}") == ()


@pytest.mark.parametrize(
    "text", ["ADU-2026-000012", "AD-K2222", "AD-K222222", "BAD-K22222", "AD-KA2222", "AD-100000"]
)
def test_what_is_no_code_is_read_as_none(text: str) -> None:
    assert code_in(text) == ""


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_second_word_is_found_however_it_was_copied(place: int, number: int) -> None:
    word = second_word(place, number)
    for written in (word, word.upper(), word.replace("-", " "), f"katanya {word}!", f"“{word}”"):
        assert second_words_in(written) == {word}


def test_names_of_words_are_unlike_each_other() -> None:
    assert len({name[:4] for name in WORDS}) == len(WORDS)
    assert second_words_in("melati dan 100 mawar") == frozenset()


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("AD-K22222", False),
        ("Selamat pagi, ini kode saya AD-K22222", False),
        ("kasuari-123", False),
        ("AD-K22222 sekalian saya mau lapor petugas loket tiga kasar sekali", True),
    ],
)
def test_a_message_that_says_more_than_its_code_is_known(text: str, more: bool) -> None:
    assert says_more(text) is more


def test_an_invitation_without_a_place_for_its_code_gets_both_at_the_end() -> None:
    assert (
        filled_invitation("Silakan.", "AD-K22222", "pesan X kami") == "Silakan. Kirim kode AD-K22222 ke pesan X kami"
    )
    assert filled_invitation("{jalur}: {kode}", "AD-K22222", "X") == "X: AD-K22222"


@pytest.mark.parametrize(("typed", "days"), [("", 3), ("5", 5), ("0", 1), ("99", 30), ("lima", 3)])
def test_it_holds_as_many_days_as_the_office_says_within_reason(typed: str, days: int) -> None:
    assert holds_for({"undangan_hari": typed}) == timedelta(days=days)
