"""Finds the answers that a template of an own type would leave out: what is written there would not be on the paper.

Each answer is filled in as a mark, and the mark is looked for in what is printed. One that is printed only beside a
certain choice is printed.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, count

from docgen.package import unpack
from models.rules.papers.own.own_type import Question, QuestionKind

_MARKUP = re.compile("<[^>]*>")
# Fills the template with these words in place of an example's.
Fill = Callable[[Mapping[str, object]], bytes]


def unprinted(asked: Sequence[Question], fill: Fill) -> str:
    """Return what to correct in a template that does not print every answer and column, empty where it does."""
    numbers = count(1)
    marked = {one.tag: _marked(one, numbers) for one in asked}
    text = _text(fill(marked))
    lost = [one for one in asked if any(True for _ in _lost(one, marked[one.tag], text))]
    if lost:  # only then: each choice is a filling of its own
        text += "".join(_text(fill({**marked, **said})) for said in _choices(asked))
    lost = [one for one in lost if not (one.kind is QuestionKind.PILIHAN and _tells_apart(one, marked, fill))]
    named = list(chain.from_iterable(_lost(one, marked[one.tag], text) for one in lost))
    if not named:
        return ""
    return (
        f"Templat tidak mencetak jawaban {', '.join(named)}; yang ditulis di situ hilang dari naskah. Salin tagnya "
        "dari templat bawaan, lalu unggah lagi."
    )


def _mark(numbers: Iterator[int]) -> str:
    return f"\ue000{next(numbers)}\ue001"  # letters for private use, which no template writes


def _marked(one: Question, numbers: Iterator[int]) -> object:
    """Return an answer of marks, in the form its kind is printed in."""
    if one.kind is QuestionKind.TABEL:
        return [{"no": str(row), **{name: _mark(numbers) for name, _heading in one.columns}} for row in (1, 2)]
    return [_mark(numbers), _mark(numbers)] if one.kind is QuestionKind.URAIAN else _mark(numbers)


def _lost(one: Question, marked: object, text: str) -> Iterator[str]:
    """Yield what of an answer is not in a text: the answer by its question, of a table each column."""
    if not isinstance(marked, list):
        if str(marked) not in text:
            yield f"“{one.label}” ({{{{ {one.tag} }}}})"
    elif one.kind is QuestionKind.TABEL:
        for name, heading in one.columns:
            if any(row[name] not in text for row in marked):
                yield f"“{heading}” pada “{one.label}” ({{{{ baris.{name} }}}})"
    elif any(mark not in text for mark in marked):
        yield f"“{one.label}” ({{%p for baris in {one.tag} %}})"


def _choices(asked: Sequence[Question]) -> Iterator[Mapping[str, object]]:
    for one in asked:
        if one.kind is QuestionKind.PILIHAN:
            yield from ({one.tag: option} for option in one.options)


def _tells_apart(one: Question, marked: Mapping[str, object], fill: Fill) -> bool:
    """Whether a choice shows by what else is printed for it, as by a box that is ticked."""
    pages = [_text(fill({**marked, one.tag: option})) for option in one.options]
    return len(set(pages)) == len(pages)


def _text(paper: bytes) -> str:
    """Return all that a paper prints, with its head and foot."""
    parts = unpack(paper)
    written = (parts[name].decode("utf-8") for name in sorted(parts) if re.match(r"word/\w+\.xml$", name))
    return "\n".join(_MARKUP.sub("", part) for part in written)
