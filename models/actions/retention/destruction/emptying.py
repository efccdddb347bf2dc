"""Empties rows as their columns declare, and finds the rows that belong to a case, a message or a person.

No table or column is named here: a new one is included by its foreign key and its declarations.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

from peewee import ColumnBase, Field, ForeignKeyField

from models.rules.core.declarations import Declaration, Gone, Reader
from models.rules.retention.retention import DESTROYED, STANDS_FOR, hidden_id
from models.tables import TABLES
from models.tables.core.database import BaseTable
from models.tables.core.declaring import columns_for, held_by

# Destroyed columns set row by row, because each row gets a value of its own.
_OWN: dict[Gone, Callable[[int, str], str | None]] = {
    Gone.HASH: lambda _row, value: hidden_id(value),
    Gone.ROW: lambda row, _value: f"{STANDS_FOR}{row}",
}


class Below(NamedTuple):
    """Rows that belong to others: their table, and the condition that selects them."""

    table: type[BaseTable]
    mine: ColumnBase


def below(top: type[BaseTable], rows: Any, stops: Collection[type[BaseTable]] = ()) -> Iterator[Below]:
    """Yield what belongs to these rows of a table, directly or through others; `stops` are handled elsewhere."""
    for table in TABLES:
        if table is not top and table not in stops:
            for key in _named_by(table, top):
                yield from _from(Below(table, key.in_(rows)), {top, *stops})


def _from(found: Below, stops: Collection[type[BaseTable]]) -> Iterator[Below]:
    yield found
    ids = found.table.select(found.table.id).where(found.mine)
    for table in TABLES:
        if table is not found.table and table not in stops:
            # A row that can exist without the other does not belong to it.
            for key in (one for one in _keys_to(table, found.table) if not one.null):
                yield from _from(Below(table, key.in_(ids)), {found.table, *stops})


def _keys_to(table: type[BaseTable], aim: type[BaseTable]) -> list[Field]:
    return [key for key, other in table._meta.refs.items() if other is aim]


def _named_by(table: type[BaseTable], aim: type[BaseTable]) -> list[Field]:
    """Return the columns that refer to a table, also without a foreign key (`complaint` of a draft or a notice)."""
    loose = table._meta.fields.get(aim._meta.table_name)
    named = [loose] if loose is not None and not isinstance(loose, ForeignKeyField) else []
    return [*_keys_to(table, aim), *named]


def empty(table: type[BaseTable], mine: ColumnBase) -> set[str]:
    """Empty these rows as their columns declare, and return the files they named."""
    columns = list(columns_for(table, Reader.DESTRUCTION))
    files = {sha256 for column in columns if held_by(column).file for sha256 in _named(column, mine)}
    own = {column: _OWN[held_by(column).gone] for column in columns if held_by(column).gone in _OWN}
    for row, *values in list(table.select(table.id, *own).where(mine).tuples()) if own else ():
        changes = {column: made(row, value) for (column, made), value in zip(own.items(), values, strict=True)}
        table.update(changes).where(table.id == row).execute()
    alike = {column: left_in(column) for column in columns if column not in own}
    if alike:
        table.update(alike).where(mine).execute()
    return files


def _named(column: Field, mine: ColumnBase) -> set[str]:
    return {sha256 for (sha256,) in column.model.select(column).where(mine).tuples() if sha256}


def left_in(column: Field) -> str | None:
    """Return what a destroyed column holds: its mark, its default, or an empty value."""
    said: Declaration = held_by(column)
    if said.gone is Gone.MARK:
        return DESTROYED
    default: str | None = column.default
    if isinstance(default, str) or column.null:
        return default
    return "" if said.harmless is None else "{}"


def what_is_left(table: type[BaseTable]) -> ColumnBase | None:
    """Return the condition under which a row still holds what should be destroyed; None where it never can."""
    found: ColumnBase | None = None
    for column in columns_for(table, Reader.DESTRUCTION):
        if held_by(column).gone in _OWN:
            kept = ~column.startswith(STANDS_FOR) & (column != "")
        else:
            text = isinstance(left_in(column), str)
            kept = column.not_in(["", "{}", DESTROYED]) if text or not column.null else column.is_null(False)
        found = kept if found is None else found | kept
    return found
