"""What a search means: words compared without case and accents, marks that narrow it, and how hits are shown."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.rules.core.dashes import DASHES, plain_hyphens
from models.rules.staff.roles import Section

# An index holds pieces of three characters, so it cannot find shorter words.
SHORTEST = 3
_MOST_WORDS, _MOST_SIGNS = 8, 100
# The signs marks begin with; taken out of texts, so that nothing written can pass for a mark.
_KIND, _REACH, _SECTION, _ACCOUNT, _MONTH = "¶§¤†‡"
_NO_MARKS = str.maketrans(dict.fromkeys("¶§¤†‡", " "))
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TELEPHONE = re.compile(r"(?:\+?62|0)[\s.()" + DASHES + r"]*8[\d\s.()" + DASHES + "]{6,}")
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')
# A long text is looked through in parts, so that marking one hit costs the same everywhere.
_PART, _OVERLAP = 2000, 400
_BEFORE, _LENGTH = 50, 180


class Found(StrEnum):
    """What a search finds, in the order it is shown."""

    KASUS = "kasus"  # a complaint by number, subject, place, or who complained
    NASKAH = "naskah"  # a paper by number, subject or addressee
    PESAN = "pesan"  # a citizen's message, or one typed in the platform's own app
    JAWABAN = "jawaban"  # an answer of the office
    CATATAN = "catatan"  # a note between colleagues


@dataclass(frozen=True)
class Wanted:
    """A folded query: each of `words` may stand anywhere in a text, each of `short` only where a word begins."""

    words: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.words or self.short)

    @property
    def all(self) -> tuple[str, ...]:
        """Return every word, the long ones first."""
        return (*self.words, *self.short)

    def fits(self, folded: str) -> bool:
        """Whether a folded text holds every word."""
        return all(word in folded for word in self.words) and all(_begins(word, folded) for word in self.short)


@dataclass(frozen=True)
class Piece:
    """A part of a text as it is shown; `hit` where it is highlighted."""

    text: str
    hit: bool = False


def fold(text: str) -> str:
    """Return a text in the form in which it is compared: small letters without accents, single spaces."""
    return " ".join((text.lower() if text.isascii() else _folded(text)).translate(_NO_MARKS).split())


def read_wanted(typed: str) -> Wanted:
    """Return the typed query, folded; a quoted phrase is one word, and a telephone number matches in any spelling."""
    typed = _TELEPHONE.sub(lambda found: f" {_core(found.group())} ", typed[:_MOST_SIGNS])
    parts = (fold(quoted or plain) for quoted, plain in _PHRASE.findall(typed))
    words = list(dict.fromkeys(filter(None, parts)))[:_MOST_WORDS]
    long = tuple(word for word in words if len(word) >= SHORTEST)
    return Wanted(long, tuple(word for word in words if len(word) < SHORTEST))


def pieces_of(word: str) -> list[str]:
    """Return three-character pieces that cover a word; every text that holds the word holds all of them."""
    starts = [*range(0, len(word) - SHORTEST + 1, SHORTEST), len(word) - SHORTEST]
    return list(dict.fromkeys(word[start : start + SHORTEST] for start in starts))


def kind_mark(kind: Found) -> str:
    """Return the mark of an entry's kind."""
    return _KIND + kind[:2]


def reach_mark(section: Section) -> str:
    """Return the mark of an entry that this section may see."""
    return _REACH + section[:2]


def section_mark(section: str) -> str:
    """Return the mark of a complaint's section."""
    return _SECTION + section[:2]


def account_mark(account: int) -> str:
    """Return the mark of a channel account."""
    return _ACCOUNT + _two_digits(account)


def month_mark(day: date) -> str:
    """Return the mark of a month (WIB)."""
    return _MONTH + _two_digits((day.year - 2000) * 12 + day.month)


def months_between(first: date, last: date) -> list[str]:
    """Return the marks of all months between two days, at most a hundred years."""
    count = min((last.year - first.year) * 12 + last.month - first.month, 1200)
    months = (first.year * 12 + first.month - 1 + step for step in range(count + 1))
    return [month_mark(date(month // 12, month % 12 + 1, 1)) for month in months]


def rank(folded: str, wanted: Wanted) -> int:
    """Return how well a text fits; higher where the words stand side by side and are whole words."""
    side_by_side = len(wanted.all) > 1 and " ".join(wanted.all) in folded
    whole = sum(1 for word in wanted.all if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded))
    return 2 * side_by_side + whole


def shown(text: str, wanted: Wanted) -> list[Piece]:
    """Return the part of a text around its first hit, as one line, with the hits marked."""
    line = _part_with_hit(" ".join(text.split()), wanted.all)
    folded, places = _placed(line)
    spans = _spans(folded, places, wanted.all)
    start, end = _window(len(line), spans[0][0] if spans else 0)
    found = [Piece("…")] if start else []
    at = start
    for first, behind in spans:
        if first >= end:
            break
        found += [Piece(line[at:first]), Piece(line[first : min(behind, end)], hit=True)]
        at = min(behind, end)
    found += [Piece(line[at:end]), Piece("…" if end < len(line) else "")]
    return [piece for piece in found if piece.text]


def _folded(text: str) -> str:
    parts = plain_hyphens(unicodedata.normalize("NFKD", text.casefold()))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


def _core(number: str) -> str:
    return re.sub(r"\D", "", number).removeprefix("62").lstrip("0")


def _begins(word: str, folded: str) -> bool:
    """Whether a word of the text begins with this one; words in scripts without spaces match anywhere."""
    return word in folded if not word.isascii() else f" {word}" in f" {folded}"


def _two_digits(number: int) -> str:
    return _DIGITS[number // 36 % 36] + _DIGITS[number % 36]


def _part_with_hit(line: str, words: Sequence[str]) -> str:
    if len(line) <= _PART:
        return line
    for start in range(0, len(line), _PART):
        part = line[max(start - _OVERLAP, 0) : start + _PART + _OVERLAP]
        if any(word in fold(part) for word in words):
            return part
    return line[:_PART]


def _placed(line: str) -> tuple[str, Sequence[int]]:
    """Return a line folded character by character, and for every folded character its place in the line."""
    if line.isascii():
        return line.lower(), range(len(line))
    folded: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(line):
        part = _folded(sign)
        folded.append(part)
        places += [place] * len(part)
    return "".join(folded), places


def _spans(folded: str, places: Sequence[int], words: Iterable[str]) -> list[tuple[int, int]]:
    """Return where hits stand in the line, in order and without overlaps."""
    found = sorted(
        (places[hit.start()], places[hit.end() - 1] + 1)
        for word in words
        for hit in re.finditer(_pattern(word), folded)
    )
    spans: list[tuple[int, int]] = []
    for first, behind in found:
        if spans and first < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(behind, spans[-1][1]))
        else:
            spans.append((first, behind))
    return spans


def _pattern(word: str) -> str:
    starts = r"(?<!\S)" if len(word) < SHORTEST and word.isascii() else ""
    return starts + re.escape(word)


def _window(length: int, hit: int) -> tuple[int, int]:
    start = max(min(hit - _BEFORE, length - _LENGTH), 0)
    return (0 if start < 10 else start), min(start + _LENGTH, length)
