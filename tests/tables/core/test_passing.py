"""What may be lost is written without waiting, and is not written where the database takes no write now."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import peewee
import pytest

from models.tables import OfficeSetting, database
from models.tables.core.database import is_sqlite, sqlite_path
from models.tables.core.passing import write_in_passing
from models.tables.core.trouble import _sqlite


def settings_now() -> list[object]:
    """Return how this connection waits, for the disk and for others."""
    if is_sqlite():
        return [database.execute_sql(f"PRAGMA {name}").fetchone()[0] for name in ("busy_timeout", "synchronous")]
    return [database.execute_sql(f"SHOW {name}").fetchone()[0] for name in ("lock_timeout", "synchronous_commit")]


def write() -> None:
    OfficeSetting.insert(key="sekilas", value="ya").execute()


def is_written() -> bool:
    return bool(OfficeSetting.select().where(OfficeSetting.key == "sekilas").exists())


def test_it_is_written_and_the_connection_waits_as_before(account: Any) -> None:
    before = settings_now()
    write_in_passing(write)
    assert (is_written(), settings_now()) == (True, before)


@contextmanager
def held() -> Iterator[None]:
    """Let another program hold what is to be written."""
    if is_sqlite():
        other = _sqlite.connect(sqlite_path(), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.close()
        return
    import psycopg

    parts = database.obj.connect_params
    with psycopg.connect(
        host=parts["host"], port=parts["port"], user=parts["user"], dbname=database.obj.database
    ) as other:
        other.execute("LOCK TABLE office_setting IN ACCESS EXCLUSIVE MODE")
        yield


def test_who_holds_the_database_halts_nobody_and_nothing_is_written(account: Any) -> None:
    before = settings_now()
    with held():
        write_in_passing(write)
    assert (is_written(), settings_now()) == (False, before)


def test_what_is_no_trouble_of_the_database_is_raised(account: Any) -> None:
    before = settings_now()
    with pytest.raises(peewee.IntegrityError):
        write_in_passing(lambda: (write(), write()))
    assert (is_written(), settings_now()) == (False, before)
