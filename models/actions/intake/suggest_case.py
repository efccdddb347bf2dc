"""Proposes what a case is about (SOP step 2), by the office's word rules and the citizen's words."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from models.rules.cases.suggestions import Lexicon, Suggestion, Target, WordRule, lexicon, suggest
from models.tables import Category, Complaint, ComplaintMessage, Message, SuggestionRule
from models.tables.core.prepared import prepared

# Longer conversations say what they are about at their beginning.
LONGEST = 4000
Row = tuple[str, str, str, int]


def suggest_case(case: Complaint) -> tuple[str, Suggestion]:
    """Return the citizen's words, oldest first, and the suggestion; its places are positions in these words."""
    text = words_of([case.id]).get(case.id, "")
    return text, suggest_text(text)


def suggest_text(text: str) -> Suggestion:
    """Return the suggestion for any text by the rules in use."""
    return suggest(known_words(), text, sections())


def known_words() -> Lexicon:
    """Return the rules in use, prepared for reading. Raises RuleBroken where one names an unknown group."""
    return _ready(tuple(_rules()))


@prepared
def _rules() -> Any:
    in_use = SuggestionRule.select(
        SuggestionRule.target, SuggestionRule.value, SuggestionRule.words, SuggestionRule.weight
    )
    return in_use.where(SuggestionRule.active).order_by(SuggestionRule.id).tuples()


def active_rules() -> list[tuple[int, WordRule]]:
    """Return the rules in use with their rows' ids, in their order."""
    rows = SuggestionRule.select().where(SuggestionRule.active).order_by(SuggestionRule.id)
    return [(row.id, WordRule(Target(row.target), row.value, row.words, row.weight)) for row in rows]


@lru_cache(maxsize=4)
def _ready(rows: tuple[Row, ...]) -> Lexicon:
    return lexicon(WordRule(Target(target), value, words, weight) for target, value, words, weight in rows)


def sections() -> dict[str, str]:
    """Return the section that usually answers each category in use."""
    return dict(_sections())


@prepared
def _sections() -> Any:
    return Category.select(Category.key, Category.section).where(Category.active).tuples()


def words_of(complaints: Iterable[int]) -> dict[int, str]:
    """Return the citizen's words in each of these complaints, up to the length that counts."""
    found: dict[int, str] = {}
    for complaint, text in _texts(list(complaints)):
        before = found.get(complaint, "")
        found[complaint] = (f"{before}\n{text}" if before else text)[:LONGEST]
    return found


@prepared
def _texts(complaints: list[int]) -> Any:
    linked = ComplaintMessage.complaint.in_(complaints) & ComplaintMessage.undone_at.is_null()
    return (
        ComplaintMessage.select(ComplaintMessage.complaint, Message.text)
        .join(Message)
        .where(linked & (Message.direction == "in"))
        .order_by(Message.sent_at, Message.id)
        .tuples()
    )
