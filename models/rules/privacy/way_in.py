"""The word by which a message passes the front desk by: which may be one, and which messages say it."""

import re
from collections.abc import Collection

from models.rules.core.errors import RuleBroken

_WORD = re.compile(r"[^\W_]+")
LEAST, MOST = 5, 30


def checked_word(typed: str) -> str:
    """Return the word as it is compared, empty where none is wanted. Raises RuleBroken where it may not be one."""
    word = typed.strip().casefold()
    if word and not (_WORD.fullmatch(word) and LEAST <= len(word) <= MOST):
        raise RuleBroken(f"Kata jalur ditulis sebagai satu kata, {LEAST} sampai {MOST} huruf atau angka.")
    return word


def says(text: str, words: Collection[str]) -> bool:
    """Whether a text says one of these words, anywhere and in any letters."""
    return bool(words) and any(found.group().casefold() in words for found in _WORD.finditer(text))
