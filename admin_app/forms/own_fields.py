"""The fields of a paper of an own type, drawn from its questions: those of a table too, and what was typed."""

from collections.abc import Mapping
from typing import Any

from admin_app.forms.fields import Field
from models.rules.papers.own.answers import MOST_ROWS, SPARE_ROWS, table_of
from models.rules.papers.own.own_type import ANSWERS, Question, QuestionKind, asked_in

# To whom a paper of an own type goes: of the built-in ones the case says so.
TO_FIELD = Field("yth", "Yth.", hint="Nama jabatan, atau nama yang dituju.", required=True, limit=200, later=True)
_KINDS: Mapping[QuestionKind, str] = {
    QuestionKind.TEKS: "baris",
    QuestionKind.URAIAN: "teks",
    QuestionKind.TANGGAL: "tanggal",
    QuestionKind.PILIHAN: "pilih",
    QuestionKind.TABEL: "tabel",
}
_PREFIX = "isian_"


def own_fields(facts: Mapping[str, Any]) -> list[Field]:
    """Return the fields of a draft beside those every paper has; none for a built-in type."""
    asked = asked_in(facts)
    to = [TO_FIELD] if asked_of_own(facts) and "yth" in facts else []
    return [*to, *map(_field, asked)]


def asked_of_own(facts: Mapping[str, Any]) -> bool:
    """Whether these are the facts of a paper of an own type."""
    return ANSWERS in facts


def _field(one: Question) -> Field:
    return Field(
        one.tag,
        one.label,
        _KINDS[one.kind],
        one.hint,
        one.required,
        limit=500 if one.kind is QuestionKind.TEKS else None,
        rows=5,
        options=one.options,
        optional="boleh kosong",
        later=True,
    )


def own_values(facts: Mapping[str, Any]) -> dict[str, object]:
    """Return what such a draft holds now, by field: a text, or the rows of a table."""
    answers = facts.get(ANSWERS)
    kept = dict(answers) if isinstance(answers, dict) else {}
    return kept | ({"yth": facts["yth"]} if asked_of_own(facts) and "yth" in facts else {})


def shown_rows(field: Field, kept: object, typed: Mapping[str, str] | None) -> list[list[str]]:
    """Return the rows of a table as its form shows them: as typed in a refused form, else as kept, and empty ones."""
    rows = typed_rows(field, typed) if typed is not None else table_of(kept)
    spare = min(SPARE_ROWS, max(MOST_ROWS - len(rows), 0))
    width = len(field.options)
    return [[*row, *[""] * width][:width] for row in rows] + [[""] * width for _ in range(spare)]


def typed_rows(field: Field, typed: Mapping[str, str]) -> list[list[str]]:
    """Return the rows of a table that were typed, those without any word left out."""
    rows = [
        [typed.get(f"{field.name}.{row}.{place}", "") for place in range(len(field.options))] for row in range(99)
    ]
    return [row for row in rows if any(text.strip() for text in row)]


def own_changes(form: Mapping[str, str], word: Any) -> dict[str, str]:
    """Return what a form says of the questions of an own type; `word` reads a field as it may be stored."""
    return {name: word(name) for name in form if name.startswith(_PREFIX) or name == TO_FIELD.name}
