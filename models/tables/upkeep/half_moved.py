"""The mark of a database into which an office is being moved: while it stands, no program works there.

A table of its own, so that it can be asked for before the schema is known, and no restore or copy brings it along.
"""

from models.tables.core.database import database

MARK = "half_moved"


def is_marked() -> bool:
    """Whether a move into this database began and did not end."""
    return bool(database.table_exists(MARK))


def mark() -> None:
    """Mark the database, before anything else is written into it."""
    database.execute_sql(f"CREATE TABLE {MARK} (id INTEGER PRIMARY KEY)")


def unmark() -> None:
    """Say that all of the office is here."""
    database.execute_sql(f"DROP TABLE {MARK}")
