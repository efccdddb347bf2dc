"""The list of names of Indonesian men: small letters, without what stands for something else."""

from models.rules.privacy.personal.lists.names_of_men import MEN


def test_the_list_has_small_letters_only() -> None:
    assert sorted(word for word in MEN if not (word.isascii() and word.isalnum() and word == word.lower())) == []


def test_the_list_has_what_belongs_in_it_and_nothing_else() -> None:
    assert "wagiman" in MEN
    assert "antre" not in MEN
