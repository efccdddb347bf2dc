"""A text as it is meant: plain Latin letters and digits, each with its place in the text as it was written."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Signs that are read as a Latin letter or a digit, Cyrillic and Greek before the rest.
_READ_AS = {
    "a": "аαɑᴀ", "b": "Ььβʙ", "c": "сϲᴄ", "d": "ԁᴅđ", "e": "еεєᴇ", "g": "ɡɢ", "h": "һнʜħ", "i": "іιıɩɪ", "j": "јϳȷᴊ",
    "k": "кκᴋ", "l": "ӏłʟⅼ", "m": "мᴍ", "n": "ηпɴո", "o": "оοσөøᴏօ", "p": "рρᴘ", "q": "ԛ", "r": "гʀ", "s": "ѕꜱս",
    "t": "тτᴛŧ", "u": "υᴜ", "v": "νѵᴠ", "w": "ωԝᴡ", "x": "хχ", "y": "уγүʏ", "z": "ᴢƶ",
    "A": "АΑ", "B": "ВΒ", "C": "СϹ", "D": "ĐÐ", "E": "ЕΕЄ", "H": "НΗ", "I": "ІΙӀ", "J": "ЈͿ", "K": "КΚ", "L": "Ł",
    "M": "МΜ", "N": "Ν", "O": "ОΟӨØ", "P": "РΡ", "Q": "Ԛ", "S": "Ѕ", "T": "ТΤ", "V": "Ѵ", "W": "Ԝ", "X": "ХΧ",
    "Y": "УΥҮ", "Z": "Ζ",
    "3": "зЗ", "6": "б",
}  # fmt: skip
_ALIKE = {ord(sign): letter for letter, signs in _READ_AS.items() for sign in signs}
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u30fc")
# The first of 26 signs that show a letter in a box or a ball, or half of a flag.
_BOXED = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
# Letters written one by one: S i t i, S.i.t.i, S-i-t-i.
_ONE_BY_ONE = re.compile(r"(?<![^\W_])[A-Za-z](?:[ .\-_*][A-Za-z]){2,}(?![^\W_])")


@dataclass(frozen=True)
class Plain:
    """A text in plain letters; `at` has the place of each of its signs in the original, None where they agree."""

    text: str
    at: Sequence[int] | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the plain text, at least one sign long, stands in the original."""
        return (start, end) if self.at is None else (self.at[start], self.at[end - 1] + 1)


def plain(text: str) -> Plain:
    """Return the text in plain letters for look-alikes, other forms and accents, and without hidden signs."""
    return _joined(Plain(text) if text.isascii() else _folded(text))


def _folded(text: str) -> Plain:
    signs: list[str] = []
    at: list[int] = []
    for place, sign in enumerate(text):
        for each in sign if sign.isascii() else _meant(sign):
            signs.append(each)
            at.append(place)
    return Plain("".join(signs), at)


def _meant(sign: str) -> str:
    """Return what one sign that is not ASCII stands for; nothing where it cannot be seen."""
    if sign.isspace():
        return "\n" if sign in "\u2028\u2029\x85" else " "
    if _is_mark(sign) or unicodedata.category(sign) in ("Cf", "Me"):
        return ""
    if sign in _DASHES:
        return "-"
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    for first in _BOXED:
        if first <= ord(sign) < first + 26:
            return chr(ord("A") + ord(sign) - first)
    apart = unicodedata.normalize("NFKD", sign)
    letters = "".join(each for each in apart if not _is_mark(each)) if apart[0].isalpha() else apart
    return unicodedata.normalize("NFKC", letters).translate(_ALIKE)


def _is_mark(sign: str) -> bool:
    """Whether it is an accent of a letter, or says how the sign before it is drawn."""
    return "\u0300" <= sign <= "\u036f" or "\ufe00" <= sign <= "\ufe0f"


def _joined(folded: Plain) -> Plain:
    """Return a text in which a word written letter by letter is one word."""
    gone = set(_gaps(folded.text))
    if not gone:
        return folded
    kept = [place for place in range(len(folded.text)) if place not in gone]
    at = kept if folded.at is None else [folded.at[place] for place in kept]
    return Plain("".join(folded.text[place] for place in kept), at)


def _gaps(text: str) -> Iterator[int]:
    """Yield the places of what stands between letters that are one word; a capital or another sign parts words."""
    for found in _ONE_BY_ONE.finditer(text):
        written = found.group()
        usual, _ = Counter(written[1::2]).most_common(1)[0]
        for place in range(1, len(written), 2):
            begins = written[place + 1].isupper() and written[place - 1].islower()
            if written[place] == usual and not begins:
                yield found.start() + place
