"""Reads the rows of sealed tables for their digests, the same way when they are sealed and when they are compared.

Values are taken as the database gives them: what Peewee makes of them would cost as much again.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from peewee import OP, Expression

from models.rules.core.sealed_contents import SEALED, table_name
from models.tables import TABLES, BaseTable, database
from models.tables.core.database import is_sqlite


@cache
def table_of(kind: str) -> type[BaseTable]:
    """Return the table that a line of `SEALED` is of. Raises KeyError."""
    return {table._meta.table_name: table for table in TABLES}[table_name(kind)]


@cache
def columns_of(kind: str) -> tuple[Any, ...]:
    """Return the sealed columns of a line; a key of another table as its number."""
    fields = table_of(kind)._meta.fields
    return tuple(fields[name] for name in SEALED[kind])


def contents(kind: str, rows: Any, hold: str = "") -> Iterator[tuple[int, Sequence[object]]]:
    """Yield number and sealed values of the rows of a condition (None: all), in the order of their numbers.

    `hold`: on PostgreSQL, the words by which they are held until the transaction ends; SQLite has one that writes.
    """
    words = f" {hold}" if hold and not is_sqlite() else ""
    number = number_in(kind, rows)
    if number is None:
        sql, values = _query(kind, rows).sql()
    else:
        sql, values = _text_of_one(kind, str(database.param)), (number,)
    for ref, *said in database.execute_sql(sql + words, values).fetchall():
        yield int(ref), said


def contents_by(table: str, columns: Sequence[str]) -> Iterator[tuple[int, Sequence[object]]]:
    """Yield what `contents` yields of all rows, by the columns of the database that a seal was over before."""
    names = ", ".join(f'"{name}"' for name in ("id", *columns))
    sql = f'SELECT {names} FROM "{table}" ORDER BY id'  # noqa: S608 - names of our own migrations
    for ref, *said in database.execute_sql(sql).fetchall():
        yield int(ref), said


def number_in(kind: str, rows: Any) -> int | None:
    """Return the number of the row where a condition asks for nothing but that; nearly all changes do."""
    if type(rows) is Expression and rows.op == OP.EQ and rows.lhs is table_of(kind)._meta.primary_key:
        return rows.rhs if type(rows.rhs) is int else None
    return None


def _query(kind: str, rows: Any) -> Any:
    table = table_of(kind)
    key: Any = table._meta.primary_key
    query = table.select(key, *columns_of(kind)).order_by(key)
    return query if rows is None else query.where(rows)


@cache
def _text_of_one(kind: str, mark: str) -> str:
    names = ", ".join(f'"{column.column_name}"' for column in (table_of(kind)._meta.primary_key, *columns_of(kind)))
    return f'SELECT {names} FROM "{table_name(kind)}" WHERE "id" = {mark}'  # noqa: S608 - names of our own tables
