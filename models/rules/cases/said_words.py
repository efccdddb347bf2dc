"""How the words of a text are read, and where a sequence of words that an office's rule names occurs in them."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
EVERY_TEXT = "*"
_WORDS = re.compile(r"https?://\S+|[a-z]+|[0-9]+|[\u4e00-\u9fff]|\?", re.IGNORECASE | re.ASCII)
_PATTERN = re.compile(r"[a-z]+\*?|[0-9]+\*?|[\u4e00-\u9fff]|\?", re.IGNORECASE | re.ASCII)
_FEWER = re.compile(r"<\s*(\d{1,3})", re.ASCII)
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_NOT = frozenset({"tidak", "bukan", "belum", "kurang", "jangan", "tanpa"})
_SUFFIX, _SHORTEST = "nya", 6


@dataclass(frozen=True)
class Word:
    """A word in the form in which it is compared, and where it stands in the text."""

    text: str
    start: int
    end: int


class Said:
    """The words of a text, indexed by the whole word and by its first letter."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self._places: dict[str, list[int]] = defaultdict(list)
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for place, word in enumerate(words):
            if word.text not in self._places:
                self._by_letter[word.text[0]].append(word.text)
            self._places[word.text].append(place)

    def places(self, wanted: str) -> Sequence[int]:
        """Return the positions of a word, or of every word that begins with it where it ends in a star; in order."""
        if not wanted.endswith("*"):
            return self._places.get(wanted, ())
        alike = (word for word in self._by_letter.get(wanted[0], ()) if word.startswith(wanted[:-1]))
        return sorted(place for word in alike for place in self._places[word])

    def begun(self, words: Collection[str], stems: Iterable[str]) -> list[str]:
        """Return which of these words, and of these beginnings of words, occur."""
        return [*(word for word in self._places if word in words), *filter(self.places, stems)]


@dataclass(frozen=True)
class Pattern:
    """Word sequences that must all occur in a text; without any it fits every text.

    With `fewer` instead it fits only a text of fewer words in which no group was found.
    """

    parts: tuple[tuple[str, ...], ...] = ()
    fewer: int = 0


def read_words(text: str, spellings: Mapping[str, tuple[str, ...]]) -> list[Word]:
    """Return the words of a text as the rules spell them: repeated letters, slang and the ending -nya removed."""
    words = []
    for found in _WORDS.finditer(text):
        typed = found.group().lower()
        for word in _spelled("https" if typed.startswith("http") else typed, spellings):
            words.append(Word(word, found.start(), found.end()))
    return words


def _spelled(typed: str, spellings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    word = _STRETCHED.sub(r"\1", typed)
    if word in spellings:
        return spellings[word]
    if len(word) > _SHORTEST and word.endswith(_SUFFIX):
        word = word.removesuffix(_SUFFIX)
    return spellings.get(word, (word,))


def read_pattern(line: str, spellings: Mapping[str, tuple[str, ...]]) -> Pattern:
    """Return the pattern of a line of a rule: words, with + where all must occur; a star; "< 5" for short texts."""
    fewer = _FEWER.fullmatch(line)
    if line == EVERY_TEXT or fewer or line.startswith("@"):
        return Pattern(fewer=int(fewer[1]) if fewer else 0)
    parts = []
    for part in line.split("+"):
        words = [word for typed in _PATTERN.findall(part) for word in spellings.get(typed, (typed,))]
        parts.append(tuple(words))
    return Pattern(tuple(part for part in parts if part))


def all_places(parts: Iterable[Sequence[str]], said: Said) -> set[Span]:
    """Return the first place of each of these sequences, or nothing where one of them is missing."""
    found: set[Span] = set()
    for part in parts:
        place = _place(part, said)
        if place is None:
            return set()
        found.add(place)
    return found


def _place(part: Sequence[str], said: Said) -> Span | None:
    """Return the first place of a sequence that no negation precedes, unless the sequence itself contains one."""
    words = said.words
    for at in said.places(part[0]):
        last = at + len(part) - 1
        if last >= len(words) or not all(_same(wanted, words[at + step].text) for step, wanted in enumerate(part)):
            continue
        if at and words[at - 1].text in _NOT and part[0] not in _NOT:
            continue
        return words[at].start, words[last].end
    return None


def _same(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
