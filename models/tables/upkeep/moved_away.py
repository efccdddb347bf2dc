"""The mark of a database that an office was moved out of: no program works there until somebody takes it back.

A table of its own in the old database: it is met by whatever comes with the old address, from any machine.
"""

from models.tables.core.database import database, is_sqlite

MARK = "moved_away"


def now_in() -> str:
    """Return the address, without its password, to which the office moved from here; empty where it did not."""
    if not database.table_exists(MARK):
        return ""
    (told,) = database.execute_sql(f"SELECT now_in FROM {MARK}").fetchone()  # noqa: S608 - our own name
    return str(told)


def mark(told: str) -> None:
    """Mark the open database as left for the one of this address."""
    database.execute_sql(f"CREATE TABLE {MARK} (now_in TEXT NOT NULL)")
    database.execute_sql(f"INSERT INTO {MARK} VALUES ({database.param})", (told,))  # noqa: S608 - our own name
    if not is_sqlite():
        database.execute_sql(f"GRANT SELECT ON {MARK} TO PUBLIC")  # agents with a role of their own read it too


def unmark() -> None:
    """Say that the office works here again."""
    database.execute_sql(f"DROP TABLE {MARK}")
