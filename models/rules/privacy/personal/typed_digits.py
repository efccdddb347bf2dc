"""Reads digits that are written as words, or typed as letters: nol delapan satu, O8l2; each with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.rules.privacy.personal.cue_words import one_of

# Signs of ten and of twice count as a digit: only how many there are matters here.
_SAID = {
    "0": "nol kosong enol nul zero sifar belas puluh dobel double triple kembar",
    "1": "satu sebelas one siji",
    "2": "dua two loro",
    "3": "tiga three telu tigo",
    "4": "empat ampat four papat",
    "5": "lima five",
    "6": "enam anam six enem",
    "7": "tujuh seven pitu",
    "8": "delapan dlapan lapan eight wolu",
    "9": "sembilan sembilang nine songo",
}
_DIGIT = {word: digit for digit, words in _SAID.items() for word in words.split()}
_WORD = rf"(?<![a-z])(?:{'|'.join(sorted(_DIGIT, key=len, reverse=True))})(?![a-z])"
_TOKEN = re.compile(rf"{_WORD}|\d+")
_TWO = re.compile(rf"{_WORD}[\s,.\-/()]{{0,3}}(?:\d|{_WORD})|\d[\s,.\-/()]{{0,3}}{_WORD}")
# One of these stands in every such word, and is sought faster.
_PARTS = tuple(part for part in _DIGIT if not any(other in part for other in _DIGIT if other != part))
_GAP = re.compile(r"[\s,.\-/()]{0,3}")
_ONE = re.compile(_WORD)
_CUE = one_of(
    """
    hp wa whatsapp telp tlp tel telepon telpon phone call hub hubungi nik ktp kk rek rekening paspor passport
    nomor nomer no
    """
)
_ROW = re.compile(
    rf"(?P<cue>\b{_CUE}(?:nya|ku)?(?:\W{{1,3}}(?:hp|wa|saya|sy|di|ke|nik|paspor|is|my|number|[a-z])\b){{0,3}}\W{{1,3}})?"
    rf"(?P<number>{_WORD}(?:[\s,.\-/]{{1,3}}{_WORD}){{2,}})"
)
_ENOUGH = 7
# Letters that are typed for digits, and the least share of true digits in such a row.
_TYPED = str.maketrans("OoIlLSsBZzGgq|", "00111558226991")
_MIXED = re.compile(r"(?<![A-Za-z\d])(?=[\dOoIlLSsBZzGgq|]*\d)[\dOoIlLSsBZzGgq|]{3,}(?![A-Za-z\d])")
_SINGLE = re.compile(r"(?<![A-Za-z\d])[OoIl](?=[ .\-]\d[ .\-]\d)|(?<=\d[ .\-])[OoIl](?![A-Za-z\d])")
_LEAST = 0.4
_FEWEST = 4  # digits beside which letters are sought

Change = tuple[int, int, int, str]


@dataclass(frozen=True)
class Digits:
    """A text with digits for what stands for them; where each sign of it begins and ends in the text as it was."""

    text: str
    begins: Sequence[int]
    ends: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch, at least one sign long, stands in the text as it was."""
        return self.begins[start], self.ends[end - 1]


def with_digits(text: str, digits: int) -> Digits | None:
    """Return a plain text, in which so many are digits, with such words and letters as digits; None without them."""
    changes: list[Change] = sorted((*_spelled(text), *(_typed(text) if digits >= _FEWEST else ())))
    if not changes:
        return None
    signs: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    place = 0
    changes.append((len(text), len(text), len(text), ""))
    for start, end, following, typed in changes:
        signs += text[place:start]
        begins += range(place, start)
        ends += range(place + 1, start + 1)
        signs += typed
        begins += range(start, start + len(typed))
        ends += range(end - len(typed) + 1, end + 1)
        place = following
    return Digits("".join(signs), begins, ends)


def spelled_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a plain text has a number in words: seven digits or more, or three behind a word for a number."""
    low = text.lower()
    if len(low) == len(text) and any(part in low for part in _PARTS):
        for found in _ROW.finditer(low):
            digits = [int(_DIGIT[word]) for word in _ONE.findall(found["number"])]
            counted = all(after == before + 1 for before, after in pairwise(digits))
            if not counted and (len(digits) >= _ENOUGH or found["cue"]):
                yield found.span("number")


def _spelled(text: str) -> Iterator[Change]:
    low = text.lower()
    if len(low) != len(text) or not any(part in low for part in _PARTS) or _TWO.search(low) is None:
        return
    tokens = [(found.start(), found.end(), found.group()) for found in _TOKEN.finditer(low)]
    for number, (start, end, word) in enumerate(tokens):
        if word not in _DIGIT:
            continue
        before = number > 0 and _GAP.fullmatch(low, tokens[number - 1][1], start)
        behind = number + 1 < len(tokens) and _GAP.fullmatch(low, end, tokens[number + 1][0])
        if before or behind:
            yield start, end, tokens[number + 1][0] if behind else end, _DIGIT[word]


def _typed(text: str) -> Iterator[Change]:
    yield from (
        (found.start(), found.end(), found.end(), found.group().translate(_TYPED)) for found in _SINGLE.finditer(text)
    )
    for found in _MIXED.finditer(text):
        row = found.group()
        digits = sum(map(str.isdigit, row))
        if len(row) > digits >= _LEAST * len(row):
            yield found.start(), found.end(), found.end(), row.translate(_TYPED)
