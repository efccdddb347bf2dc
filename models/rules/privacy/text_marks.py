"""What an officer may mark in the texts of a protected case, and when two marked words are the same."""

import re

from models.rules.core.errors import RuleBroken
from models.rules.core.texts import storable
from models.rules.privacy.personal.plain_text import plain

LONGEST = 200  # signs of one mark
_LEAST = 3  # letters and digits: fewer stand in too many other words
_SIGN = re.compile(r"[^\W_]")


def folded(words: str) -> str:
    """Return words without case, spelling, spaces and signs between, for comparing."""
    return "".join(_SIGN.findall(plain(words).text)).casefold()


def check_mark(typed: str) -> str:
    """Return the words of a mark as stored; raises RuleBroken where they are too short or too long."""
    words = " ".join(storable(typed).split())
    if len(_SIGN.findall(plain(words).text)) < _LEAST:
        raise RuleBroken(f"Tuliskan paling sedikit {_LEAST} huruf atau angka dari kata yang ditandai.")
    if len(words) > LONGEST:
        raise RuleBroken(f"Tandai paling banyak {LONGEST} huruf sekaligus; bagi menjadi beberapa tanda.")
    return words
