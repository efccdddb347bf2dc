"""Inserts many rows in few statements; Peewee's insert_many spends two thirds of an intake page on building SQL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from peewee import Field

from models.tables.core.database import BaseTable, database

# SQLite takes 32,766 parameters in a statement, PostgreSQL 65,535 (stack §5.3).
_MAX_PARAMETERS = 30_000


# So many keys are asked for in one query.
_PIECE = 1_000


def in_pieces(keys: Iterable[str]) -> Iterator[list[str]]:
    """Yield keys in as many lists as it takes to ask for them."""
    every = list(keys)
    for start in range(0, len(every), _PIECE):
        yield every[start : start + _PIECE]


def insert_rows(
    table: type[BaseTable],
    rows: Sequence[Mapping[str, object]],
    returning: Sequence[Field] = (),
    ignore: bool = False,
) -> list[tuple[Any, ...]]:
    """Insert rows that all have the same keys (field names); return the columns asked for of each inserted row.

    Fields left out get their default. `ignore` skips rows that break a UNIQUE key; for those nothing is returned.
    """
    if not rows:
        return []
    given = [table._meta.combined[name] for name in rows[0]]
    names = {field.name for field in given}  # fields have an == of their own, so names are compared
    fields = given + [field for field in table._meta.defaults if field.name not in names]
    fixed = [_default(table, field) for field in fields[len(given) :]]
    tail = _tail(tuple(returning), ignore)
    found: list[tuple[Any, ...]] = []
    for part in _parts(rows, len(fields)):
        values = [
            value
            for row in part
            for value in (*(field.db_value(row[name]) for field, name in zip(given, row, strict=True)), *fixed)
        ]
        columns = tuple(field.column_name for field in fields)
        head = _head(table._meta.table_name, columns, len(part), str(database.param))
        cursor = database.execute_sql(head + tail, values)
        found += [tuple(row) for row in cursor.fetchall()] if returning else []
    return found


def _parts(rows: Sequence[Mapping[str, object]], width: int) -> Iterator[Sequence[Mapping[str, object]]]:
    size = max(1, _MAX_PARAMETERS // width)
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _default(table: type[BaseTable], field: Field) -> object:
    default, stored = table._meta.defaults[field], table._meta.fields[field.name].db_value
    return stored(default() if callable(default) else default)


@cache
def _head(table: str, columns: tuple[str, ...], count: int, mark: str) -> str:
    """Return INSERT … VALUES for a number of rows; names come from our own tables, values travel as parameters."""
    names = ", ".join(f'"{column}"' for column in columns)
    one = f"({', '.join([mark] * len(columns))})"
    return f'INSERT INTO "{table}" ({names}) VALUES {", ".join([one] * count)}'


def _tail(returning: tuple[Field, ...], ignore: bool) -> str:
    columns = ", ".join(f'"{field.column_name}"' for field in returning)
    return (" ON CONFLICT DO NOTHING" if ignore else "") + (f" RETURNING {columns}" if returning else "")
