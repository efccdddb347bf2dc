"""A change of the calendar or a limit as what becomes of its rows, so that it can be weighed before it is stored."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from peewee import IntegrityError

from models.actions.core.office_facts import office_calendar
from models.rules.clocks.past_time import ChangeNotAllowed
from models.rules.clocks.working_time import Block, Calendar
from models.tables import BaseTable, Holiday, StatutoryRule, WorkingBlock, database

_OF_CALENDAR: dict[str, type[BaseTable]] = {"holiday": Holiday, "working_block": WorkingBlock}
LIMITS = "statutory_rule"
TABLES: dict[str, type[BaseTable]] = {**_OF_CALENDAR, LIMITS: StatutoryRule}
_STORED_ALREADY = "Yang mulai hari itu sudah tercatat. Tolak perubahan ini, lalu ubah yang sudah ada."
Values = dict[str, Any]
_READ: dict[str, Callable[[str], date | time]] = {
    **dict.fromkeys(("day", "valid_from", "valid_until"), date.fromisoformat),
    **dict.fromkeys(("starts", "ends"), time.fromisoformat),
}


@dataclass(frozen=True)
class RowChange:
    """One row added (`before` empty), changed, or taken out (`after` empty)."""

    table: str
    before: Values
    after: Values
    row: int | None = None


def change_of(row: Holiday | WorkingBlock | StatutoryRule) -> RowChange:
    """Return what storing a row that was changed in memory would do."""
    table = row._meta.table_name
    stored = type(row).get_or_none(type(row).id == row.id) if row.id else None
    return RowChange(table, _values(stored), _values(row), row.id if stored else None)


def taken_out(row: WorkingBlock) -> RowChange:
    """Return what deleting a row would do."""
    return RowChange("working_block", _values(row), {}, row.id)


def _values(row: BaseTable | None) -> Values:
    # Every column, so that one left empty is told apart from one that was taken out.
    return {} if row is None else {name: getattr(row, name) for name in row._meta.sorted_field_names if name != "id"}


def calendar_with(changes: Iterable[RowChange]) -> Calendar:
    """Return the office's calendar as it would be with these changes."""
    rows: dict[tuple[str, int | None], Values] = {}
    for name, table in _OF_CALENDAR.items():
        rows |= {(name, row.id): _values(row) for row in table.select()}
    for place, change in enumerate(changes):
        rows[change.table, change.row if change.row is not None else -1 - place] = change.after
    held = [(key[0], values) for key, values in rows.items() if values]
    blocks = tuple(
        Block(*(values[name] for name in ("weekday", "starts", "ends", "valid_from", "valid_until")))
        for table, values in held
        if table == "working_block"
    )
    days = (values["day"] for table, values in held if table == "holiday" and values["active"])
    return Calendar(blocks, frozenset(days))


def store_rows(changes: Iterable[RowChange]) -> Calendar:
    """Store these changes and return the calendar. Raises ChangeNotAllowed where a row is not as it was."""
    for change in changes:
        table = TABLES[change.table]
        stored = table.get_or_none(table._meta.primary_key == change.row) if change.row is not None else None
        if _values(stored) != change.before:
            raise ChangeNotAllowed(
                "Yang diubah sudah diubah orang lain sejak itu. Tolak perubahan ini dan masukkan lagi."
            )
        if table is WorkingBlock and change.after and counted_twice(WorkingBlock(id=change.row or 0, **change.after)):
            raise ChangeNotAllowed(_STORED_ALREADY)
        try:
            with database.atomic():
                _store(table, change)
        except IntegrityError as same:
            raise ChangeNotAllowed(_STORED_ALREADY) from same
    return office_calendar()


def counted_twice(row: WorkingBlock) -> bool:
    """Whether hours overlap others of the same weekday that begin to hold on the same day."""
    other = WorkingBlock
    day = other.valid_from.is_null() if row.valid_from is None else other.valid_from == row.valid_from
    crossing = (other.starts < row.ends) & (other.ends > row.starts) & (other.id != (row.id or 0))
    return bool(other.select().where((other.weekday == row.weekday) & day & crossing).exists())


def _store(table: type[BaseTable], change: RowChange) -> None:
    mine = table._meta.primary_key == change.row
    if not change.before:
        table.insert(**change.after).execute()
    elif change.after:
        table.update(change.after).where(mine).execute()
    else:
        table.delete().where(mine).execute()


def written(changes: Iterable[RowChange]) -> str:
    """Return changes as kept in a table."""
    rows = [{"table": row.table, "row": row.row, "before": row.before, "after": row.after} for row in changes]
    return json.dumps(rows, default=lambda value: value.isoformat())


def read(body: str) -> list[RowChange]:
    """Return changes as they were kept."""
    return [
        RowChange(row["table"], _typed(row["before"]), _typed(row["after"]), row["row"]) for row in json.loads(body)
    ]


def _typed(values: Values) -> Values:
    return {
        name: _READ[name](value) if name in _READ and value is not None else value for name, value in values.items()
    }
