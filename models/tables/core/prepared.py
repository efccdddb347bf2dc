"""Prepared queries: Peewee writes the text of a query once for each shape of its arguments; then only values are new.

To build a query and write its text costs Python several times what the database takes to answer it. What is asked on
every page is therefore a function under `@prepared`, which returns the query for its arguments. It runs once for each
shape of them; then only their values are new.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, ParamSpec

from peewee import (
    AutoField,
    BigIntegerField,
    CharField,
    ForeignKeyField,
    IntegerField,
    Model,
    ModelCursorWrapper,
    ModelObjectCursorWrapper,
    ModelTupleCursorWrapper,
    Node,
    TextField,
)

from models.tables.core.database import database
from models.tables.core.one_look import once
from models.tables.core.sql_text import KeptPlan, Place

Given = ParamSpec("Given")
# A number, word or moment is a value. Anything else is part of the shape: None is asked for in other words than a
# number, a condition may be there for one scope and not for another, and a list has as many places as values.
_VALUES = frozenset((int, str, datetime, date))
_MOST = 200  # shapes of one query that are kept; more is a sign that a value is taken for a shape
_LONGEST = 300  # values of a list whose shape is kept: what a page asks for, not what a whole office is asked for


class _Written:
    """A query as written: its text, how each of its values is found, and how a row is read."""

    def __init__(self, query: Any, by_value: bool = False) -> None:
        text, self._values = database.get_sql_context().sql(query).query()
        self.text: str = text if by_value else KeptPlan(text)
        self._query = query
        self._read: Callable[[Any], Any] | None = None

    def values_of(self, given: Sequence[Any]) -> list[Any]:
        """Return the values of this query for its arguments."""
        return [one.value_in(given) if type(one) is Place else one for one in self._values]

    def ask(self, given: Sequence[Any]) -> list[Any]:
        """Return the rows of the answer, each as the query itself would give it."""
        cursor = database.execute_sql(self.text, self.values_of(given))
        rows = cursor.fetchall()
        if rows and self._read is None:
            self._read = _reader(self._query._get_cursor_wrapper(cursor))
        cursor.close()
        read = self._read
        return [read(row) for row in rows] if read is not None else []


class Prepared(Generic[Given]):
    """A query of fixed shape. Called with its arguments it returns the rows, read anew each time.

    `of_office`: what it asks is the same for everything that one look shows; see `one_look`.
    `by_value`: its values decide which way to its rows is short, so PostgreSQL plans it anew each time.
    """

    def __init__(self, build: Callable[Given, Any], *, of_office: bool = False, by_value: bool = False) -> None:
        self._build: Callable[..., Any] = build
        self._of_office, self._by_value = of_office, by_value
        self.__doc__ = build.__doc__
        self._written: dict[Hashable, _Written] = {}
        _all.append(self)

    def forget(self) -> None:
        """Keep no shape any longer."""
        self._written.clear()

    def __call__(self, *given: Given.args, **none: Given.kwargs) -> list[Any]:
        """Return the rows of the answer. Raises TypeError for arguments by name: they would not be told apart."""
        if none:
            raise TypeError("a prepared query takes its arguments in their order")
        if self._of_office:
            return once((self, given), lambda: self._written_for(given).ask(given))
        return self._written_for(given).ask(given)

    def _written_for(self, given: Sequence[Any]) -> _Written:
        if any(type(one) is list and len(one) > _LONGEST for one in given):
            return _Written(self._build(*_places(given)), by_value=True)
        shape = (type(database.obj), *map(_shape, given))
        written = self._written.get(shape)
        if written is None:
            if len(self._written) >= _MOST:
                self._written.clear()
            written = self._written[shape] = _Written(self._build(*_places(given)), self._by_value)
        return written

    def first(self, *given: Given.args, **none: Given.kwargs) -> Any:
        """Return the first row of the answer, None where there is none."""
        return next(iter(self(*given, **none)), None)

    def worded(self, *given: Given.args, **none: Given.kwargs) -> "Worded":
        """Return the query for its arguments, to be asked with others; see `numbers`."""
        if none:
            raise TypeError("a prepared query takes its arguments in their order")
        written = self._written_for(given)
        return Worded(written.text, tuple(written.values_of(given)))


@dataclass(frozen=True)
class Worded:
    """A query for one number, worded and not asked yet."""

    text: str
    values: tuple[Any, ...]


def worded(query: Any) -> Worded:
    """Return a query that cannot be prepared, to be asked with others; see `numbers`."""
    text, values = database.get_sql_context().sql(query).query()
    return Worded(text, tuple(values))


def numbers(asked: Sequence[Worded]) -> list[int]:
    """Return the number each of these queries asks for, all asked as one; of none, nothing is asked."""
    if not asked:
        return []
    columns = ", ".join(f"({one.text})" for one in asked)
    cursor = database.execute_sql(f"SELECT {columns}", [value for one in asked for value in one.values])
    (row,) = cursor.fetchall()
    cursor.close()
    return [int(number or 0) for number in row]


_all: list[Prepared[Any]] = []


def forget_shapes() -> None:
    """Keep no shape of any query: what was typed into an address may be part of one."""
    for one in _all:
        one.forget()


def prepared(build: Callable[Given, Any]) -> Prepared[Given]:
    """Return a prepared query from a function that returns the query for its arguments."""
    return Prepared(build)


def prepared_of_office(build: Callable[Given, Any]) -> Prepared[Given]:
    """Return the same for what the office itself says, which one look at many things asks once."""
    return Prepared(build, of_office=True)


def prepared_by_value(build: Callable[Given, Any]) -> Prepared[Given]:
    """Return the same for a query over many rows, whose best plan depends on the moments, sections or words given."""
    return Prepared(build, by_value=True)


def _shape(value: Any) -> Hashable:
    kind: type = type(value)
    if kind in _VALUES:
        return kind
    return (list, len(value)) if kind is list else (kind, value)


def _places(given: Sequence[Any]) -> list[Any]:
    """Return places for the values of these arguments, and the arguments themselves where they are the shape."""
    return [
        [Place(number, within) for within in range(len(value))]
        if type(value) is list
        else Place(number)
        if type(value) in _VALUES
        else value
        for number, value in enumerate(given)
    ]


def _reader(wrapper: Any) -> Callable[[Any], Any]:
    """Return what makes a row of an answer into what the query gives, found once from the columns of the first."""
    wrapper.initialize()
    wrapper.cursor = None
    if type(wrapper) is ModelObjectCursorWrapper and isinstance(wrapper.constructor, type):
        return _whole_rows(wrapper)
    if type(wrapper) is ModelCursorWrapper:
        return _joined_rows(wrapper)
    if type(wrapper) is ModelTupleCursorWrapper:
        return _bare_rows(wrapper)
    read: Callable[[Any], Any] = wrapper.process_row
    return read


def _differing(wrapper: Any) -> tuple[tuple[int, Any], ...]:
    """Return the places whose values the database does not give as they are, each with what converts them."""
    given = {
        place
        for place, column in enumerate(wrapper.select)
        if isinstance(column, Node) and _is_given(column.unwrap())  # a function may give another kind than its column
    }
    converters = enumerate(wrapper.converters)
    return tuple((place, convert) for place, convert in converters if convert is not None and place not in given)


def _is_given(column: Any) -> bool:
    """Whether the database gives what it keeps in a column as the number or word that was put there."""
    kind: Any = type(column)
    if kind is ForeignKeyField:
        return _is_given(column.rel_field)
    return kind in _NUMBERS_AND_WORDS


_NUMBERS_AND_WORDS = frozenset((AutoField, IntegerField, BigIntegerField, CharField, TextField))


def _bare_rows(wrapper: Any) -> Callable[[Any], Any]:
    """Return the same for rows that stay rows."""
    differing = _differing(wrapper)

    def read(row: Any) -> Any:
        found = list(row)
        for place, convert in differing:
            found[place] = convert(found[place])
        return tuple(found)

    return read if differing else tuple


def _whole_rows(wrapper: Any) -> Callable[[Any], Any]:
    """Return the same for rows of one table, which Peewee would set column by column."""
    table: Any = wrapper.constructor
    fields = table._meta.fields
    if not issubclass(table, Model) or any(name not in fields for name in wrapper.unique_columns):
        kept: Callable[[Any], Any] = wrapper.process_row
        return kept
    names = tuple(wrapper.unique_columns)
    differing = tuple((names[place], convert) for place, convert in _differing(wrapper))

    def read(row: Any) -> Any:
        found = table.__new__(table)
        data = found.__data__ = dict(zip(names, row, strict=True))
        for name, convert in differing:
            data[name] = convert(data[name])
        found._dirty, found.__rel__ = set(), {}
        return found

    return read


def _joined_rows(wrapper: Any) -> Callable[[Any], Any]:
    """Return the same for rows of several tables, whose columns Peewee would set one by one as well."""
    tables = {key: table for key, table, is_table in wrapper._constructor_list if is_table}
    columns: dict[Any, list[tuple[int, str]]] = {key: [] for key in tables}
    for place, key, name, _convert in wrapper._row_spec:
        table = key if key in tables else wrapper.model
        if len(tables) < len(wrapper._constructor_list) or name not in tables[table]._meta.fields:
            kept: Callable[[Any], Any] = wrapper.process_row
            return kept
        columns[table].append((place, name))
    differing = dict(_differing(wrapper))
    plan = tuple(
        (key, tables[key], own, tuple((name, differing[place]) for place, name in own if place in differing))
        for key, own in columns.items()
    )

    def read(row: Any) -> Any:
        objects, there = {}, set()
        for key, table, own, converted in plan:
            found = objects[key] = table.__new__(table)
            data = found.__data__ = {name: row[place] for place, name in own}
            for name, convert in converted:
                data[name] = convert(data[name])
            found._dirty, found.__rel__ = set(), {}
            if any(row[place] is not None for place, _name in own):
                there.add(key)
        _join(wrapper, objects, there)
        return objects[wrapper.model]

    return read


def _join(wrapper: Any, objects: dict[Any, Any], there: set[Any]) -> None:
    """Join the parts of a row as Peewee does; of a table that may lack a row, `there` says whether it is."""
    for source, name, target, _as_dict, may_lack, is_key in wrapper.src_to_dest:
        is_there = target in there or bool(wrapper._dest_reachable.get(target, frozenset()) & there)
        if may_lack and source not in there and target not in there:
            continue
        if is_there:
            setattr(objects[source], name, objects[target])
        elif may_lack and is_key:
            objects[source].__rel__[name] = None
        elif may_lack:
            setattr(objects[source], name, None)
    for one in objects.values():
        one._dirty.clear()
