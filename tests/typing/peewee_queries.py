"""A plugin of mypy that follows what a query of Peewee's selects to its rows: of `tuples()`, `first()` and aliases.

What an outer join leaves empty it does not know: such a column is read as what its table says.
"""

from collections.abc import Callable
from functools import partial

from mypy import nodes, types
from mypy import plugin as asked
from mypy.errorcodes import ATTR_DEFINED, CALL_ARG
from mypy.typeops import make_simplified_union
from mypy.types import Instance, Type, get_proper_type
from mypy.types_utils import is_overlapping_none
from peewee_tables import columns_of, value_of

_ROW = "<row>"  # where a query keeps the values of the columns it selects
_ANY = types.AnyType(types.TypeOfAny.special_form)


class QueriesPlugin(asked.Plugin):
    """What mypy asks, by the full name of a method or attribute."""

    def get_method_hook(self, fullname: str) -> Callable[[asked.MethodContext], Type] | None:
        """Carry the columns a query selects to its rows; type what turns a condition round."""
        owner, _, method = fullname.rpartition(".")
        if method == "__invert__" and self._stands_on(owner, "peewee.ColumnBase"):
            return _negated
        if owner == "peewee.ModelSelect":
            return _OF_QUERIES.get(method)
        return _remember_row if method == "select" and self._stands_on(owner, "peewee.Model") else None

    def get_attribute_hook(self, fullname: str) -> Callable[[asked.AttributeContext], Type] | None:
        """Check what is read of an alias of a table."""
        owner, _, name = fullname.rpartition(".")
        return partial(_of_alias, name) if owner == "peewee.ModelAlias" else None

    def _stands_on(self, fullname: str, base: str) -> bool:
        found = self.lookup_fully_qualified(fullname) if "." in fullname else None
        return found is not None and isinstance(found.node, nodes.TypeInfo) and found.node.has_base(base)


# ---- the rows of its queries ----


def _remember_row(ctx: asked.MethodContext) -> Type:
    query = get_proper_type(ctx.default_return_type)
    if not isinstance(query, Instance) or not ctx.arg_types or not ctx.arg_types[0]:
        return query
    if any(kind != nodes.ARG_POS for kind in ctx.arg_kinds[0]):
        return query
    _check_ids(ctx)
    held: list[Type] = [_selected(ctx.api, each) for each in ctx.arg_types[0]]
    remembering = query.copy_modified()
    row = types.TupleType(held, ctx.api.named_generic_type("builtins.tuple", [_ANY]))
    remembering.extra_attrs = types.ExtraAttrs({_ROW: row})
    return remembering


def _check_ids(ctx: asked.MethodContext) -> None:
    """Refuse whole rows with some columns of a joined table and not its `id`: their key to it would read as empty."""
    whole, parts = set[str](), dict[str, set[str]]()
    for chosen in ctx.args[0]:
        if isinstance(chosen, nodes.RefExpr) and isinstance(chosen.node, nodes.TypeInfo):
            whole.add(chosen.node.name)
        elif isinstance(chosen, nodes.MemberExpr) and isinstance(chosen.expr, nodes.NameExpr):
            parts.setdefault(chosen.expr.name, set()).add(chosen.name)
    for name, columns in parts.items() if whole else ():
        if name not in whole and "id" not in columns:
            ctx.api.fail(f'Select "{name}.id" too, or the key to it reads as empty', ctx.context, code=CALL_ARG)


def _selected(api: asked.CheckerPluginInterface, chosen: Type) -> Type:
    """Return what a row of `tuples()` holds of what was selected: of a foreign key the id."""
    each = get_proper_type(chosen)  # a union is what the stubs give for a column renamed by `alias`
    options = map(get_proper_type, each.items) if isinstance(each, types.UnionType) else [each]
    field = next((one for one in options if isinstance(one, Instance) and one.type.has_base("peewee.Field")), None)
    if field is None:
        return _ANY
    if not field.type.has_base("peewee.ForeignKeyField"):
        return value_of(field)
    number: Type = api.named_generic_type("builtins.int", [])
    return types.UnionType([number, types.NoneType()]) if is_overlapping_none(value_of(field)) else number


def _row(query: types.ProperType) -> types.TupleType | None:
    extra = query.extra_attrs if isinstance(query, Instance) else None
    row = get_proper_type(extra.attrs.get(_ROW)) if extra else None
    return row if isinstance(row, types.TupleType) else None


def _tuples(ctx: asked.MethodContext) -> Type:
    query = get_proper_type(ctx.default_return_type)
    row = _row(ctx.type) or ctx.api.named_generic_type("builtins.tuple", [_ANY])
    return query.copy_modified(args=[row]) if isinstance(query, Instance) else query


def _scalar(ctx: asked.MethodContext) -> Type:
    row = _row(ctx.type)
    return make_simplified_union([row.items[0], types.NoneType()]) if row else ctx.default_return_type


def _first(ctx: asked.MethodContext) -> Type:
    if not isinstance(ctx.type, Instance) or any(ctx.arg_types):
        return ctx.default_return_type
    return make_simplified_union([ctx.type.args[0], types.NoneType()])


def _negated(ctx: asked.MethodContext) -> Type:
    return ctx.api.named_generic_type("peewee.ColumnBase", [])  # the stubs leave open what `~condition` is


_OF_QUERIES = {"select": _remember_row, "tuples": _tuples, "scalar": _scalar, "first": _first}


# ---- its aliases ----


def _of_alias(name: str, ctx: asked.AttributeContext) -> Type:
    """Return the column behind an alias of a table; one the table has not is an error."""
    alias = ctx.type
    columns = columns_of(alias.args[0]) if isinstance(alias, Instance) and alias.args else {}
    if name in columns or not columns:
        return columns[name][0] if columns else ctx.default_attr_type
    ctx.api.fail(f'The table behind the alias has no column "{name}"', ctx.context, code=ATTR_DEFINED)
    return _ANY


def plugin(version: str) -> type[asked.Plugin]:
    """Return the plugin; mypy asks for a function of this name."""
    return QueriesPlugin
