"""What the case holds of a field by now, in words, beside what somebody typed into an older page."""

from collections.abc import Mapping
from datetime import date

from admin_app.forms.choices import choices
from admin_app.forms.fields import Field
from admin_app.forms.own_fields import typed_rows
from models.rules.papers.own.answers import table_of


def stored_words(field: Field, stored: object, typed: Mapping[str, str]) -> list[str]:
    """Return what is stored of a field, a line each, where it says something else than was typed; else nothing."""
    if field.kind == "tabel":
        rows = [[_plain(cell) for cell in row] for row in table_of(stored)]
        other = [[_plain(cell) for cell in row] for row in typed_rows(field, typed)]
        return ["; ".join(filter(None, row)) for row in rows] if rows != other else []
    if not isinstance(stored, str) or not stored.strip() or _plain(stored) == _plain(typed.get(field.name, "")):
        return []
    chosen = stored.split(",") if field.kind == "banyak" else [stored]
    return ", ".join(_said(field, one) for one in chosen).splitlines()


def _said(field: Field, stored: str) -> str:
    """Return a stored value as its field shows it: a date as it is written, a choice by its label."""
    if field.kind == "tanggal":
        try:
            return f"{date.fromisoformat(stored):%d-%m-%Y}"
        except ValueError:
            return stored
    return dict(choices(field.choices)).get(stored, stored) if field.choices else stored


def _plain(words: str) -> str:
    return "\n".join(line.rstrip() for line in words.strip().splitlines())
