"""What a list shows of persons, masked as its columns declare, and declared columns that it does not name itself."""

from collections.abc import Iterable, Mapping
from typing import Any

from models.rules.core.declarations import Holds, Reader
from models.rules.privacy.masking import Mask, masked_value
from models.tables.core.declaring import columns_for, held_by

Row = dict[str, Any]
# The columns behind a list's keys; no other key of it identifies anybody.
Shown = Mapping[str, Any]


def told(line: Row, shown: Shown, mask: Mask) -> Row:
    """Return a line with what it shows of persons masked as its columns declare."""
    return {
        key: masked_value(held_by(shown[key]), value, mask) if key in shown else value for key, value in line.items()
    }


def more(rows: Iterable[Any], shown: Shown, mask: Mask) -> Row:
    """Return by column what these rows declare for lists and the line does not name; masked identities are None."""
    known = {(column.model, column.name) for column in shown.values()}
    return {
        column.name: _value(column, getattr(row, column.name), mask)
        for row in rows
        for column in columns_for(type(row), Reader.EXPORT)
        if (type(row), column.name) not in known
    }


def _value(column: Any, value: Any, mask: Mask) -> object:
    if mask.hides and held_by(column).holds is Holds.IDENTITY:
        return None
    return masked_value(held_by(column), value.isoformat() if hasattr(value, "isoformat") else value, mask)
