"""Finds in a plain text the names that stand within a hashtag: #JusticeForSitiContoh."""

import re
from collections.abc import Iterator

from models.rules.privacy.personal.common_words import is_common
from models.rules.privacy.personal.lists.given_names import GIVEN
from models.rules.privacy.personal.name_like_words import ALSO_WORDS, PLACES
from models.rules.privacy.personal.words import looks_like_name

_TAG = re.compile(r"#(?P<tag>[A-Za-z][\w]{4,60})")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[A-Z]")
# Behind these the rest of a tag is somebody.
_FOR = """
justicefor keadilanuntuk keadilanbuat keadilanbagi savefor save selamatkan bebaskan free pulangkan bringback bringhome
prayfor doauntuk doabuat dukung usut tangkap adili penjarakan hukum pecat copot ripfor rip standwith standby standfor
kamibersama bersama terimakasihpak terimakasihbu terimakasihbang terimakasihkak makasihpak makasihbu temukan cari
dimana missing help helpfor tolong bantu whereis viralkan release pak bu bang kak mas mbak ustad ustadz calo petugas
oknum for untuk buat bagi to justice keadilan
"""
_CUES = tuple(sorted(_FOR.split(), key=len, reverse=True))
_LEAST, _LONG = 4, 7


def tagged_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a hashtag of a plain text names a person."""
    if "#" in text:
        for found in _TAG.finditer(text):
            tag, start = found["tag"], found.start("tag")
            parts = [(part.start(), part.end()) for part in _PART.finditer(tag)]
            spans = _of_parts(tag, parts) if len(parts) > 1 else _of_small(tag, 0)
            yield from ((start + first, start + last) for first, last in spans)


def _of_parts(tag: str, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the names among the words of a tag in which capitals part words."""
    words = [tag[start:end].lower() for start, end in parts]
    cued = False
    number = 0
    while number < len(words):
        word = words[number]
        begins = (word in GIVEN and len(word) >= _LEAST) or looks_like_name(word) or (cued and _is_strange(word))
        if begins and not (number and words[number - 1] in PLACES):
            last = number
            while last + 1 < len(words) and (_is_strange(words[last + 1]) or words[last + 1] in ALSO_WORDS):
                last += 1
            first = number - 1 if number and not cued and _is_strange(words[number - 1]) else number
            yield parts[first][0], parts[last][1]
            number = last
        elif len(words) > 1:
            yield from _of_small(tag[parts[number][0] : parts[number][1]], parts[number][0])
        cued = word in _CUES or (cued and is_common(word) and len(word) < _LEAST)
        number += 1


def _of_small(word: str, place: int) -> Iterator[tuple[int, int]]:
    """Yield the name that ends a tag without capitals, behind a word that stands before one."""
    low = word.lower()
    cue = next((cue for cue in _CUES if low.startswith(cue) and len(low) - len(cue) >= _LEAST), "")
    rest = low[len(cue) :]
    if len(rest) < _LONG or is_common(rest) or not any(map(str.isalpha, rest)):
        return
    known = any(rest[:end] in GIVEN for end in range(_LEAST, len(rest) + 1)) or looks_like_name(rest)
    if known and (cue or rest in GIVEN):
        yield place + len(cue), place + len(low)


def _is_strange(word: str) -> bool:
    return len(word) > 1 and (word in GIVEN or not (is_common(word) or word in PLACES))
