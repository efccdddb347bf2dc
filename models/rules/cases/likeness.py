"""How alike two messages are in their words: the share of three-letter pieces they have in common, 0 to 1."""

import re
from functools import lru_cache

_LETTERS = re.compile(r"[^\W_]+")
# Shorter texts ("error terus") are similar by chance.
FEWEST = 25
ALIKE = 0.45
# What is complained about stands at the beginning; a long conversation goes on to other things.
_COMPARED = 1000  # characters
# The newest open cases are compared again with every case that is opened: about 30 kB each.
_KEPT = 256


Pieces = frozenset[tuple[str, str, str]]


def pieces(text: str) -> Pieces:
    """Return the three-letter pieces of the beginning of a text: letters and digits only, in small letters."""
    return _pieces(text[:_COMPARED])


@lru_cache(maxsize=_KEPT)
def _pieces(text: str) -> Pieces:
    plain = " ".join(_LETTERS.findall(text.casefold()))
    # Left as the letters they are made of: a page compares hundreds of texts, and joining takes longest.
    return frozenset(zip(plain, plain[1:], plain[2:], strict=False))


def likeness(one: Pieces, other: Pieces) -> float:
    """Return how alike two texts are by their pieces, 0 to 1; 0 where one of them is too short to tell."""
    if min(len(one), len(other)) < FEWEST:
        return 0.0
    common = len(one & other)
    return common / (len(one) + len(other) - common)
