"""Masks what is shown of a protected case: every text, however deep, by the name of its field."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from peewee import Model

from models.actions.core.identities import masks_of
from models.rules.privacy.masking import Mask
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


def masked(value: View, mask: Mask) -> View:
    """Return a view with its texts masked: dataclasses are made anew, rows of the database changed in memory only."""
    return value if not mask.telling else _masked(value, mask, set())


def mask_rows(rows: Iterable[Any], case_of: str = "id") -> None:
    """Mask the rows of a list in memory; `case_of` names the column with the case. One query where none is hidden."""
    listed = list(rows)
    masks = masks_of({getattr(row, case_of) for row in listed if getattr(row, case_of)})
    for row in listed:
        if (mask := masks.get(getattr(row, case_of))) is not None:
            _row(row, mask, set())


def _masked(value: Any, mask: Mask, seen: set[int]) -> Any:
    if isinstance(value, Model):
        _row(value, mask, seen)
        return value
    if is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: _field(field.name, getattr(value, field.name), mask, seen) for field in fields(value)}
        return replace(value, **{name: new for name, new in changes.items() if new is not getattr(value, name)})
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return type(value)(_masked(part, mask, seen) for part in value)
    if isinstance(value, dict):
        return {key: _field(str(key), part, mask, seen) for key, part in value.items()}
    return value


def _field(name: str, value: Any, mask: Mask, seen: set[int]) -> Any:
    if type(value) is str:  # a word of an enumeration is no text
        return "" if name in _LEADS_TO_HIM else mask(value) if name in TEXTS else value
    return _masked(value, mask, seen)


def _row(row: Model, mask: Mask, seen: set[int]) -> None:
    """Mask a row and the rows read with it; one of another case keeps its own words."""
    if id(row) in seen or (isinstance(row, Complaint) and seen and not row.identity_protected):
        return
    seen.add(id(row))
    for name, value in list(row.__data__.items()):
        if type(value) is str and (name in TEXTS or name in _LEADS_TO_HIM):
            row.__data__[name] = _field(name, value, mask, seen)
    for related in row.__rel__.values():
        if isinstance(related, Model):
            _row(related, mask, seen)
