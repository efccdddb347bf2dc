"""The rows of a table as a move carries and compares them: by id, every value of its column's own type."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from peewee import (
    BigIntegerField,
    BlobField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Field,
    FloatField,
    ForeignKeyField,
    IntegerField,
    PeeweeException,
    TextField,
    TimeField,
)

from models.rules.core.texts import storable
from models.tables import BaseTable
from models.tables.core.database import EXCEPTIONS

Row = tuple[Any, ...]
_AT_ONCE = 500  # rows asked for together; a raw item of a platform may be large
_LOWEST = -(1 << 63)
_INTEGER = 1 << 31  # PostgreSQL's INTEGER; SQLite takes any
# The first that a column is one of says the type its values must have. Peewee hands some on as they are.
_TYPES: tuple[tuple[type[Field], type], ...] = (
    (BooleanField, bool),
    (IntegerField, int),
    (FloatField, float),
    (DateTimeField, datetime),
    (DateField, date),
    (TimeField, time),
    (BlobField, bytes),
    (CharField, str),
    (TextField, str),
)


class RowUnfit(Exception):
    """A row holds what its column cannot: told by table, id and column, never by its value."""


class Tally:
    """Counts and hashes the rows that pass; two are equal where all rows were, whatever database they came from."""

    def __init__(self) -> None:
        self.rows = 0
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """Return the hash of the rows that passed, in their order."""
        return self._digest.hexdigest()

    def through(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows, each noted."""
        for row in rows:
            said = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_said)
            self._digest.update(said.encode() + b"\n")
            self.rows += 1
            yield row

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and (self.rows, self.sha256) == (other.rows, other.sha256)

    __hash__ = None  # type: ignore[assignment]


def tally_of(rows: Iterable[Row]) -> Tally:
    """Return the tally of all these rows."""
    tally = Tally()
    for _ in tally.through(rows):
        pass
    return tally


def rows_of(source: Any, table: type[BaseTable], altered: list[str] | None = None) -> Iterator[Row]:
    """Yield the rows of a table by id, some hundreds in memory. Raises RowUnfit.

    A text that PostgreSQL cannot hold (NUL) is yielded as the office stores such texts; its place joins `altered`.
    """
    fields = table._meta.sorted_fields
    readers = [_reader(field) for field in fields]
    name, columns = table._meta.table_name, ", ".join(f'"{field.column_name}"' for field in fields)
    sql = f'SELECT id, {columns} FROM "{name}" WHERE id > {source.param} ORDER BY id LIMIT {_AT_ONCE}'  # noqa: S608
    last = _LOWEST
    while found := _some(source, sql, name, last):
        for at, *raw in found:
            if at <= last:  # a damaged order of ids: it would be read without end, or passed over
                raise RowUnfit(f"the rows of {name} do not come by id after {last}.")
            last = at
            row = tuple(map(_read, [(name, last)] * len(raw), fields, readers, raw))
            clean = tuple(storable(value) if isinstance(value, str) else value for value in row)
            if clean != row and altered is not None:
                changed = (field for field, old, new in zip(fields, row, clean, strict=True) if old != new)
                altered.extend(f"{name} {last} {field.column_name}" for field in changed)
            yield clean


def _some(source: Any, sql: str, name: str, last: int) -> list[Row]:
    """Return the next rows. Raises RowUnfit without what the driver says: it quotes what it cannot read."""
    try:
        with EXCEPTIONS:
            return list(source.execute_sql(sql, (last,)).fetchall())
    except PeeweeException as err:
        kind, after = type(err).__name__, "" if last == _LOWEST else f" after id {last}"
    raise RowUnfit(f"the rows of {name}{after} cannot be read ({kind}).")


def _read(where: tuple[str, int], field: Field, reader: Callable[[Any], Any], raw: Any) -> Any:
    try:
        return None if raw is None and field.null else reader(raw)
    except (TypeError, ValueError, OverflowError) as err:
        why = f"{where[0]} {where[1]}, column {field.column_name}"
        raise RowUnfit(f"{why}, holds what this column cannot hold ({type(raw).__name__}).") from err


def _reader(field: Any) -> Callable[[Any], Any]:
    """Return what makes of a driver's value the one of the column's type, or raises ValueError, TypeError."""
    told = field
    while isinstance(told, ForeignKeyField):
        told = told.rel_field
    kind: Any = next(kind for column, kind in _TYPES if isinstance(told, column))
    longest = told.max_length if kind is str and isinstance(told, CharField) else None
    small = kind is int and not isinstance(told, BigIntegerField)

    def read(raw: Any) -> Any:
        value = _plain(kind, raw, told)
        if type(value) is not kind:
            raise TypeError
        if (longest and len(value) > longest) or (small and not -_INTEGER <= value < _INTEGER):
            raise ValueError
        if isinstance(raw, str) and (str(value) != raw or getattr(value, "tzinfo", None)):
            raise ValueError  # SQLite takes moments and days in any form; the other would keep another value
        return value

    return read


def _plain(kind: type, raw: Any, field: Any) -> Any:
    """Return a value as Python has it; what is of another kind stays what it is, for who compares the types."""
    if kind is bool:
        return bool(raw) if raw in (0, 1) else raw  # SQLite has numbers for them
    if kind is float:
        return float(raw) if isinstance(raw, int) else raw
    if kind is bytes:
        return bytes(raw) if isinstance(raw, memoryview) else raw
    return raw if kind in (int, str) else field.python_value(raw)


def _said(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"no column holds a {type(value).__name__}")
