"""The list of names: small letters, and none that is a place or an everyday word."""

from models.rules.privacy.personal.common_words import is_common
from models.rules.privacy.personal.given_names import ALSO_WORDS, GIVEN, PLACES


def test_names_are_small_letters_and_each_stands_in_one_list() -> None:
    assert all(name.isalpha() and name.islower() and len(name) > 1 for name in GIVEN | ALSO_WORDS)
    assert not GIVEN & ALSO_WORDS
    assert not GIVEN & PLACES


def test_a_frequent_name_is_no_common_word() -> None:
    assert sorted(name for name in GIVEN if is_common(name)) == []
