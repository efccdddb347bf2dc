"""The list of names of people from elsewhere: small letters, without what stands for something else."""

from models.rules.privacy.personal.lists.names_abroad import ABROAD


def test_the_list_has_small_letters_only() -> None:
    assert sorted(word for word in ABROAD if not (word.isascii() and word.isalnum() and word == word.lower())) == []


def test_the_list_has_what_belongs_in_it_and_nothing_else() -> None:
    assert "wolfgang" in ABROAD
    assert "please" not in ABROAD
