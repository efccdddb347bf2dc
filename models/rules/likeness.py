"""How alike two messages are in their words: the share of three-letter pieces they have in common, 0 to 1."""

import re

_LETTERS = re.compile(r"[^\W_]+")
# Shorter texts ("error terus") are alike by chance.
FEWEST = 25
ALIKE = 0.45


def pieces(text: str) -> frozenset[str]:
    """Give the three-letter pieces of a text, letters and digits only, case aside."""
    plain = " ".join(_LETTERS.findall(text.casefold()))
    return frozenset(plain[at : at + 3] for at in range(len(plain) - 2))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Give how alike two texts are by their pieces; texts too short to tell are not alike."""
    if min(len(one), len(other)) < FEWEST:
        return 0.0
    return len(one & other) / len(one | other)
