"""The list of regional words: small letters, none that another list has, and no name."""

from models.rules.privacy.personal.lists.chat_words import CHAT
from models.rules.privacy.personal.lists.given_names import GIVEN
from models.rules.privacy.personal.lists.indonesian_words import INDONESIAN
from models.rules.privacy.personal.lists.regional_words import REGIONAL


def test_the_list_has_small_letters_only() -> None:
    assert sorted(word for word in REGIONAL if not (word.isascii() and word.isalpha() and word == word.lower())) == []


def test_the_list_has_what_belongs_in_it_and_nothing_else() -> None:
    assert "mauliate" in REGIONAL
    assert not REGIONAL & (GIVEN | CHAT | INDONESIAN)
