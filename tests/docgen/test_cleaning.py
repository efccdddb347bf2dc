"""The documented cleaning, and nothing more than that."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from docgen.cleaning import CUT_MARK, LIMIT, clean, one_line, paragraphs

ANY_TEXT = st.text(st.characters(), max_size=200)  # surrogates included


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\x00b\x07c\x0cd\x0be\x1bf", "abcdef"),
        ("kolom\tdua", "kolom\tdua"),
        ("\x85\x9f\x7f.", "."),
        ("\ufffe\uffff!", "!"),
        ("putus \ud83d sini", "putus \ufffd sini"),
        ("\ud83d\ude00 \ud83d\x00\ude00", "\U0001f600 \ufffd\ufffd"),
        ("\u202egpj.exe\u2066x\u2069", "gpj.exex"),
        ("cafe\u0301", "caf\u00e9"),
        ("e\x00\u0301", "\u00e9"),
        ("👨‍👩‍👧 <b>&amp; {{7*7}} {% x %} {_{ #", "👨‍👩‍👧 <b>&amp; {{7*7}} {% x %} {_{ #"),
    ],
)
def test_pitfall_6_cleaning_does_what_it_says(written: str, kept: str) -> None:
    assert clean(written) == kept


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_pitfall_6_a_cleaned_text_is_whole_unicode_that_xml_can_hold(text: str) -> None:
    node = etree.Element("t")
    node.text = clean(text)
    assert etree.fromstring(etree.tostring(node, encoding="utf-8")).text or clean(text) == ""
    assert unicodedata.is_normalized("NFC", clean(text))


@given(ANY_TEXT)
def test_paragraphs_joined_again_are_the_cleaned_text(text: str) -> None:
    assert "\n".join(paragraphs(text)) == clean(text)
    assert paragraphs(text)


def test_a_text_over_the_limit_is_cut_with_a_mark() -> None:
    assert clean("x" * LIMIT) == "x" * LIMIT
    cut = clean("x" * (LIMIT + 1))
    assert len(cut) == LIMIT
    assert cut.endswith(CUT_MARK)


@given(st.text(st.characters(max_codepoint=127), max_size=50))
def test_plain_letters_are_cleaned_as_any_others(text: str) -> None:
    assert clean(text) == clean(text + "é")[:-1]  # the way round for texts that nothing can change


def test_plain_letters_are_cut_as_any_others() -> None:
    assert clean("x" * LIMIT) == "x" * LIMIT
    assert clean("x" * (LIMIT + 1)).endswith(CUT_MARK)


def test_one_line_is_one_line() -> None:
    assert one_line("  Kepala\n Seksi\t\tX ") == "Kepala Seksi X"
