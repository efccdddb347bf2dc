"""Odd texts in every field of every paper: the paper's text is the cleaned input, and nothing after it is lost."""

import copy
import random
from collections.abc import Iterator
from functools import cache

import pytest

from docgen.cleaning import one_line
from docgen.documents import content_of
from docgen.documents.examples import examples
from docgen.errors import DocumentError
from docgen.render import Renderer
from models.rules.papers.long_words import LONGEST
from tests.docgen.papers import CODES, lines, opened
from tests.docgen.schema_order import misplaced

ODD = "<b>& {{7*7}} {% x %} {_{ a }_} </w:t>\x00\x0c \ud83d 😀 العربية\u202e ]]> ${nip}\ufffe"


def long_text(place: int) -> str:
    """Return 10,000 characters of its own, so that the paper does not pack like a zip bomb."""
    return "".join(f" {word:09x}" for word in random.Random(place).sample(range(16**9), 1_000))


def texts_in(facts: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Yield the way to every text of the facts."""
    items = facts.items() if isinstance(facts, dict) else enumerate(facts) if isinstance(facts, list) else ()
    for key, value in items:
        if isinstance(value, str):
            yield (*path, key)
        yield from texts_in(value, (*path, key))


def put(facts: dict[str, object], path: tuple[object, ...], text: str) -> dict[str, object]:
    """Return a copy of the facts with another text at that place."""
    changed = copy.deepcopy(facts)
    holder: object = changed
    for key in path[:-1]:
        holder = holder[key]  # type: ignore[index]
    holder[path[-1]] = text  # type: ignore[index]
    return changed


@cache
def free_texts(code: str) -> list[tuple[object, ...]]:
    """Return the example's fields in which anything may be written: those that take a word no list or date has."""
    facts, found = examples(code)[0], []
    for path in texts_in(facts):
        try:
            content_of(code, put(facts, path, "kata bebas"))
        except DocumentError:
            continue
        found.append(path)
    return found


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    """One renderer for all of them."""
    with Renderer() as made:
        yield made


@pytest.mark.parametrize("long", [False, True], ids=["odd", "long"])
@pytest.mark.parametrize("code", CODES)
def test_a_papers_text_is_the_cleaned_input_and_nothing_after_it_is_lost(
    renderer: Renderer, code: str, long: bool
) -> None:
    plain = odd = examples(code)[0]
    paths = free_texts(code)
    assert len(paths) >= 12
    written: list[tuple[str, str]] = []
    more = "x" * LONGEST if long else ""  # a long complaint is enclosed, whatever it says
    for place, path in enumerate(paths):
        written.append(
            (
                f"awal{place}tengah{more}{place}akhir",
                f"awal{place} {ODD}{long_text(place) if long else ''} {place}akhir",
            )
        )
        plain, odd = put(plain, path, written[-1][0]), put(odd, path, written[-1][1])
    expected = "\n".join(lines(renderer.render(code, plain))).casefold()
    made = renderer.render(code, odd)
    printed = [pair for pair in written if pair[0] in expected]
    assert len(printed) >= 10
    for token, text in written:
        expected = expected.replace(token, one_line(text).casefold())
    assert "\n".join(lines(made)).casefold() == expected
    assert misplaced(opened(made).element) == []
