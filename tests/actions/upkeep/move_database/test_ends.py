"""What refuses a move before anything is written, and what the new database must be."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.actions.upkeep.file_places import FilesElsewhere
from models.actions.upkeep.move_database.ends import NotMoved, told
from models.rules.retention.erasing import Why
from models.tables import AgentHeartbeat, Erasure, FilePlace, Message, Staff, database
from models.tables.core.files.database_store import DatabaseStore
from models.tables.core.files.places import this_machine
from models.tables.core.settings import Settings
from models.tables.upkeep import half_moved
from models.tables.upkeep.schema import check_current
from tests.actions.upkeep.move_database.moving import at, empty_other, everything, moved, settings_of
from tests.actions.upkeep.verify.test_verify import SOON
from tests.office import NOW, furnish, lay_office


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Settings:
    """A fresh office."""
    lay_office(database_url)
    return settings_of(database_url, tmp_path)


@pytest.fixture
def to(here: Settings, postgres: str, tmp_path: Path) -> str:
    """An empty database of the other kind."""
    return empty_other(here.database_url, postgres, tmp_path)


def tables_at(url: str) -> list[str]:
    with at(url):
        return list(database.get_tables())


def test_while_an_agent_runs_nothing_is_moved(here: Settings, to: str) -> None:
    with at(here.database_url):
        AgentHeartbeat.create(owner="gateway-1-ab", started_at=SOON, seen_at=SOON)
    with pytest.raises(NotMoved, match="gateway-1-ab is running"):
        moved(here, to)
    assert tables_at(to) == []


@pytest.fixture
def somebody(here: Settings) -> Iterator[None]:
    """A program of its own thread that has the office open and does nothing."""
    there, done = threading.Event(), threading.Event()

    def sit() -> None:
        import pysqlite3

        kind: Any = pysqlite3 if here.database_url.startswith("sqlite:") else psycopg
        connection = kind.connect(here.database_url.removeprefix("sqlite:///"))
        connection.execute("SELECT COUNT(*) FROM message").fetchone()
        connection.commit()
        there.set()
        done.wait(60)
        connection.close()

    sitting = threading.Thread(target=sit)
    sitting.start()
    assert there.wait(60)
    yield
    done.set()
    sitting.join()


@pytest.mark.usefixtures("somebody")
def test_a_program_that_only_has_it_open_is_told_and_nothing_is_moved(here: Settings, to: str) -> None:
    with pytest.raises(NotMoved, match="stop back office and agent"):
        moved(here, to)
    assert tables_at(to) == []


def test_nobody_writes_in_the_old_database_while_it_is_moved(
    here: Settings, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pysqlite3

    from models.actions.upkeep.move_database import move

    refused = []
    verify = move.verify

    def write_meanwhile(*given: Any) -> Any:
        word = "UPDATE staff SET name = 'lain'"
        try:
            if here.database_url.startswith("sqlite:"):
                pysqlite3.connect(here.database_url.removeprefix("sqlite:///"), timeout=0).execute(word)
            else:
                with psycopg.connect(f"{here.database_url}?options=-c%20lock_timeout%3D50ms") as other:
                    other.execute(word)
        except (pysqlite3.OperationalError, psycopg.errors.LockNotAvailable) as err:
            refused.append(str(err))
        return verify(*given)

    before = everything(here.database_url)
    monkeypatch.setattr(move, "verify", write_meanwhile)
    moved(here, to)
    assert len(refused) == 1
    assert everything(here.database_url) == before


def test_a_database_that_holds_anything_is_refused_and_left_as_it_is(here: Settings, to: str) -> None:
    furnish(to, SOON)
    with at(to):
        Message.delete().execute()
    before = everything(to)
    with pytest.raises(NotMoved, match="holds tables already"):
        moved(here, to)
    assert everything(to) == before


def test_a_half_moved_database_with_somebody_elses_table_is_not_cleared_of_it(here: Settings, to: str) -> None:
    with at(to):
        half_moved.mark()
        database.execute_sql("CREATE TABLE gaji (id INTEGER PRIMARY KEY)")
    with pytest.raises(NotMoved, match=r"none of ours \(gaji\)"):
        moved(here, to)
    assert set(tables_at(to)) == {"gaji", half_moved.MARK}


def test_the_same_kind_and_no_kind_are_refused(here: Settings) -> None:
    with pytest.raises(NotMoved, match="backup, then restore"):
        moved(here, f"{here.database_url}2")
    with pytest.raises(NotMoved, match=r"starts with 'mysql'"):
        moved(here, "mysql://kantor/aduan")


def test_no_part_of_a_password_is_told_where_it_splits_the_address(here: Settings) -> None:
    if here.database_url.startswith("sqlite:"):
        address = "postgresql://kantor:Rahasia/nya@db:5432/aduan"
        assert told(address) == "postgresql://…"
        with pytest.raises(NotMoved) as refused:
            moved(here, address)
        assert "Rahasia" not in str(refused.value) and refused.value.__cause__ is None


def test_what_was_destroyed_leaves_the_old_file_before_the_office_does(here: Settings, to: str) -> None:
    with at(here.database_url):
        ask_erasure(Why.PEMUSNAHAN, NOW)
    with pytest.raises(NotMoved, match="destroyed still stands"):
        moved(here, to)
    assert tables_at(to) == []


def test_files_that_are_not_in_this_machines_folder_do_not_go_to_sqlite(here: Settings, to: str) -> None:
    if here.database_url.startswith("sqlite:"):
        return
    with at(here.database_url):
        FilePlace.create(host="gateway", path="/srv/aduan/files", seen_at=SOON)
    with pytest.raises(NotMoved, match="gateway keeps files in /srv/aduan/files"):
        moved(here, to)
    with at(here.database_url):
        FilePlace.delete().execute()
        DatabaseStore().keep(b"foto")
    with pytest.raises(FilesElsewhere, match="kept in the database"):
        moved(here, to)
    with pytest.raises(NotMoved, match="files move --to folder"):
        moved(settings_of(here.database_url, here.data_dir.parent, ADUAN_FILE_STORE="database"), to)
    assert tables_at(to) == []


def test_files_in_another_folder_of_this_machine_do_not_go_to_sqlite(here: Settings, to: str) -> None:
    if here.database_url.startswith("sqlite:"):
        return
    with at(here.database_url):
        FilePlace.create(host=this_machine(), path="/srv/agen/files", seen_at=SOON)
    with pytest.raises(NotMoved, match="keeps files in /srv/agen/files"):
        moved(here, to)
    assert tables_at(to) == []


def test_an_address_in_capital_letters_is_the_same_address(
    here: Settings, to: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where a path that is not understood would begin
    kind, rest = to.split(":", 1)
    moved(here, f"{kind.upper()}:{rest}")
    with at(to):
        check_current()
    assert not (tmp_path / "SQLITE:").exists()


def test_after_a_refusal_and_after_a_move_anybody_may_open_either(here: Settings, to: str) -> None:
    with at(here.database_url):
        ask_erasure(Why.PEMUSNAHAN, NOW)
    with pytest.raises(NotMoved, match="destroyed still stands"):  # said when both are held
        moved(here, to)
    with at(to):
        database.execute_sql("CREATE TABLE gaji (id INTEGER PRIMARY KEY)")
        database.execute_sql("DROP TABLE gaji")
    with at(here.database_url):
        assert Erasure.delete().execute() == 1
    moved(here, to)
    with at(to):
        check_current()
        assert Staff.update(phone="lain").execute() > 0
    with at(here.database_url):
        assert Staff.update(phone="lain").execute() > 0


def test_what_is_wrong_with_the_new_database_is_said_of_it(here: Settings, postgres: str) -> None:
    if not here.database_url.startswith("sqlite:"):
        return
    with pytest.raises(NotMoved, match=r"^postgresql://kantor@127\.0\.0\.1:1/aduan cannot be opened: "):
        moved(here, "postgresql://kantor:rahasia@127.0.0.1:1/aduan")
    with closing(psycopg.connect(f"{postgres}/postgres", autocommit=True)) as server:
        server.execute("CREATE DATABASE moved_latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
        server.execute("CREATE DATABASE moved_foreign")
        server.execute("CREATE ROLE pindahan LOGIN")
        try:
            with pytest.raises(NotMoved, match="cannot hold every letter"):
                moved(here, f"{postgres}/moved_latin")
            with pytest.raises(NotMoved, match=r"takes no table .*belong to the role"):
                moved(here, f"{postgres}/moved_foreign".replace("postgres@", "pindahan@"))
        finally:
            server.execute("DROP DATABASE moved_latin WITH (FORCE)")
            server.execute("DROP DATABASE moved_foreign WITH (FORCE)")
            server.execute("DROP ROLE pindahan")


def test_an_address_is_told_without_its_password() -> None:
    assert told("postgresql://aduan:rahasia@db.kantor:5433/aduan?sslmode=require") == (
        "postgresql://aduan@db.kantor:5433/aduan"
    )
    assert told("sqlite:////srv/aduan/aduan.db") == "sqlite:////srv/aduan/aduan.db"
