"""A plugin of mypy that shows it Peewee's tables: what a table declares is what may be read and written.

Peewee's own stubs know the value of every column. Made only while the program runs, and so told here, are `id`, the
`…_id` of a foreign key, and the names that `create`, `insert`, `update` and `get` take.
"""

from collections.abc import Callable, Iterator
from functools import partial

from mypy import nodes, types
from mypy import plugin as asked
from mypy.checker import TypeChecker
from mypy.errorcodes import CALL_ARG
from mypy.maptype import map_instance_to_supertype
from mypy.plugins.common import add_attribute_to_class
from mypy.typeops import make_simplified_union
from mypy.types import FunctionLike as Signature
from mypy.types import Instance, Type, get_proper_type

# What a table's methods take by name: whether every column without a default must be there, and whether a column may
# be given an expression the database works out.
_BY_NAME = {
    "create": (True, False),
    "insert": (True, True),
    "update": (False, True),
    "get": (False, False),
    "get_or_none": (False, False),
}
Columns = dict[str, tuple[Instance, bool]]  # each with its type, and whether a new row must be given it
_ANY = types.AnyType(types.TypeOfAny.special_form)


class TablesPlugin(asked.Plugin):
    """What mypy asks, by the full name of a class, function or method."""

    def get_base_class_hook(self, fullname: str) -> Callable[[asked.ClassDefContext], None] | None:
        """Complete the class of a table."""
        return _complete_table if self._stands_on(fullname, "peewee.Model") else None

    def get_function_hook(self, fullname: str) -> Callable[[asked.FunctionContext], Type] | None:
        """Type a key of a table to itself; check the keys of rows."""
        if fullname.endswith(".insert_rows"):
            return _rows_of_keys
        return _key_to_itself if fullname == "peewee.ForeignKeyField" else None

    def get_function_signature_hook(self, fullname: str) -> Callable[[asked.FunctionSigContext], Signature] | None:
        """Check the names a row is made with, and those an action of ours passes on as `**changes` of a row."""
        if self._stands_on(fullname, "peewee.Model"):
            return _made_by_name
        return _changed_by_name if fullname.startswith("models.") else None

    def get_method_signature_hook(self, fullname: str) -> Callable[[asked.MethodSigContext], Signature] | None:
        """Check the names a row is written or looked for with."""
        owner, _, method = fullname.rpartition(".")
        return partial(_by_name, method) if method in _BY_NAME and self._stands_on(owner, "peewee.Model") else None

    def get_method_hook(self, fullname: str) -> Callable[[asked.MethodContext], Type] | None:
        """Check the keys of rows that are handed over as dictionaries."""
        owner, _, method = fullname.rpartition(".")
        return _rows_of_keys if method == "insert_many" and self._stands_on(owner, "peewee.Model") else None

    def _stands_on(self, fullname: str, base: str) -> bool:
        found = self.lookup_fully_qualified(fullname) if "." in fullname else None
        return found is not None and isinstance(found.node, nodes.TypeInfo) and found.node.has_base(base)


# ---- the class of a table ----


def _complete_table(ctx: asked.ClassDefContext) -> None:
    """Add `id` and the ids of foreign keys, and note which columns a new row must be given."""
    needed: dict[str, bool] = {}
    for name, call in _declared(ctx.cls.defs.body):
        nullable = _is_nullable(call)
        needed[name] = not nullable and _argument(call, "default") is None
        if _is_made_of(call, "peewee.ForeignKeyField"):
            _add_number(ctx, f"{name}_id", "peewee.IntegerField", nullable=nullable)
    if ctx.cls.info.get("id") is None:
        _add_number(ctx, "id", "peewee.AutoField", nullable=False)
    missing = types.TypeType(ctx.api.named_type("peewee.DoesNotExist"))
    add_attribute_to_class(ctx.api, ctx.cls, "DoesNotExist", missing, overwrite_existing=True, is_classvar=True)
    ctx.cls.info.metadata["peewee_tables"] = {"needed": needed}


def _declared(body: list[nodes.Statement]) -> Iterator[tuple[str, nodes.CallExpr]]:
    """Return the columns a class declares, also where a call around a column says what it holds."""
    for stmt in body:
        if isinstance(stmt, nodes.AssignmentStmt) and isinstance(stmt.lvalues[0], nodes.NameExpr):
            call = stmt.rvalue
            while isinstance(call, nodes.CallExpr) and call.args and not _is_made_of(call, "peewee.Field"):
                call = call.args[0]
            if isinstance(call, nodes.CallExpr) and _is_made_of(call, "peewee.Field"):
                yield stmt.lvalues[0].name, call


def _add_number(ctx: asked.ClassDefContext, name: str, field: str, *, nullable: bool) -> None:
    number: Type = ctx.api.named_type("builtins.int")
    value = types.UnionType([number, types.NoneType()]) if nullable else number
    add_attribute_to_class(ctx.api, ctx.cls, name, ctx.api.named_type(field, [value]), overwrite_existing=True)


def _is_made_of(call: nodes.CallExpr, base: str) -> bool:
    node = call.callee.node if isinstance(call.callee, nodes.RefExpr) else None
    return isinstance(node, nodes.TypeInfo) and node.has_base(base)


def _argument(call: nodes.CallExpr, name: str) -> nodes.Expression | None:
    return call.args[call.arg_names.index(name)] if name in call.arg_names else None


def _is_nullable(call: nodes.CallExpr) -> bool:
    null = _argument(call, "null")
    return isinstance(null, nodes.NameExpr) and null.name == "True"


# ---- its columns ----


