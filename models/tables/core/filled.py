"""A column that may be empty, read from rows that were asked for with it filled."""

from typing import TypeVar

Value = TypeVar("Value")


def filled(value: Value | None) -> Value:
    """Return the value of a column whose empty rows the query left out. Raises LookupError where it is empty."""
    if value is None:
        raise LookupError("A column is empty in a row that was asked for with it filled.")
    return value
