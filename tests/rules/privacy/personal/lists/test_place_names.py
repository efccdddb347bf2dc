"""The list of names of places and firms: small letters, without what stands for something else."""

from models.rules.privacy.personal.lists.place_names import PLACE_NAMES


def test_the_list_has_small_letters_only() -> None:
    assert (
        sorted(word for word in PLACE_NAMES if not (word.isascii() and word.isalnum() and word == word.lower())) == []
    )


def test_the_list_has_what_belongs_in_it_and_nothing_else() -> None:
    assert "sekupang" in PLACE_NAMES
    assert "rusmini" not in PLACE_NAMES
