"""Digits in words and in letters: read as digits, each in its place, and other words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.privacy.personal.typed_digits import spelled_in, with_digits


def _read(text: str) -> str | None:
    read = with_digits(text, sum(map(str.isdigit, text)))
    return None if read is None else read.text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("hp nol delapan satu dua", "hp 0812"),
        ("0812 tujuh tujuh 12", "08127712"),
        ("kosong lapan satu, 7712", "081, 7712"),
        ("nol8127712345six", "081277123456"),
        ("o8l2-77l2", "0812-7712"),
        ("217lO34l", "21710341"),
        ("saya satu orang", None),
        ("visa B211A dan E33G", None),
        ("dua anak, satu istri", None),
        ("", None),
    ],
)
def test_what_stands_for_a_digit_becomes_that_one(written: str, meant: str | None) -> None:
    read = _read(written)
    assert read == meant or (read or "").replace(", ", "").replace(" ", "") == (meant or "").replace(
        ", ", ""
    ).replace(" ", "")


def test_a_digit_knows_where_its_word_stood() -> None:
    text = "hp nol delapan satu dua itu"
    read = with_digits(text, 0)
    assert read is not None
    start = read.text.index("0812")
    first, last = read.place(start, start + 4)
    assert text[first:last] == "nol delapan satu dua"


@given(st.lists(st.sampled_from(["nol", "satu", "l2O34", " ", ", ", "orang", "08", "İ"]).map(str), max_size=12))
def test_every_sign_has_a_place_within_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    read = with_digits(text, sum(map(str.isdigit, text)))
    if read is not None:
        assert len(read.text) == len(read.begins) == len(read.ends)
        assert all(0 <= first < last <= len(text) for first, last in zip(read.begins, read.ends, strict=True))
        assert list(read.begins) == sorted(read.begins)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nol delapan satu dua tiga empat lima enam", ["nol delapan satu dua tiga empat lima enam"]),
        ("telp nol delapan satu", ["nol delapan satu"]),
        ("nol delapan satu", []),
        ("satu, dua, tiga, empat, lima, enam, tujuh hari", []),
        ("satu dua tiga kali", []),
    ],
)
def test_a_number_in_words_is_told_from_counting(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in spelled_in(text)] == found
