"""Copies PostgreSQL tables by COPY, out of one snapshot and into one transaction, with the driver alone."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager

from playhouse.migrations import Runner

from models.tables import FILE_TABLES, TABLES, database
from models.tables.core.database import ONE_MOMENT
from models.tables.core.fence import HISTORY
from models.tables.upkeep.schema import MIGRATIONS


@contextmanager
def snapshot() -> Iterator[None]:
    """Read the database as of now, however long it takes."""
    with database.atomic(ONE_MOMENT):
        yield


def columns() -> dict[str, list[str]]:
    """Return the columns of every table, parents first."""
    names = [table._meta.table_name for table in TABLES]
    there = set(database.get_tables())
    return {name: [column.name for column in database.get_columns(name)] for name in names if name in there}


def copy_out(table: str, names: list[str]) -> Iterator[bytes]:
    """Yield the rows of a table in PostgreSQL's own text form."""
    with database.connection().cursor() as cursor, cursor.copy(f"COPY {_quoted(table, names)} TO STDOUT") as copy:
        yield from (bytes(chunk) for chunk in copy)


def counts(tables: Collection[str]) -> dict[str, int]:
    """Return how many rows each of these tables has, as the running transaction sees it."""
    asked = {name: database.execute_sql(f'SELECT COUNT(*) FROM "{name}"') for name in tables}  # noqa: S608 - ours
    return {name: int(cursor.fetchone()[0]) for name, cursor in asked.items()}


def rebuild(migrations: list[str], foreign: bool = False) -> None:
    """Drop our tables and create them as of those migrations, in the running transaction.

    `foreign`: drop those that another version made, too.
    """
    database.execute_sql("SET LOCAL lock_timeout = '10s'")
    ours = [*(table._meta.table_name for table in reversed(TABLES)), HISTORY]
    kept = {table._meta.table_name for table in FILE_TABLES}
    others = sorted(set(database.get_tables()) - {*ours, *kept}) if foreign else []
    for table in [*others, *ours]:
        database.execute_sql(f'DROP TABLE IF EXISTS "{table}" CASCADE')
    Runner(database.obj, str(MIGRATIONS)).up(max(migrations))


def copy_in(tables: dict[str, list[str]], content: Callable[[str], Iterable[bytes]]) -> None:
    """Fill the tables, parents first, and set their sequences after the highest id."""
    for table, names in tables.items():
        with (
            database.connection().cursor() as cursor,
            cursor.copy(f"COPY {_quoted(table, names)} FROM STDIN") as copy,
        ):
            for chunk in content(table):
                copy.write(chunk)
        count_on(table)


def count_on(table: str) -> None:
    """Let the next row of a table get the id after the highest."""
    database.execute_sql(
        f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), COALESCE(MAX(id), 1), MAX(id) IS NOT NULL)"  # noqa: S608
        f' FROM "{table}"'
    )


def _quoted(table: str, names: list[str]) -> str:
    return f'"{table}" ({", ".join(f"{chr(34)}{name}{chr(34)}" for name in names)})'
