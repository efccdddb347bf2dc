"""Plain text: whatever is read as a letter or digit is that one, and every sign knows where it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.privacy.personal.plain_text import plain


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ѕіtі Аmіnаh", "Siti Aminah"),
        ("Ѕітι Αмιναн", "Siti Amivah"),
        ("Ｓｉｔｉ　０８１２", "Siti 0812"),
        ("Si\u200bt\u2060i\ufeff 0\u00ad8", "Siti 08"),
        ("José Ñandú", "Jose Nandu"),
        ("Cafe\u0301", "Cafe"),
        ("🇸🇮🇹🇮 🅂🄸🅃🄸 🅢🅘🅣🅘 🆂🅸🆃🅸", "SITI SITI SITI SITI"),
        ("𝓢𝓲𝓽𝓲 𝟘𝟠𝟙𝟚", "Siti 0812"),
        ("0️⃣8️⃣1️⃣ ①② ٠٨١", "081 12 081"),
        ("0812\u20113456\u22127890\u2013", "0812-3456-7890-"),
        ("satu\u00a0dua\u2028tiga", "satu dua\ntiga"),
        ("李 雷 が", "李 雷 が"),
        ("", ""),
    ],
)
def test_what_is_read_as_a_letter_or_digit_becomes_that_one(written: str, meant: str) -> None:
    assert plain(written).text == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("saya S i t i R a h m a ya", "saya Siti Rahma ya"),
        ("s.i.t.i r.a.h.m.a", "siti rahma"),
        ("s-i-t-i  r-a-h", "siti  rah"),
        ("S_i_t_i", "Siti"),
        ("a b dan c", "a b dan c"),
        ("W.N.A. dan", "WNA. dan"),
        ("A - B - C", "A - B - C"),
    ],
)
def test_letters_written_one_by_one_are_a_word(written: str, meant: str) -> None:
    assert plain(written).text == meant


def test_a_plain_stretch_knows_where_it_was_written() -> None:
    text = "nama: Ｓ\u200bі\u0301ti R"
    read = plain(text)
    start = read.text.index("Siti")
    first, last = read.place(start, start + 4)
    assert text[first:last] == "Ｓ\u200bі\u0301ti"


@given(st.text())
def test_every_sign_has_a_place_and_places_never_go_back(text: str) -> None:
    read = plain(text)
    at = read.at if read.at is not None else range(len(text))
    assert len(at) == len(read.text)
    assert list(at) == sorted(at)
    assert all(0 <= place < len(text) for place in at)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)).filter(lambda text: " " not in text))
def test_a_word_of_the_keyboard_is_left_as_it_is(text: str) -> None:
    assert plain(text.replace(".", "").replace("-", "").replace("_", "").replace("*", "")).at is None
