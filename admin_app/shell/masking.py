"""Masks what is shown of a protected case: every text, at any depth, that is not declared harmless.

A column declares it in its table, a field of a view by its type (`Harmless[str]`), a key of a dictionary by the
columns of its name. Anything else is masked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_type_hints

from peewee import Model

from models.actions.core.identities import masks_of
from models.rules.core.declarations import Declaration, Holds, Reader
from models.rules.privacy.masking import Mask, masked_value
from models.tables import TABLES, Complaint
from models.tables.core.declaring import columns_for, held_by

# What a field of a view, or a key of a dictionary, is taken to hold: nobody knows, or something harmless.
_ANY, _HARMLESS = Declaration(Holds.FREE_WORDS), Declaration(Holds.OFFICE_WORDS)
_ADDRESS = Declaration(Holds.PLATFORM_ID, address=True)
_NO_TEXT = (bool, int, float, datetime, date)
View = TypeVar("View")


def masked(value: View, mask: Mask) -> View:
    """Return a view with its texts masked; dataclasses are copied, database rows changed in memory only."""
    return value if not mask.hides else _Mask(mask).over(value, _ANY)


def mask_rows(rows: Iterable[Any], case_of: str = "id") -> None:
    """Mask the rows of a list in memory; `case_of` names the column with the case. One query if none is protected."""
    listed = list(rows)
    masks = masks_of({getattr(row, case_of) for row in listed if getattr(row, case_of)})
    for row in listed:
        if (mask := masks.get(getattr(row, case_of))) is not None:
            _Mask(mask).row(row)


class _Mask:
    """One pass over a view, which handles every row once."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._seen: set[int] = set()

    def over(self, value: object, said: Declaration) -> Any:
        """Return a value masked as it is declared, with everything in it masked likewise."""
        if isinstance(value, str):
            return value if isinstance(value, Enum) else masked_value(said, value, self._mask)
        if isinstance(value, Model):
            self.row(value)
        elif _is_view(value):
            return self._view(value)
        elif isinstance(value, Mapping):
            return {key: self.over(part, _of_key(str(key), said)) for key, part in value.items()}
        elif isinstance(value, list | tuple | set | frozenset):
            return type(value)(self.over(part, said) for part in value)
        return value

    def row(self, row: Model) -> None:
        """Mask a row and the rows joined to it; a row of another case is left alone."""
        if id(row) in self._seen or (isinstance(row, Complaint) and self._seen and not row.identity_protected):
            return
        self._seen.add(id(row))
        for column in columns_for(type(row), Reader.MASK):
            if row.__data__.get(column.name):
                row.__data__[column.name] = masked_value(held_by(column), row.__data__[column.name], self._mask)
        for related in row.__rel__.values():
            if isinstance(related, Model):
                self.row(related)

    def _view(self, view: Any) -> Any:
        kind: Any = type(view)
        told = {name: self.over(getattr(view, name), said) for name, said in _fields_of(kind).items()}
        changes = {name: new for name, new in told.items() if new is not getattr(view, name)}
        return view._replace(**changes) if hasattr(view, "_replace") else replace(view, **changes)


def _is_view(value: object) -> bool:
    return hasattr(value, "_fields") or (is_dataclass(value) and not isinstance(value, type))


@cache
def _fields_of(view: Any) -> Mapping[str, Declaration]:
    """Return the values of a view's fields, without those whose type is harmless."""
    names = getattr(view, "_fields", ()) or [field.name for field in fields(view)]
    hints = get_type_hints(view, include_extras=True)
    held = {name: getattr(hints.get(name), "__metadata__", ()) for name in names}
    return {
        name: _ADDRESS if Holds.PLATFORM_ID in said else _ANY
        for name, said in held.items()
        if Holds.OFFICE_WORDS not in said and hints.get(name) not in _NO_TEXT
    }


@cache
def _harmless_names() -> frozenset[str]:
    """Return the column names that are harmless in every table that has them."""
    telling = {column.name for table in TABLES for column in columns_for(table, Reader.MASK)}
    return frozenset(column.name for table in TABLES for column in table._meta.sorted_fields) - telling


def _of_key(key: str, said: Declaration) -> Declaration:
    return _HARMLESS if key in _harmless_names() else said
