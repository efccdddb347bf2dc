"""The list of Indonesian and Malay words: small letters, without what stands for something else."""

from models.rules.privacy.personal.lists.indonesian_words import INDONESIAN


def test_the_list_has_small_letters_only() -> None:
    assert (
        sorted(word for word in INDONESIAN if not (word.isascii() and word.isalnum() and word == word.lower())) == []
    )


def test_the_list_has_what_belongs_in_it_and_nothing_else() -> None:
    assert "antrean" in INDONESIAN
    assert "rusmini" not in INDONESIAN
