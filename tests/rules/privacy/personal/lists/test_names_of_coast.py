"""The list of names of the coast: small letters, and no everyday word."""

from models.rules.privacy.personal.common_words import is_common
from models.rules.privacy.personal.lists.names_of_coast import COAST


def test_the_list_has_small_letters_only() -> None:
    assert sorted(word for word in COAST if not (word.isascii() and word.isalpha() and word == word.lower())) == []


def test_the_list_has_what_belongs_in_it_and_nothing_else() -> None:
    assert {"rotua", "shahidul", "kyaw"} <= COAST
    assert not [word for word in COAST if is_common(word)]
