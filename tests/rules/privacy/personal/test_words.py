"""Words of a text: read with their digits as letters, and told whether they are like a name."""

import pytest

from models.rules.privacy.personal.words import Sentence


def test_words_are_read_in_small_letters_with_digits_as_letters() -> None:
    sentence = Sentence("S1t1 R4hma, 5ri dan O'Connor")
    assert [word.low for word in sentence.words] == ["siti", "rahma", "sri", "dan", "oconnor"]
    assert sentence.touch(0)
    assert not sentence.touch(1)
    assert sentence.between(4) is None


@pytest.mark.parametrize(
    ("word", "strange"),
    [
        ("Tumiyem", True),
        ("Xaverius", True),
        ("Paspor", False),
        ("Rumah", False),
        ("Hrmpf", False),
        ("Abc", False),
        ("Sungguh2", False),
        ("Indah", False),
    ],
)
def test_a_stranger_is_long_enough_and_no_other_word(word: str, strange: bool) -> None:
    sentence = Sentence(word)
    assert sentence.is_stranger(sentence.words[0]) is strange


@pytest.mark.parametrize(
    ("word", "like"), [("Xarmawati", True), ("siti", True), ("melewati", False), ("qwerty", False)]
)
def test_a_word_is_like_a_name_by_its_end(word: str, like: bool) -> None:
    sentence = Sentence(word)
    assert sentence.is_like_name(sentence.words[0]) is like


def test_a_short_name_is_unknown_and_a_short_word_is_not() -> None:
    sentence = Sentence("Siew ini")
    assert sentence.is_unknown(sentence.words[0])
    assert not sentence.is_unknown(sentence.words[1])


def test_a_capital_tells_nothing_amid_capitals_and_a_phrase_names_nobody() -> None:
    assert not Sentence("SITI MARAH").is_capital(Sentence("SITI MARAH").words[0])
    fortune = Sentence("Dewi Fortuna belum berpihak")
    assert fortune.is_phrase(fortune.words[0])
    assert fortune.words[0].title
