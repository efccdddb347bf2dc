"""The list of visitors words: small letters, none that another list has, and no name."""

from models.rules.privacy.personal.lists.chat_words import CHAT
from models.rules.privacy.personal.lists.given_names import GIVEN
from models.rules.privacy.personal.lists.indonesian_words import INDONESIAN
from models.rules.privacy.personal.lists.visitors_words import VISITORS


def test_the_list_has_small_letters_only() -> None:
    assert sorted(word for word in VISITORS if not (word.isascii() and word.isalpha() and word == word.lower())) == []


def test_the_list_has_what_belongs_in_it_and_nothing_else() -> None:
    assert "mingalaba" in VISITORS
    assert not VISITORS & (GIVEN | CHAT | INDONESIAN)
