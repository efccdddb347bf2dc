"""Locks an own type: its versions, its templates and the first paper of it come one after another."""

from models.tables import PaperType
from models.tables.core.database import is_sqlite


def locked_type(code: str) -> PaperType | None:
    """Return an own type, locked until the transaction ends; None where there is none of that code."""
    query = PaperType.select().where(PaperType.code == code)
    # BEGIN IMMEDIATE already holds the whole SQLite database; PostgreSQL locks the one row.
    return (query if is_sqlite() else query.for_update()).get_or_none()
