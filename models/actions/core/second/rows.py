"""Rows of the office's own data that wait for a second person as they were entered: in words, and stored just so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from models.actions.core import audit_trail
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.second.kinds import Approved, Body, Kind, Said
from models.actions.core.second.requests import Wish
from models.rules.core.errors import NotVisible
from models.rules.staff.permissions import Permission
from models.rules.staff.second_person import Known
from models.tables.core.database import BaseTable, is_sqlite

_NONE = "–"
_MOST_SAID = 120  # of one column in the trail


@dataclass(frozen=True)
class Line:
    """One column of such a row: what it is called, and what a row says there."""

    label: str
    words: Callable[[Any], str]


@dataclass(frozen=True)
class HeldRows:
    """A table whose rows wait. `lines`: by its column; `check` refuses what may not be stored; `whom`: about whom."""

    key: str
    label: str
    permission: Permission
    model: type[BaseTable]
    lines: Mapping[str, Line]
    check: Callable[[Any], None]
    named: Callable[[Any], str]
    whom: Callable[[Any], Sequence[Known]] = lambda _row: ()


def kind_of(rows: HeldRows) -> Kind:
    """Return how these rows are asked for, shown and stored."""
    return Kind(
        rows.key,
        rows.label,
        rows.permission,
        partial(_state, rows),
        partial(_said, rows),
        partial(_store, rows),
        lambda target, body: rows.whom(_wished(rows, target, body)),
        lambda target, body: rows.named(_wished(rows, target, body)),
    )


def wish_for(rows: HeldRows, row: Any) -> Wish:
    """Return the wish that a row stand as it was filled in."""
    target = f"{_table(rows)}:{row.id}" if row.id else ""
    return Wish(kind_of(rows), target, {name: _plain(getattr(row, name)) for name in rows.lines})


def stored(rows: HeldRows, row: Any) -> Any:
    """Return a row as it stands now; None for a new one."""
    return rows.model.get_by_id(row.id) if row.id else None


def _state(rows: HeldRows, target: str, body: Body) -> Sequence[str]:
    """Return what stands there now, and what the wished row says now of what it points at."""
    is_now = _held(rows, target)
    before = (
        [f"{_plain(getattr(is_now, name))} {_words(rows, is_now)[name]}" for name in rows.lines] if target else []
    )
    return [*before, *_words(rows, _wished(rows, target, body)).values()]


def _said(rows: HeldRows, target: str, body: Body) -> Sequence[Said]:
    after = _words(rows, _wished(rows, target, body))
    before = _words(rows, _held(rows, target)) if target else dict.fromkeys(after, _NONE)
    names = [name for name in after if before[name] != after[name]]
    return [Said(rows.lines[name].label, before[name] or _NONE, after[name] or _NONE) for name in names]


def _store(rows: HeldRows, agreed: Approved) -> None:
    """Store the row and what changed of it in the trail, as if it had been entered by one person."""
    before = {} if not agreed.target else _texts(rows, _held(rows, agreed.target))
    row = _wished(rows, agreed.target, agreed.body)
    rows.check(row)
    row.save()
    after = _texts(rows, row)
    changed = [name for name in after if before.get(name) != after[name]]
    event = AuditEvent(
        "ubah_data_kantor" if before else "tambah_data_kantor",
        f"{_table(rows)}:{row.id}",
        "; ".join(f"{name}={before[name][:_MOST_SAID]}" for name in changed if name in before),
        "; ".join(f"{name}={after[name][:_MOST_SAID]}" for name in changed),
    )
    audit_trail.write(agreed.actor, agreed.now, event)


def _wished(rows: HeldRows, target: str, body: Body) -> Any:
    """Return the row as it would stand, not stored."""
    row: Any = _held(rows, target) if target else rows.model()
    for name in rows.lines:
        setattr(row, name, rows.model._meta.combined[name].python_value(body[name]))
    return row


def _held(rows: HeldRows, target: str) -> Any:
    """Return the row that stands there, held until the transaction ends; None for a new one. Raises NotVisible."""
    if not target:
        return None
    query = rows.model.select().where(rows.model._meta.primary_key == int(target.rpartition(":")[2]))
    row = (query if is_sqlite() else query.for_update()).get_or_none()
    if row is None:
        raise NotVisible("Data ini tidak ada lagi.")
    return row


def _words(rows: HeldRows, row: Any) -> dict[str, str]:
    return {name: line.words(row) for name, line in rows.lines.items()}


def _texts(rows: HeldRows, row: Any) -> dict[str, str]:
    return {name: str(getattr(row, name)) for name in rows.lines}


def _table(rows: HeldRows) -> str:
    return str(rows.model._meta.table_name)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
