"""How the answers to a paper's own questions are typed, checked and kept: texts, dates, and rows of a table.

A form sends `isian_KEY`, and for a table `isian_KEY.ROW.COLUMN`; what is kept under `isian_KEY` is a text, or a list
of rows of texts. No other fact begins so: a question called “Dari” is never taken for what the office says of itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.own.own_type import Question, QuestionKind

LONGEST_LINE = 500
LONGEST_TEXT = 20_000
LONGEST_CELL = 1_000
MOST_ROWS = 60
SPARE_ROWS = 3  # empty rows below those of a table; when they are filled and kept, there are new ones
_CELL = re.compile(r"\.(\d{1,2})\.(\d{1,2})")

Answer = str | list[list[str]]


def read_answers(
    questions: Sequence[Question], typed: Mapping[str, str], before: Mapping[str, object]
) -> dict[str, Answer]:
    """Return the answers after a form was sent; what it did not ask stays as it was. Raises DocumentNotAllowed."""
    return {one.tag: _read(one, typed, before.get(one.tag)) for one in questions}


def _read(one: Question, typed: Mapping[str, str], before: object) -> Answer:
    if one.kind is QuestionKind.TABEL:
        cells = {key: text for key, text in typed.items() if key.startswith(f"{one.tag}.")}
        return _rows(one, cells) if cells else table_of(before)
    if one.tag not in typed:
        return before if isinstance(before, str) else ""
    text = typed[one.tag]
    _check(one, text)
    return text.strip() if one.kind is not QuestionKind.TEKS else " ".join(text.split())


def _check(one: Question, text: str) -> None:
    longest = LONGEST_TEXT if one.kind is QuestionKind.URAIAN else LONGEST_LINE
    if len(text) > longest:
        raise DocumentNotAllowed(f"“{one.label}” paling panjang {longest} huruf; sekarang {len(text)}.")
    if one.kind is QuestionKind.TANGGAL and text.strip():
        try:
            date.fromisoformat(text.strip())
        except ValueError as err:
            raise DocumentNotAllowed(f"“{one.label}” harus berupa tanggal, misalnya 2026-11-24.") from err
    if one.kind is QuestionKind.PILIHAN and text.strip() and text.strip() not in one.options:
        raise DocumentNotAllowed(f"“{one.label}”: pilih salah satu yang tersedia.")


def _rows(one: Question, cells: Mapping[str, str]) -> list[list[str]]:
    """Return the rows of a table in their order, those without any word left out. Raises DocumentNotAllowed."""
    rows: dict[int, list[str]] = {}
    for name, text in cells.items():
        place = _CELL.fullmatch(name.removeprefix(one.tag))
        if place is None or int(place[2]) >= len(one.options):
            continue
        if len(text) > LONGEST_CELL:
            raise DocumentNotAllowed(
                f"“{one.label}”: satu kotak paling panjang {LONGEST_CELL} huruf; sekarang {len(text)}."
            )
        rows.setdefault(int(place[1]), [""] * len(one.options))[int(place[2])] = text.strip()
    found = [rows[place] for place in sorted(rows) if any(rows[place])]
    if len(found) > MOST_ROWS:
        raise DocumentNotAllowed(f"“{one.label}” paling banyak {MOST_ROWS} baris; sekarang {len(found)}.")
    return found


def table_of(kept: object) -> list[list[str]]:
    """Return a kept table; anything else is an empty one."""
    return [list(map(str, row)) for row in kept if isinstance(row, list)] if isinstance(kept, list) else []


def unanswered(questions: Sequence[Question], answers: Mapping[str, object]) -> list[str]:
    """Return the labels of the required questions without an answer."""
    return [one.label for one in questions if one.required and not answers.get(one.tag)]


def in_words(questions: Sequence[Question], answers: object) -> Iterator[tuple[str, str]]:
    """Yield what was answered, a label with its words; the rows of a table a line each."""
    found: Mapping[str, object] = answers if isinstance(answers, Mapping) else {}
    for one in questions:
        kept = found.get(one.tag)
        if isinstance(kept, str) and kept:
            yield one.label, kept
        elif rows := table_of(kept):
            yield one.label, "\n".join("; ".join(filter(None, row)) for row in rows)
