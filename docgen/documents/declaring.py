"""What a paper is declared with: its fields, each written once, from which reading, words and tags follow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docgen.documents.reading import FactsReader

# Reads a fact by its key and returns what a template prints: a text, a list, a mapping, a picture.
Printed = Callable[[FactsReader, str], object]


@dataclass(frozen=True)
class Field:
    """One field: `{{ tag }}` in a template prints the `fact`; dots lead into a mapping, on both sides.

    Without a tag the fact is only read, so that a wrong one is named. `required`: every template must print it.
    """

    tag: str
    fact: str
    printed: Printed
    required: bool = False


Fields = tuple[Field, ...]


def words_of(fields: Fields, facts: FactsReader) -> dict[str, object]:
    """Return the template's words for these fields; raises FieldMissing or FieldWrong naming the fact."""
    words: dict[str, object] = {}
    for field in fields:
        word = field.printed(*facts.way_to(field.fact))
        if field.tag:
            _put(words, field.tag.split("."), word)
    return words


def _put(words: dict[str, Any], way: list[str], word: object) -> None:
    for name in way[:-1]:
        words = words.setdefault(name, {})
    words[way[-1]] = word


@dataclass(frozen=True)
class Rows:
    """A list of facts, each printed by the same fields: `numbered` from 1 on as `no`, in an `order` of its own."""

    fields: Fields
    numbered: bool = False
    order: Callable[[FactsReader], Any] | None = None

    def __call__(self, facts: FactsReader, key: str) -> list[dict[str, object]]:
        """Return the words of each row."""
        rows = facts.rows(key, lambda row: row)
        if self.order:
            rows = tuple(sorted(rows, key=self.order))
        return [
            {**({"no": str(place)} if self.numbered else {}), **words_of(self.fields, row)}
            for place, row in enumerate(rows, 1)
        ]


@dataclass(frozen=True)
class DocumentKind:
    """One type of document: its fields; the title, which ends with a fact; what dates a paper without a date.

    `charts` are drawn from the facts before the worker gets them. `one_page`: a letter, set smaller where that
    keeps it on one page.
    """

    fields: Fields
    title: str = ""
    title_fact: str = "hal"
    undated: str = "registration.received"
    charts: Callable[[Mapping[str, Any]], list[dict[str, object]]] | None = None
    one_page: bool = False

    @property
    def required(self) -> list[str]:
        """Return what every template of the type must print, or the paper says nothing."""
        return list(dict.fromkeys(field.tag.split(".")[0] for field in self.fields if field.required))
