"""Words that may be names: in one list each."""

from models.rules.privacy.personal.lists.given_names import GIVEN
from models.rules.privacy.personal.name_like_words import ALSO_WORDS, PLACES


def test_a_word_that_may_be_a_name_stands_in_one_list() -> None:
    assert all(word.isalpha() and word.islower() for word in ALSO_WORDS | PLACES)
    assert not GIVEN & ALSO_WORDS
    assert not GIVEN & PLACES
    assert not ALSO_WORDS & PLACES
