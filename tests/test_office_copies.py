"""An office copied from the one that was furnished once is the office that would have been furnished anew."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.tables import ChannelAccount, database
from models.tables.core.database import open_database
from tests.office import NOW, furnish, office
from tests.postgres import drop_database, make_database

_BY_THE_CLOCK = "applied"  # when a migration ran


def contents() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, and the columns of each."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for table in sorted(database.get_tables()):
        columns = [
            (column.name, column.data_type, column.null, column.primary_key) for column in database.get_columns(table)
        ]
        kept = [name for name, *_ in columns if name != _BY_THE_CLOCK]
        names = ", ".join(f'"{name}"' for name in kept)
        rows = database.execute_sql(f'SELECT {names} FROM "{table}"').fetchall()  # noqa: S608
        indexes = [(index.name, index.columns, index.unique) for index in database.get_indexes(table)]
        found[table] = [tuple(columns), *sorted(indexes), *sorted(map(tuple, rows), key=repr)]
    return found


def seen(url: str, add: Callable[[], Any]) -> tuple[dict[str, list[tuple[Any, ...]]], int]:
    """Return what a database holds, and the number its next channel account gets."""
    open_database(url)
    with database.connection_context():
        before = contents()
        number = add().id
    database.obj.close_all()
    return before, number


def test_a_copied_office_holds_what_a_fresh_one_does(database_url: str, tmp_path: Path) -> None:
    def another() -> Any:
        return ChannelAccount.create(kind="gowa", label="Kedua", created_at=NOW)

    with office(database_url):
        pass  # made, and closed again
    copied = seen(database_url, another)
    fresh_url = (
        f"{database_url}-baru" if database_url.startswith("postgresql") else f"sqlite:///{tmp_path / 'baru.db'}"
    )
    if database_url.startswith("postgresql"):
        make_database(*fresh_url.rsplit("/", 1))
    furnish(fresh_url, NOW)
    fresh = seen(fresh_url, another)
    if database_url.startswith("postgresql"):
        drop_database(fresh_url)
    assert {name: rows for name, rows in copied[0].items() if rows != fresh[0].get(name)} == {}
    assert copied == fresh
    assert len(copied[0]) > 60
