"""Tells the words that are no names: listed, a form of a listed one, or built by an affix."""

import re

from models.rules.privacy.personal.lists.chat_words import CHAT
from models.rules.privacy.personal.lists.english_words import ENGLISH
from models.rules.privacy.personal.lists.given_names import GIVEN
from models.rules.privacy.personal.lists.indonesian_words import INDONESIAN
from models.rules.privacy.personal.lists.place_names import PLACE_NAMES
from models.rules.privacy.personal.lists.regional_words import REGIONAL
from models.rules.privacy.personal.lists.visitors_words import VISITORS

_WORDS = INDONESIAN | CHAT | ENGLISH | PLACE_NAMES | REGIONAL | VISITORS
_LOCAL = INDONESIAN | CHAT | REGIONAL
_AFFIXED = re.compile(
    r"(?:di|me|ber|ter|per|pem|pen|ke|se|ng|ny)[a-z]{5,}|[a-z]{3,}(?:nya|kan|lah|kah|nyo|nye|ny)"
    r"|[a-z]{4,}(?:ed|ing|ly|tion|ness|ment|able)"
)
# What is typed again and again, or written twice by a digit: lamaaa, calo2.
_REPEATED = re.compile(r"(.)\1+")
_ENDINGS = (
    *(("ies", "y"), ("s", ""), ("es", ""), ("er", ""), ("est", "")),
    *((end, "") for end in ("ku", "mu", "an", "in", "i", "x", "e")),
)
_LONG = 5  # shorter words are no form of another


def is_common(word: str) -> bool:
    """Whether a word, in small letters, says something instead of naming somebody."""
    return word in _WORDS or (word not in GIVEN and _is_form(word))


def is_local(word: str) -> bool:
    """Whether a word, in small letters, says something in Indonesian or Malay, or in a chat."""
    return word in _LOCAL or _AFFIXED.fullmatch(word) is not None


def is_slip(word: str) -> bool:
    """Whether a word, in small letters, is a common one with one letter too few, too many, wrong or exchanged."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    fewer = (front + back[1:] for front, back in parts if back)
    exchanged = (front + back[1] + back[0] + back[2:] for front, back in parts if len(back) > 1)
    if any(other in _WORDS for other in (*fewer, *exchanged)):
        return True
    letters = "abcdefghijklmnopqrstuvwxyz"
    return any(front + sign + back[drop:] in _WORDS for front, back in parts for sign in letters for drop in (0, 1))


def _is_form(word: str) -> bool:
    if _AFFIXED.fullmatch(word) is not None:
        return True
    once = _REPEATED.sub(r"\1", word.rstrip("0123456789"))
    if once != word and (once in _WORDS or _AFFIXED.fullmatch(once) is not None):
        return True
    return len(word) > _LONG and any(
        word.endswith(end) and word[: -len(end)] + left in _WORDS for end, left in _ENDINGS
    )
