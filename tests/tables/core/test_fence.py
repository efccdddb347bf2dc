"""The fence: once the newest migration is another than the program's own, nothing it writes is stored."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from models.tables import ChannelAccount, OfficeSetting, database
from models.tables.core.database import connected, is_sqlite, open_database
from models.tables.core.fence import MustStop
from models.tables.upkeep import schema
from models.tables.upkeep.schema import MIGRATIONS, SchemaNewer, check_current, migrate

LATER = """from peewee import TextField


def up(migrator, db):
    migrator.migrate(migrator.add_column("agent_heartbeat", "later", TextField(default="")))
"""


def upgraded() -> None:
    """Let a newer program have upgraded the database."""
    with database.obj.lifted():
        database.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')")


def put_back() -> None:
    """Let somebody have put an older database in its place."""
    with database.obj.lifted():
        database.execute_sql("DELETE FROM schema_migration WHERE name > '0090'")


def settings() -> int:
    return int(OfficeSetting.select().where(OfficeSetting.key == "pagar").count())


def in_a_transaction() -> None:
    with database.atomic():
        OfficeSetting.create(key="pagar", value="1")


def by_itself() -> None:
    OfficeSetting.create(key="pagar", value="1")


def by_its_text() -> None:
    database.execute_sql("INSERT INTO office_setting (key, value) VALUES ('pagar', '1')")


@pytest.mark.parametrize("write", [in_a_transaction, by_itself, by_its_text])
@pytest.mark.parametrize(("becomes", "sign"), [(upgraded, "schema newer"), (put_back, "schema older")])
def test_nothing_is_stored_in_a_database_of_another_version(
    account: ChannelAccount, becomes: Callable[[], None], sign: str, write: Callable[[], None]
) -> None:
    check_current()
    write()
    OfficeSetting.delete().where(OfficeSetting.key == "pagar").execute()
    becomes()
    for _ in range(2):  # the connection is as good as before
        with pytest.raises(MustStop) as refused:
            write()
        assert (refused.value.sign, database.in_transaction(), settings()) == (sign, False, 0)
    assert "stores nothing any more and stops" in database.obj.why_stop()


def test_what_is_read_goes_on_being_read_and_nobody_must_stop_where_it_fits(account: ChannelAccount) -> None:
    check_current()
    assert database.obj.why_stop() == ""
    upgraded()
    assert ChannelAccount.get().label == "WhatsApp kantor"


def test_whoever_holds_no_schema_is_not_asked_for_one(account: ChannelAccount) -> None:
    check_current()
    upgraded()
    with database.obj.lifted():
        in_a_transaction()
    database.obj.held = ""
    OfficeSetting.delete().where(OfficeSetting.key == "pagar").execute()
    assert settings() == 0


def test_a_program_that_finds_a_newer_schema_holds_none(database_url: str) -> None:
    open_database(database_url)
    with connected():
        migrate()
        upgraded()
        with pytest.raises(SchemaNewer):
            check_current()
        with pytest.raises(MustStop):
            by_itself()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A version of the program with one migration more."""
    folder = shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    (folder / "9998_later.py").write_text(LATER, "utf-8")
    monkeypatch.setattr(schema, "MIGRATIONS", folder)
    yield


class Other:
    """Another program of an office: a thread with a connection and a fence of its own."""

    def __init__(self, url: str) -> None:
        before = database.obj
        self.handle: Any = open_database(url).obj
        database.initialize(before)
        self.handle.held = max(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))

    def writes(self, value: str) -> None:
        """Write a setting in a transaction."""
        with self.handle.atomic():
            self.handle.execute_sql("INSERT INTO office_setting (key, value) VALUES ('pagar', '1')")
            assert value


def test_a_migration_waits_for_who_is_at_it_and_whoever_comes_after_is_refused(
    account: ChannelAccount, database_url: str, later: None
) -> None:
    other, inside, go_on, told = Other(database_url), Event(), Event(), list[str]()

    def works() -> None:
        with other.handle.connection_context():
            with other.handle.atomic():
                inside.set()
                go_on.wait(30)
                other.handle.execute_sql("INSERT INTO office_setting (key, value) VALUES ('pagar', '1')")
            told.append("stored")
            migrating.join(30)
            with pytest.raises(MustStop):
                other.writes("2")
            told.append("refused")
        other.handle.close_all()

    def migrates() -> None:
        with connected():
            assert migrate() == ["9998_later"]
            told.append("migrated")

    working, migrating = Thread(target=works), Thread(target=migrates)
    working.start()
    assert inside.wait(30)
    migrating.start()
    if not is_sqlite():
        _until_it_waits(database_url)
    go_on.set()
    for one in (migrating, working):
        one.join(60)
    assert (sorted(told), told.index("refused"), settings()) == (["migrated", "refused", "stored"], 2, 1)


def _until_it_waits(url: str) -> None:
    """Return once the migration waits for the list of migrations."""
    asked = "SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND relation = 'schema_migration'::regclass"
    while database.execute_sql(asked).fetchone() == (0,):
        pass
