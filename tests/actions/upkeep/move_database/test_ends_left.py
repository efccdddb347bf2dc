"""How a move ends: the old database refuses every program; what goes wrong before leaves the new one refused."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from models.actions.upkeep.move_database import move
from models.actions.upkeep.move_database.ends import NotMoved, told
from models.actions.upkeep.move_database.take_back import take_back
from models.tables import Audit, Message, database
from models.tables.core.settings import Settings
from models.tables.upkeep import half_moved, moved_away
from models.tables.upkeep.schema import SchemaHalfMoved, SchemaMovedAway, check_current, migrate
from tests.actions.upkeep.move_database.moving import at, begun_office, empty_other, everything, moved, settings_of
from tests.actions.upkeep.verify.test_verify import SOON
from tests.postgres import make_database


@pytest.fixture
def begun(database_url: str, tmp_path: Path) -> Settings:
    """An office that began a moment ago."""
    return begun_office(database_url, tmp_path)


@pytest.fixture
def to(begun: Settings, postgres: str, tmp_path: Path) -> str:
    """An empty database of the other kind."""
    return empty_other(begun.database_url, postgres, tmp_path)


@pytest.fixture
def onward(postgres: str, tmp_path: Path) -> tuple[Settings, str]:
    """An office on PostgreSQL and a file of SQLite to come."""
    begun = begun_office(make_database(postgres, "moved_from"), tmp_path)
    return begun, f"sqlite:///{tmp_path / 'new.db'}"


def after_verify(monkeypatch: pytest.MonkeyPatch, then: Callable[[], None]) -> None:
    """Let something happen when the new database was found whole."""
    verify = move.verify

    def verified(*given: Any) -> Any:
        found = verify(*given)
        then()
        return found

    monkeypatch.setattr(move, "verify", verified)


def others_ended(url: str) -> None:
    with closing(psycopg.connect(url, autocommit=True)) as server:
        asked = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        server.execute(f"{asked} AND pid <> pg_backend_pid()")


def still_half(url: str) -> None:
    with at(url), pytest.raises(SchemaHalfMoved):
        check_current()


def test_no_program_begins_in_the_old_database_before_somebody_takes_it_back(begun: Settings, to: str) -> None:
    before = everything(begun.database_url)
    assert moved(begun, to).old_marked
    with at(begun.database_url):
        for command in (check_current, migrate):
            with pytest.raises(SchemaMovedAway, match="set ADUAN_DATABASE_URL") as refused:
                command()
            assert told(to) in str(refused.value)
        assert (take_back(SOON), take_back(SOON)) == (True, False)
        check_current()
        assert Audit.select().where(Audit.event == "kembali_ke_database").count() == 1
    after = everything(begun.database_url)
    after["Audit"].pop()
    assert after == before
    with at(to):
        check_current()


def test_a_refusal_and_a_kill_bar_nothing_in_the_old_one(
    begun: Settings, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise NotMoved("belum")

    with monkeypatch.context() as wrong, pytest.raises(NotMoved, match="belum"):
        wrong.setattr(half_moved, "unmark", refuse)  # the last step: the old one is marked in its transaction
        moved(begun, to)
    with at(begun.database_url):
        check_current()
        Message.update(text="lain").where(Message.id == 1).execute()
        assert not moved_away.now_in()
    still_half(to)


def test_an_old_database_that_was_let_go_meanwhile_is_not_called_moved(
    onward: tuple[Settings, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, to = onward
    with monkeypatch.context() as cut, pytest.raises(NotMoved, match="let go"):
        after_verify(cut, lambda: others_ended(begun.database_url))
        moved(begun, to)
    still_half(to)
    assert moved(begun, to).failures == []


def test_who_comes_into_the_old_database_meanwhile_is_seen_before_the_end(
    onward: tuple[Settings, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, to = onward
    came: list[Any] = []
    with monkeypatch.context() as there, pytest.raises(NotMoved, match="agen-lama"):
        after_verify(there, lambda: came.append(psycopg.connect(begun.database_url, application_name="agen-lama")))
        moved(begun, to)
    still_half(to)
    came.pop().close()


def test_what_fails_after_the_new_one_is_open_is_told_and_the_office_is_moved(
    onward: tuple[Settings, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, to = onward
    unmark = half_moved.unmark

    def unmarked() -> None:
        unmark()
        others_ended(begun.database_url)

    with monkeypatch.context() as cut:
        cut.setattr(half_moved, "unmark", unmarked)
        assert not moved(begun, to).old_marked
    with at(to):
        check_current()


def test_the_old_one_idles_as_long_as_it_takes(onward: tuple[Settings, str], monkeypatch: pytest.MonkeyPatch) -> None:
    begun, to = onward
    asked: list[str] = []
    carry = move.leave

    def look(source: Any, where: str) -> None:
        asked.extend(source.execute_sql("SHOW idle_in_transaction_session_timeout").fetchone())
        carry(source, where)

    with closing(psycopg.connect(begun.database_url, autocommit=True)) as server:
        name = begun.database_url.rpartition("/")[2]
        server.execute(f"ALTER DATABASE {name} SET idle_in_transaction_session_timeout = '2min'")
    monkeypatch.setattr(move, "leave", look)
    moved(begun, to)
    assert asked == ["0"]


def test_two_offices_are_never_moved_into_one(tmp_path: Path, postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    to = make_database(postgres, "moved_into")
    first, second = (begun_office(f"sqlite:///{tmp_path / name}.db", tmp_path / name) for name in ("a", "b"))
    refused: list[str] = []

    def second_move() -> None:
        mine = database.obj
        with pytest.raises(NotMoved, match="Another move has") as err:
            moved(settings_of(second.database_url, tmp_path / "b"), to)
        refused.append(str(err.value))
        database.initialize(mine)

    after_verify(monkeypatch, second_move)
    before = everything(first.database_url)
    moved(first, to)
    assert len(refused) == 1
    after = everything(to)
    after["Audit"].pop()
    assert after == before
    with at(second.database_url):
        check_current()
