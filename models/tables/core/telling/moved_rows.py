"""Tells of rows of some tables that a query of the programs is about to change or take away, within its transaction.

A program writes by Peewee alone; whoever writes past it is not told of here, and betrayed by that.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from peewee import ModelDelete, ModelInsert, ModelUpdate

if TYPE_CHECKING:
    from peewee import Database as _Database
else:
    _Database = object

# A table's name, the columns that are written (None: the rows go), and the condition of the rows; None: all of them.
Told = Callable[[str, Collection[str] | None, Any], None]
# What a migration is about to rewrite, each with the database's columns that were watched of it until now.
Rewritten = Callable[[Mapping[str, Sequence[str]]], None]


@dataclass
class _Watch:
    columns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    told: Told | None = None
    rewritten: Rewritten | None = None


_watch = _Watch()


def watch_rows(columns: Mapping[str, frozenset[str]], told: Told | None, rewritten: Rewritten | None = None) -> None:
    """Tell of rows whose columns of these names (by table) will be written from now on; None: of none."""
    _watch.columns, _watch.told, _watch.rewritten = columns, told, rewritten


def tell_rewritten(before: Mapping[str, Sequence[str]]) -> None:
    """Tell what a migration is about to rewrite: it writes past Peewee; needs the transaction that does it."""
    if _watch.rewritten is not None and before:
        _watch.rewritten(before)


class Telling(_Database):
    """A database that tells of watched rows before a query of Peewee changes or deletes them."""

    def execute(self, query: Any, *args: Any, **options: Any) -> Any:
        """Execute a query."""
        execute: Any = super().execute
        told = _watch.told
        if told is None or not isinstance(query, (ModelUpdate, ModelDelete, ModelInsert)):
            return execute(query, *args, **options)
        change: Any = query
        watched = _watch.columns.get(change.model._meta.table_name)
        if isinstance(query, ModelInsert):
            if watched is not None:
                _demand_no_overwriting(change, watched)
            return execute(query, *args, **options)
        written = None if isinstance(query, ModelDelete) else _written(change)
        if watched is None or (written is not None and watched.isdisjoint(written)):
            return execute(query, *args, **options)
        # A change and what is said of it are one.
        with nullcontext() if self.in_transaction() else self.atomic():
            told(change.model._meta.table_name, written, change._where)
            return execute(query, *args, **options)


def _demand_no_overwriting(insert: Any, watched: frozenset[str]) -> None:
    """Raise TypeError where an INSERT may change a row that is there: which one, nobody could be told."""
    conflict = insert._on_conflict
    if conflict is None:
        return
    over = (*(conflict._update or ()), *(conflict._preserve or ()))
    if any((column if isinstance(column, str) else column.name) in watched for column in over):
        raise TypeError(f"{insert.model._meta.table_name}: an INSERT must not overwrite what is watched there")


def _written(query: Any) -> frozenset[str]:
    return frozenset(column if isinstance(column, str) else column.name for column in query._update)
