"""The list of names: small letters, and none that is a place or an everyday word."""

from models.rules.privacy.personal.common_words import is_common
from models.rules.privacy.personal.lists.given_names import GIVEN


def test_names_are_small_letters() -> None:
    assert sorted(name for name in GIVEN if not (name.isalpha() and name.islower() and len(name) > 1)) == []


def test_a_frequent_name_is_no_common_word() -> None:
    assert sorted(name for name in GIVEN if is_common(name)) == []
