"""Writes the text of a query: what Peewee writes, sign by sign, in half of its time.

A page asks some fifteen queries of nearly the same words, and a quarter of its time went into them. What is most
of a text (columns, values, comparisons, lists) is written here directly; everything else by Peewee itself.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from operator import is_
from typing import Any

from peewee import (
    OP,
    SCOPE_SOURCE,
    SCOPE_VALUES,
    SQL,
    Column,
    Context,
    Entity,
    Expression,
    Field,
    ForeignKeyField,
    ModelBase,
    NodeList,
    SelectBase,
    State,
    Table,
    Value,
    WrappedNode,
)


class KeptPlan(str):
    """The text of a query whose rows are found by keys alone: a server may keep its plan for whatever values come."""

    __slots__ = ()


class Place:
    """Where a value will stand in a query that is prepared (models/tables/core/prepared.py)."""

    __slots__ = ("_convert", "_later", "_number", "_within")

    def __init__(
        self,
        number: int,
        within: int | None = None,
        convert: Callable[[Any], Any] | None = None,
        later: timedelta | None = None,
    ) -> None:
        self._number, self._within, self._convert, self._later = number, within, convert, later

    def __add__(self, span: timedelta) -> "Place":
        """Return the place of a moment so much later."""
        return Place(self._number, self._within, self._convert, (self._later or timedelta()) + span)

    def __sub__(self, span: timedelta) -> "Place":
        """Return the place of a moment so much earlier."""
        return self + -span

    def converted_by(self, convert: Callable[[Any], Any] | None) -> "Place":
        """Return the same place, for values as the column beside it takes them."""
        return Place(self._number, self._within, convert, self._later)

    def value_in(self, given: Sequence[Any]) -> Any:
        """Return the value of this place among these arguments, as the database takes it."""
        value = given[self._number] if self._within is None else given[self._number][self._within]
        value = value if self._later is None else value + self._later
        return value if self._convert is None else self._convert(value)

    def _is_no_value(self, *_asked: object) -> Any:
        raise TypeError("a prepared query cannot depend on a value: hand it in as part of its shape")

    __bool__ = __str__ = __repr__ = __format__ = __eq__ = __ne__ = __lt__ = __gt__ = _is_no_value
    __hash__ = None  # type: ignore[assignment]


class QuickContext(Context):
    """Peewee's writer with a shorter way for the commonest nodes; both databases quote names with `"`."""

    __slots__ = ()

    def value(self, value: Any, converter: Any = None, add_param: bool = True) -> Any:
        """Write a value, or where one will stand."""
        if type(value) is not Place:
            return _value_by_peewee(self, value, converter, add_param)
        if self.state.value_literals:
            raise ValueError("a value that is written out cannot stand in a prepared query")
        beside = self.state.converter if converter is None else None
        context: Any = self
        context._values.append(value.converted_by(converter or beside))
        return self.literal(self.state.param or "?")

    def sql(self, obj: Any) -> Any:
        """Write a node, a model or a value."""
        kind = type(obj)
        if kind in _PLAIN:
            return self.value(obj)
        if kind is ModelBase:
            return _table(self, obj._meta.table)
        writer = _WRITERS.get(getattr(kind, "__sql__", None))
        return _by_peewee(self, obj) if writer is None else writer(self, obj)


_by_peewee: Callable[[Any, Any], Any] = Context.sql
_value_by_peewee: Callable[..., Any] = Context.value
_PLAIN = frozenset((str, int, bool, type(None), datetime, date))
_MEMBER, _NOTHING = frozenset((OP.IN, OP.NOT_IN)), frozenset((OP.IS, OP.IS_NOT))


@cache
def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _short_name(context: Any, table: Any) -> str:
    """Return the name of a table within this query, for instance t1."""
    names = context.alias_manager
    if table._alias:
        names[table] = table._alias
    return str(names._mapping[names._current_index - 1].get(table) or names.add(table))


def _field(context: Any, field: Any) -> Any:
    if context.state.scope == SCOPE_VALUES:
        context._sql.append(_quoted(field.column_name))
    else:
        table = _quoted(_short_name(context, field.model._meta.table))
        context._sql.append(f"{table}.{_quoted(field.column_name)}")
    return context


