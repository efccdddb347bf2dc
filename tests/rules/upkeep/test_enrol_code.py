"""A code to enrol is copied by a person: any way of typing it is read, any slip told, and it names a certificate."""

import pytest

from models.rules.upkeep.enrol_code import CodeMistyped, EnrolCode, read_code, seen_of

MADE = EnrolCode(bytes(range(16)), seen_of(b"certificate"))


def test_a_code_is_read_as_it_was_made_however_it_is_typed() -> None:
    text = MADE.text()
    for typed in (text, text.lower(), text.replace("-", ""), f"  {text.replace('-', ' ')}\n"):
        assert read_code(typed) == MADE
    assert set(map(len, text.split("-"))) == {4}


def test_every_slip_of_one_letter_is_told() -> None:
    text = MADE.text()
    for at, letter in enumerate(text):
        if letter != "-":
            slip = text[:at] + ("B" if letter != "B" else "C") + text[at + 1 :]
            with pytest.raises(CodeMistyped):
                read_code(slip)


@pytest.mark.parametrize("text", ["", "AAAA", "0189" * 14, "A" * 64, MADE.text()[:-1]])
def test_what_is_no_code_is_told(text: str) -> None:
    with pytest.raises(CodeMistyped):
        read_code(text)


def test_it_names_one_certificate() -> None:
    assert MADE.is_of(b"certificate") and not MADE.is_of(b"certificatf") and not MADE.is_of(b"")


def test_the_word_is_not_shown() -> None:
    assert repr(MADE.word) not in repr(MADE)
