"""The mark of a database on PostgreSQL that an update is at: programs on other machines do not begin meanwhile.

A table of its own, in no backup. On SQLite all programs are on one machine, where the update's lock says so.
"""

from models.tables.core.database import database, is_sqlite

MARK = "being_updated"


def whose() -> str:
    """Return the machine whose update is at this database; empty where none is."""
    if is_sqlite() or not database.table_exists(MARK):
        return ""
    (told,) = database.execute_sql(f"SELECT machine FROM {MARK}").fetchone()  # noqa: S608 - our own name
    return str(told)


def mark(machine: str) -> None:
    """Say that this machine's update is at the database."""
    if is_sqlite():
        return
    with database.atomic():
        database.execute_sql(f"DROP TABLE IF EXISTS {MARK}")
        database.execute_sql(f"CREATE TABLE {MARK} (machine TEXT NOT NULL)")
        database.execute_sql(f"INSERT INTO {MARK} VALUES ({database.param})", (machine,))  # noqa: S608 - our own name
        database.execute_sql(f"GRANT SELECT ON {MARK} TO PUBLIC")  # agents with a role of their own read it too


def unmark() -> None:
    """Say that it is over."""
    if not is_sqlite():
        database.execute_sql(f"DROP TABLE IF EXISTS {MARK}")