def _key_to_itself(ctx: asked.FunctionContext) -> Type:
    """Return a foreign key to its own table that table; the stubs say Any."""
    key, target = get_proper_type(ctx.default_return_type), ctx.args[0][0] if ctx.args and ctx.args[0] else None
    table = ctx.api.scope.active_class() if isinstance(ctx.api, TypeChecker) else None
    if not isinstance(key, Instance) or not isinstance(target, nodes.StrExpr) or table is None:
        return key
    row, nullable = Instance(table, []), isinstance(ctx.context, nodes.CallExpr) and _is_nullable(ctx.context)
    return key.copy_modified(args=[types.UnionType([row, types.NoneType()]) if nullable else row])


def columns_of(table: Type | None) -> Columns:
    """Return every column of a table, handed over as a class or a row."""
    table = get_proper_type(table)
    if isinstance(table, Signature) and table.is_type_obj():
        table = get_proper_type(table.items[0].ret_type)
    if isinstance(table, types.TypeType):
        table = table.item
    found: Columns = {}
    for base in reversed(table.type.mro) if isinstance(table, Instance) else ():
        needed = base.metadata.get("peewee_tables", {}).get("needed", {})
        for name, symbol in base.names.items():
            field = get_proper_type(symbol.type)
            if isinstance(field, Instance) and field.type.has_base("peewee.Field"):
                found[name] = (field, needed.get(name, False))
    return found


def value_of(field: Instance) -> Type:
    """Return what a row has in a column."""
    base = next(base for base in field.type.mro if base.fullname == "peewee.Field")
    return map_instance_to_supertype(field, base).args[0]


# ---- the names its methods take ----


def _made_by_name(ctx: asked.FunctionSigContext) -> Signature:
    return _named(ctx, columns_of(ctx.default_signature.ret_type), needed=False, expressions=False)


def _changed_by_name(ctx: asked.FunctionSigContext) -> Signature:
    if "changes" not in ctx.default_signature.arg_names:
        return ctx.default_signature
    return _named(ctx, columns_of(ctx.default_signature.arg_types[0]), needed=False, expressions=False)


def _by_name(method: str, ctx: asked.MethodSigContext) -> Signature:
    columns = columns_of(ctx.type)
    needed, expressions = _BY_NAME[method]
    whole = isinstance(ctx.context, nodes.CallExpr) and nodes.ARG_POS in ctx.context.arg_kinds  # a dictionary
    _check_keys(ctx.api, [arg for args in ctx.args for arg in args], columns)
    return _named(ctx, columns, needed=needed and not whole, expressions=expressions)


def _named(
    ctx: asked.FunctionSigContext | asked.MethodSigContext, columns: Columns, *, needed: bool, expressions: bool
) -> Signature:
    """Put the names of the columns where a signature takes any name."""
    signature = ctx.default_signature
    if not columns or nodes.ARG_STAR2 not in signature.arg_kinds:
        return signature
    call = ctx.context if isinstance(ctx.context, nodes.CallExpr) else None
    given = call.arg_names if call else []
    # What a function passes on as it got it is checked where that one is called.
    passed_on = call is not None and nodes.ARG_STAR2 in call.arg_kinds and "changes" in signature.arg_names
    at = signature.arg_kinds.index(nodes.ARG_STAR2)
    must = {name for name, (_, wanted) in columns.items() if needed and wanted and f"{name}_id" not in given}
    accepted = [
        _ANY if passed_on and name not in given else _accepted(ctx.api, field, expressions)
        for name, (field, _) in columns.items()
    ]
    kinds = [nodes.ARG_NAMED if name in must else nodes.ARG_NAMED_OPT for name in columns]
    return signature.copy_modified(
        arg_types=[*signature.arg_types[:at], *accepted],
        arg_kinds=[*signature.arg_kinds[:at], *kinds],
        arg_names=[*signature.arg_names[:at], *columns],
    )


def _accepted(api: asked.CheckerPluginInterface, field: Instance, expressions: bool) -> Type:
    """Return what may be written to a column: its value, an id for the row, an expression the database works out."""
    accepted = [value_of(field)]
    if field.type.has_base("peewee.ForeignKeyField"):
        accepted.append(api.named_generic_type("builtins.int", []))
    if expressions:
        accepted += [api.named_generic_type(f"peewee.{name}", []) for name in ("ColumnBase", "SelectBase")]
    return make_simplified_union(accepted)


def _check_keys(api: asked.CheckerPluginInterface, given: list[nodes.Expression], columns: Columns) -> None:
    """Refuse a key, written out in rows that are handed over as dictionaries, that is no column."""
    for each in given:
        if isinstance(each, nodes.ListComprehension | nodes.GeneratorExpr):
            inner = each.generator if isinstance(each, nodes.ListComprehension) else each
            _check_keys(api, [inner.left_expr], columns)
        elif isinstance(each, nodes.ListExpr):
            _check_keys(api, each.items, columns)
        elif isinstance(each, nodes.DictExpr) and columns:
            for key, _ in each.items:
                if isinstance(key, nodes.StrExpr) and key.value not in columns:
                    api.fail(f'The table has no column "{key.value}"', key, code=CALL_ARG)


def _rows_of_keys(ctx: asked.FunctionContext | asked.MethodContext) -> Type:
    table = ctx.type if isinstance(ctx, asked.MethodContext) else ctx.arg_types[0][0]
    _check_keys(ctx.api, [arg for args in ctx.args for arg in args], columns_of(table))
    return ctx.default_return_type


def plugin(version: str) -> type[asked.Plugin]:
    """Return the plugin; mypy asks for a function of this name."""
    return TablesPlugin