def _column(context: Any, column: Any) -> Any:
    source = column.source
    if context.state.scope == SCOPE_VALUES or type(source) is not Table:
        return column.__sql__(context)
    context._sql.append(f"{_quoted(_short_name(context, source))}.{_quoted(column.name)}")
    return context


def _table(context: Any, table: Any) -> Any:
    if context.state.scope == SCOPE_VALUES or table._schema:
        return table.__sql__(context)
    short = _quoted(_short_name(context, table))
    context._sql.append(f"{_quoted(table.__name__)} AS {short}" if context.state.scope == SCOPE_SOURCE else short)
    return context


def _entity(context: Any, entity: Any) -> Any:
    context._sql.append(".".join(map(_quoted, entity._path)))
    return context


def _value(context: Any, value: Any) -> Any:
    if not value.multi:
        return context.value(value.value, value.converter)
    if not all(type(one) is Value and not one.multi for one in value.values):
        return value.__sql__(context)
    sign = "("
    for one in value.values:
        context._sql.append(sign)
        context.value(one.value, one.converter)
        sign = ", "
    context._sql.append(")" if value.values else "()")
    return context


def _list(context: Any, nodes: Any) -> Any:
    found, within = nodes.nodes, nodes.parens
    if not found or (within and len(found) == 1):
        return nodes.__sql__(context)
    before, words = context.state, context._sql
    if nodes.glue == ", " and not within and (model := _whole_row(found)) and before.scope != SCOPE_VALUES:
        words.append(_row_text(model, _short_name(context, model._meta.table)))
        return context
    context.stack.append(before)
    context.state = State(before.scope, within, before.settings)
    if within:
        words.append("(")
    glue = ""
    for node in found:
        words.append(glue)
        context.sql(node)
        glue = nodes.glue
    if within:
        words.append(")")
    context.state = context.stack.pop()
    return context


def _whole_row(nodes: Any) -> Any:
    """Return the table whose columns these are, all and in their order."""
    model = getattr(nodes[0], "model", None)
    own = _columns(model) if type(model) is ModelBase else ()
    return model if len(own) == len(nodes) and all(map(is_, own, nodes)) else None


def _columns(model: Any) -> Any:
    return model._meta.sorted_fields


@cache
def _row_text(model: Any, short: str) -> str:
    return ", ".join(f"{_quoted(short)}.{_quoted(field.column_name)}" for field in _columns(model))


def _expression(context: Any, expression: Any) -> Any:
    left, sign, right = expression.lhs, expression.op, expression.rhs
    before, words, within = context.state, context._sql, not expression.flat
    settings = {**before.settings, "in_expr": True, "converter": None}
    wrapped = isinstance(left, WrappedNode)
    field = left.unwrap() if wrapped else left
    if isinstance(field, Field) and left._coerce:
        settings["converter"] = field.db_value
        settings["is_fk_expr"] = isinstance(field, ForeignKeyField)
    context.stack.append(before)
    context.state = State(before.scope, within, settings)
    if within:
        words.append("(")
    if sign in _MEMBER and _is_empty(expression, context):
        words.append("0 = 1" if sign == OP.IN else "1 = 1")
    else:
        context.sql(left)
        words.append(f" {(settings.get('operations') or {}).get(sign, sign)} ")
        context.sql(SQL("NULL") if right is None and sign in _NOTHING else right)
    if within:
        words.append(")")
    context.state = context.stack.pop()
    return context


def _is_empty(expression: Any, context: Any) -> bool:
    """Whether nothing can be in the list; Peewee asks it of a SELECT by writing that twice."""
    right = expression.rhs
    return not isinstance(right, SelectBase) and bool(expression._is_rhs_empty(right, context))


_WRITERS: dict[Any, Callable[[Any, Any], Any]] = {
    Field.__sql__: _field,
    Column.__sql__: _column,
    Table.__sql__: _table,
    Entity.__sql__: _entity,
    Value.__sql__: _value,
    NodeList.__sql__: _list,
    Expression.__sql__: _expression,
}
