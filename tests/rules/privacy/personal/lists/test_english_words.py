"""The list of English words: small letters, without what stands for something else."""

from models.rules.privacy.personal.lists.english_words import ENGLISH


def test_the_list_has_small_letters_only() -> None:
    assert sorted(word for word in ENGLISH if not (word.isascii() and word.isalnum() and word == word.lower())) == []


def test_the_list_has_what_belongs_in_it_and_nothing_else() -> None:
    assert "misspelled" in ENGLISH
    assert "stephen" not in ENGLISH
