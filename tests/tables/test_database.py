"""The database handle: transactions immediate on SQLite, pragmas as decided, pooled PostgreSQL, bad URLs refused."""

from pathlib import Path
from typing import Any

import pytest

from models.tables import OfficeSetting, database
from models.tables.database import connected, is_sqlite, open_database, sqlite_version


def test_F42_a_transaction_holds_the_write_lock_from_its_start(tmp_path: Path) -> None:
    from pysqlite3 import dbapi2 as sqlite

    open_database(f"sqlite:///{tmp_path / 'a.db'}")
    with database.connection_context():
        database.create_tables([OfficeSetting])
        other = sqlite.connect(tmp_path / "a.db", timeout=0)
        with database.atomic():
            OfficeSetting.select().count()
            with pytest.raises(sqlite.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
            with database.atomic():  # a savepoint inside
                OfficeSetting.create(key="a", value="1")
        other.execute("BEGIN IMMEDIATE")
        other.close()


def test_the_pragmas_are_what_was_decided(sqlite_account: Any) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}
    assert {name: database.execute_sql(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    assert sqlite_version() >= (3, 51, 3)


def test_postgresql_is_pooled_and_its_transactions_are_plain(account: Any) -> None:
    with database.atomic():
        OfficeSetting.create(key="a", value="1")
    if not is_sqlite():
        assert type(database.obj).__name__.startswith("Pooled")
    assert OfficeSetting.get(OfficeSetting.key == "a").value == "1"


@pytest.mark.parametrize("url", ["mysql://x/y", "aduan.db", ""])
def test_another_kind_of_database_is_refused_with_what_is_taken(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite:///PATH or postgresql://"):
        open_database(url)


def test_a_held_connection_may_be_closed_and_opened_anew_inside(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path / 'a.db'}")
    with connected():
        database.close()
        database.connect()
    assert database.is_closed()
