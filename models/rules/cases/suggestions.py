"""What a message seems to be about (SOP step 2): the office's word rules propose, an officer decides.

The rules are rows (models/starting_data/suggestion_rules.toml) that change only when somebody edits them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from models.rules.cases.said_words import EVERY_TEXT, Pattern, Said, Span, all_places, read_pattern, read_words
from models.rules.core.errors import RuleBroken


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


@dataclass(frozen=True)
class WordRule:
    """One rule: its patterns, one per line, speak for or against a value of the target by a weight in tenths."""

    target: Target
    value: str
    words: str
    weight: int = 0


@dataclass(frozen=True)
class Lexicon:
    """The rules prepared for reading texts: spellings, groups of patterns, and the weight of each group per value."""

    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    weights: Sequence[tuple[Target, str, str, int]] = ()  # target, value, group, weight
    begins: Mapping[str, Sequence[tuple[str, Pattern]]] = field(
        default_factory=dict
    )  # group and pattern by first word
    stems: Sequence[str] = ()  # those first words that end in a star
    always: frozenset[str] = frozenset()  # groups that every text fits


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
        f"@{row.value}": tuple(read_pattern(line, spellings) for line in _lines(row.words))
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
            groups.setdefault(line, (read_pattern(line, spellings),))
            weights.append((row.target, row.value, line, row.weight))
    return _ready(spellings, groups, weights)


def _ready(
    spellings: Mapping[str, tuple[str, ...]],
    groups: Mapping[str, tuple[Pattern, ...]],
    weights: Sequence[tuple[Target, str, str, int]],
) -> Lexicon:
    begins: dict[str, list[tuple[str, Pattern]]] = defaultdict(list)
    for name, pattern in ((name, pattern) for name, patterns in groups.items() for pattern in patterns):
        if pattern.parts:
            begins[pattern.parts[0][0]].append((name, pattern))
    always = {name for name, each in groups.items() if any(not one.parts and not one.fewer for one in each)}
    stems = [word for word in begins if word.endswith("*")]
    return Lexicon(spellings, groups, weights, dict(begins), stems, frozenset(always))


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


def _lines(words: str) -> list[str]:
    return [line.strip().lower() for line in words.splitlines() if line.strip()]


def _found(known: Lexicon, said: Said) -> dict[str, tuple[Span, ...] | None]:
    """Return where each group occurs, else None; groups for very short texts count only if no other group occurs."""
    found: dict[str, tuple[Span, ...] | None] = {name: () if name in known.always else None for name in known.groups}
    # Of a thousand patterns only those are tried whose first word was said.
    for begin in said.begun(known.begins, known.stems):
        for name, pattern in known.begins[begin]:
            if places := all_places(pattern.parts, said):
                found[name] = tuple(sorted({*(found[name] or ()), *places}))
    if not any(found.values()):
        for name, patterns in known.groups.items():
            if any(len(said.words) < pattern.fewer for pattern in patterns):
                found[name] = ()
    return found


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
