"""What a message seems to be about (SOP step 2): the office's word rules propose, an officer decides.

The rules are rows (models/starting_data/suggestion_rules.toml) that change only when somebody edits them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from models.rules.core.errors import RuleBroken

Span = tuple[int, int]


class Target(StrEnum):
    """What a rule is for: one of the four proposals, a named group of patterns, or a spelling."""

    KIND = "kind"
    CATEGORY = "category"
    SECTION = "section"
    URGENCY = "urgency"
    GROUP = "kelompok"
    SPELLING = "ejaan"


TARGET_LABELS: dict[Target, str] = {
    Target.KIND: "Jenis",
    Target.CATEGORY: "Kategori",
    Target.SECTION: "Seksi",
    Target.URGENCY: "Urgensi",
    Target.GROUP: "Kelompok kata",
    Target.SPELLING: "Ejaan",
}
# The category that names no subject of the office proposes no section either.
OTHER = "lainnya"
# Words with less weight than this (tenths) are not shown as the reason for a value.
_TELLING = 5
EVERY_TEXT = "*"
_WORDS = re.compile(r"https?://\S+|[a-z]+|[0-9]+|[\u4e00-\u9fff]|\?", re.IGNORECASE | re.ASCII)
_PATTERN = re.compile(r"[a-z]+\*?|[0-9]+\*?|[\u4e00-\u9fff]|\?", re.IGNORECASE | re.ASCII)
_FEWER = re.compile(r"<\s*(\d{1,3})", re.ASCII)
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_NOT = frozenset({"tidak", "bukan", "belum", "kurang", "jangan", "tanpa"})
_SUFFIX, _SHORTEST = "nya", 6


@dataclass(frozen=True)
class WordRule:
    """One rule: its patterns, one per line, speak for or against a value of the target by a weight in tenths."""

    target: Target
    value: str
    words: str
    weight: int = 0


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


@dataclass(frozen=True)
class Pattern:
    """Word sequences that must all occur in a text; without any it fits every text.

    With `fewer` instead it fits only a text of fewer words in which no group was found.
    """

    parts: tuple[tuple[str, ...], ...] = ()
    fewer: int = 0


@dataclass(frozen=True)
class Lexicon:
    """The rules prepared for reading texts: spellings, groups of patterns, and the weight of each group per value."""

    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    weights: Sequence[tuple[Target, str, str, int]] = ()  # target, value, group, weight


@dataclass(frozen=True)
class Proposal:
    """The value proposed for one target, its lead over the next one in tenths, and the places that led to it."""

    value: str = ""
    lead: int = 0
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """What the words of a message propose; an empty value means no proposal."""

    kind: Proposal = Proposal()
    category: Proposal = Proposal()
    section: Proposal = Proposal()
    urgency: Proposal = Proposal()


def rules_from(data: Mapping[str, Any]) -> list[WordRule]:
    """Return the rules of a parsed rule file: spellings, groups of words, and the weights of groups per value."""
    spelled = [WordRule(Target.SPELLING, word, "\n".join(typed.split())) for word, typed in data["ejaan"].items()]
    groups = [WordRule(Target.GROUP, name, "\n".join(words)) for name, words in data["kelompok"].items()]
    weights = [
        WordRule(Target(target), value, name if name == EVERY_TEXT else f"@{name}", weight)
        for target, values in data["bobot"].items()
        for value, named in values.items()
        for name, weight in named.items()
    ]
    return [*spelled, *groups, *weights]


def lexicon(rules: Iterable[WordRule]) -> Lexicon:
    """Return the rules prepared for reading texts. Raises RuleBroken where a rule names an unknown group."""
    rows = list(rules)
    spellings: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row.target is Target.SPELLING:
            spellings |= {variant: tuple(row.value.split()) for variant in row.words.split()}
    groups = {
        f"@{row.value}": tuple(_pattern(line, spellings) for line in _lines(row.words))
        for row in rows
        if row.target is Target.GROUP
    }
    weights = []
    for row in rows:
        if row.target in (Target.GROUP, Target.SPELLING):
            continue
        for line in _lines(row.words):
            if line.startswith("@") and line not in groups:
                raise RuleBroken(f"Kelompok kata “{line[1:]}” tidak ada. Buat dulu, atau betulkan namanya.")
            groups.setdefault(line, (_pattern(line, spellings),))
            weights.append((row.target, row.value, line, row.weight))
    return Lexicon(spellings, groups, weights)


def suggest(known: Lexicon, text: str, sections: Mapping[str, str]) -> Suggestion:
    """Return the suggestion for a message; `sections` says which section usually answers a category."""
    words = read_words(text, known.spellings)
    found = _found(known, Said(words))
    scores: dict[Target, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for target, value, group, weight in known.weights:
        if found[group] is not None:
            scores[target][value] += weight
    chosen = {target: _best(scores[target]) for target in scores}
    shown = {target: _proposal(known, found, target, *best) for target, best in chosen.items()}
    category = shown.get(Target.CATEGORY, Proposal())
    usual = "" if category.value == OTHER else sections.get(category.value, "")
    section = shown.get(Target.SECTION, Proposal())
    if not section.value or section.lead <= 0:
        section = Proposal(usual, category.lead, category.spans) if usual else Proposal()
    return Suggestion(shown.get(Target.KIND, Proposal()), category, section, shown.get(Target.URGENCY, Proposal()))


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


def _lines(words: str) -> list[str]:
    return [line.strip().lower() for line in words.splitlines() if line.strip()]


def _pattern(line: str, spellings: Mapping[str, tuple[str, ...]]) -> Pattern:
    fewer = _FEWER.fullmatch(line)
    if line == EVERY_TEXT or fewer or line.startswith("@"):
        return Pattern(fewer=int(fewer[1]) if fewer else 0)
    parts = []
    for part in line.split("+"):
        words = [word for typed in _PATTERN.findall(part) for word in spellings.get(typed, (typed,))]
        parts.append(tuple(words))
    return Pattern(tuple(part for part in parts if part))


def _found(known: Lexicon, said: Said) -> dict[str, tuple[Span, ...] | None]:
    """Return where each group occurs, else None; groups for very short texts count only if no other group occurs."""
    found = {name: _spans(patterns, said) for name, patterns in known.groups.items()}
    if not any(found.values()):
        for name, patterns in known.groups.items():
            if any(len(said.words) < pattern.fewer for pattern in patterns):
                found[name] = ()
    return found


def _spans(patterns: Iterable[Pattern], said: Said) -> tuple[Span, ...] | None:
    """Return the places of all patterns that occur, or None where none does."""
    fits, places = False, set[Span]()
    for pattern in patterns:
        if not pattern.parts:
            fits |= pattern.fewer == 0
            continue
        found = _all_places(pattern.parts, said)
        fits |= bool(found)
        places |= found
    return tuple(sorted(places)) if fits else None


def _all_places(parts: Iterable[Sequence[str]], said: Said) -> set[Span]:
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


def _best(scores: Mapping[str, int]) -> tuple[str, int]:
    """Return the value with the most points and its lead over the next; the first named wins a tie."""
    ordered = sorted(scores.items(), key=lambda item: -item[1])
    second = ordered[1][1] if len(ordered) > 1 else 0
    return ordered[0][0], ordered[0][1] - second


def _proposal(
    known: Lexicon, found: Mapping[str, tuple[Span, ...] | None], target: Target, value: str, lead: int
) -> Proposal:
    spans = {
        span
        for row_target, row_value, group, weight in known.weights
        if row_target is target and row_value == value and weight >= _TELLING
        for span in found[group] or ()
    }
    return Proposal(value, lead, _joined(spans))


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join places that touch or overlap, so that a text can be cut along them."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
