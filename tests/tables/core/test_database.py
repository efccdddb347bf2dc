"""The handle: refuses what it cannot open, writes at once or waits, and steps back from WAL on an affected SQLite."""

import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from models.tables import OfficeSetting, database
from models.tables import database as handle
from models.tables.core.database import close_database, is_sqlite, open_database, sqlite_path


def reads_back(name: str) -> Any:
    return handle.execute_sql(f"PRAGMA {name}").fetchone()[0]


def test_D2_sqlite_is_opened_as_safe_as_it_can_be(sqlite_account: Any, tmp_path: Path) -> None:
    assert is_sqlite()
    assert sqlite_path() == tmp_path / "aduan.db"
    found = [reads_back(name) for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")]
    assert found == ["wal", 2, 1, 10000]


def test_D1_an_affected_sqlite_gets_no_wal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # By name: in the package the handle stands before its module.
    monkeypatch.setattr(sys.modules["models.tables.core.database"], "sqlite_version", lambda: (3, 46, 1))
    open_database(f"sqlite:///{tmp_path / 'old.db'}")
    with database.connection_context():
        assert (reads_back("journal_mode"), reads_back("synchronous")) == ("delete", 3)


@pytest.mark.parametrize("url", ["mysql://localhost/x", "aduan.db", ""])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="use sqlite"):
        open_database(url)


def test_F42_two_that_read_and_then_write_wait_for_each_other(account: Any) -> None:
    OfficeSetting.create(key="hitungan", value="0")
    start, failed = threading.Barrier(4), []

    def count() -> None:
        try:
            with database.connection_context():
                start.wait()
                for _ in range(10):
                    with database.atomic():
                        query = OfficeSetting.select().where(OfficeSetting.key == "hitungan")
                        row = (query if is_sqlite() else query.for_update()).get()
                        OfficeSetting.update(value=str(int(row.value) + 1)).where(
                            OfficeSetting.id == row.id
                        ).execute()
        except Exception as problem:  # noqa: BLE001  a thread's failure must reach the test
            failed.append(problem)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert OfficeSetting.get(OfficeSetting.key == "hitungan").value == "40"


def test_closing_twice_and_opening_again_is_harmless(database_url: str) -> None:
    open_database(database_url)
    for _ in range(2):
        database.connect()
        close_database()
        close_database()
        assert database.is_closed()


def test_a_parked_connection_is_taken_again_by_the_next_thread_but_not_when_it_is_old(database_url: str) -> None:
    open_database(database_url)

    def one_request(seen: list[Any]) -> None:
        with database.connection_context():
            seen.append(handle.connection())

    seen: list[Any] = []
    for age in (0, 0, 299, 301):
        handle.obj._connections = [(made - age, place, conn) for made, place, conn in handle.obj._connections]
        thread = threading.Thread(target=one_request, args=(seen,))
        thread.start()
        thread.join()
    close_database()
    assert seen[0] is seen[1] is seen[2]
    assert seen[3] is not seen[2]


@pytest.mark.parametrize(("asked", "seconds"), [("", 10), ("?connect_timeout=3", 3)])
def test_a_server_that_never_answers_is_given_up_within_seconds(asked: str, seconds: int) -> None:
    open_database(f"postgresql://somebody@127.0.0.1:1/aduan{asked}")
    assert handle.obj.connect_params["connect_timeout"] == seconds


@pytest.mark.parametrize(
    ("asked", "memory"), [("", "4MB"), ("?options=-c%20work_mem%3D8MB", "8MB"), ("?max_connections=3", "4MB")]
)
def test_postgresql_compiles_nothing_and_the_office_s_own_options_stand(
    asked: str, memory: str, postgres: str
) -> None:
    open_database(f"{postgres}/postgres{asked}")
    with database.connection_context():
        shown = [handle.execute_sql(f"SHOW {name}").fetchone()[0] for name in ("plan_cache_mode", "jit", "work_mem")]
    close_database()
    assert shown == ["auto", "off", memory]
