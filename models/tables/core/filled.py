"""Reads a nullable column from rows that a query selected because it is filled."""

from typing import TypeVar

Value = TypeVar("Value")


def filled(value: Value | None) -> Value:
    """Return a column's value from a query that left its empty rows out. Raises LookupError where it is empty."""
    if value is None:
        raise LookupError("A column is empty in a row that was asked for with it filled.")
    return value
