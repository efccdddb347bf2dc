"""Draws the veil over what is shown of a protected case: every text, however deep, by the name of its field."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from peewee import Model

from models.actions.core.identities import veils_of
from models.rules.privacy.masking import Veil
from models.tables import Complaint

# The fields somebody typed into, or that were made of such; the others are keys, states and names of officers.
TEXTS = frozenset(
    {
        *("text", "subject", "reported_party", "incident_place", "incident_time", "reason", "recipient", "note"),
        *("cancel_reason", "caption", "filename", "comment", "why", "motive", "proof", "state_words"),
    }
)
# An address at the platform leads to the person himself.
_LEADS_TO_HIM = frozenset({"permalink"})
View = TypeVar("View")


def veiled(value: View, veil: Veil) -> View:
    """Give a view with its texts veiled: dataclasses are made anew, rows of the database changed in memory only."""
    return value if not veil.telling else _veiled(value, veil, set())


def veil_rows(rows: Iterable[Any], case_of: str = "id") -> None:
    """Veil the rows of a list in memory; `case_of` names the column with the case. One query where none is hidden."""
    listed = list(rows)
    veils = veils_of({getattr(row, case_of) for row in listed if getattr(row, case_of)})
    for row in listed:
        if (veil := veils.get(getattr(row, case_of))) is not None:
            _row(row, veil, set())


def _veiled(value: Any, veil: Veil, seen: set[int]) -> Any:
    if isinstance(value, Model):
        _row(value, veil, seen)
        return value
    if is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: _field(field.name, getattr(value, field.name), veil, seen) for field in fields(value)}
        return replace(value, **{name: new for name, new in changes.items() if new is not getattr(value, name)})
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return type(value)(_veiled(part, veil, seen) for part in value)
    if isinstance(value, dict):
        return {key: _field(str(key), part, veil, seen) for key, part in value.items()}
    return value


def _field(name: str, value: Any, veil: Veil, seen: set[int]) -> Any:
    if type(value) is str:  # a word of an enumeration is no text
        return "" if name in _LEADS_TO_HIM else veil(value) if name in TEXTS else value
    return _veiled(value, veil, seen)


def _row(row: Model, veil: Veil, seen: set[int]) -> None:
    """Veil a row and the rows read with it; one of another case keeps its own words."""
    if id(row) in seen or (isinstance(row, Complaint) and seen and not row.identity_protected):
        return
    seen.add(id(row))
    for name, value in list(row.__data__.items()):
        if type(value) is str and (name in TEXTS or name in _LEADS_TO_HIM):
            row.__data__[name] = _field(name, value, veil, seen)
    for related in row.__rel__.values():
        if isinstance(related, Model):
            _row(related, veil, seen)
