"""Migrations: from empty and from every earlier version with an office's data in it, to what the tables say."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from peewee import DatabaseError, Table
from playhouse.migrations import Runner
from playhouse.schema_diff import diff_models

from models.tables import (
    FILE_TABLES,
    TABLES,
    AgentHeartbeat,
    BaseTable,
    ChannelAccount,
    Complaint,
    Message,
    Outbox,
    SearchDue,
    database,
)
from models.tables.core.database import close_database, connected, is_sqlite, open_database, sqlite_path
from models.tables.search.search_words import INDEX
from models.tables.upkeep import schema
from models.tables.upkeep.schema import (
    BEFORE_FIRST,
    FIRST,
    MIGRATIONS,
    SchemaNewer,
    SchemaOlder,
    SchemaTooOld,
    applied,
    check_current,
    migrate,
)
from tests.actions.walking import Walk
from tests.office import NOW, office
from tests.postgres import make_database
from tests.tables.upkeep.before_release import EARLY, WITH_A_GAP, history, make_last_before_release, stand_at
from tests.tables.upkeep.described import described
from tests.tables.upkeep.going_back import NAMES, Stairs, every_row

LATER = """from peewee import TextField


def up(migrator, db):
    migrator.migrate(migrator.add_column("agent_heartbeat", "later", TextField(default="kelak")))
"""


@pytest.fixture
def empty(database_url: str) -> Iterator[str]:
    """An empty database, connected."""
    open_database(database_url)
    with connected():
        yield database_url


def begin_anew(url: str) -> None:
    """Throw the open database away and connect to an empty one in its place."""
    close_database()
    database.obj.held = ""
    if is_sqlite():
        for part in sqlite_path().parent.glob(f"{sqlite_path().name}*"):
            part.unlink()
    else:
        make_database(*url.rsplit("/", 1))
    database.connect()


def fits() -> bool:
    """Whether the schema is exactly what the tables describe."""
    found = diff_models(database.obj, [*TABLES, *FILE_TABLES])
    # PostgreSQL's indexes of words are of a kind that the tables cannot name (models/tables/search/search_words.py).
    others = [index for index in found.drop_indexes if not index.name.startswith(INDEX)]
    return not found._replace(drop_indexes=others)


def contents() -> dict[type[BaseTable], list[dict[str, Any]]]:
    """Return everything in the database, row by row."""
    return {table: list(table.select().order_by(table.id).dicts()) for table in TABLES}


def columns(table: type[BaseTable]) -> set[str]:
    """Name the fields of a table whose columns are there now."""
    there = database.execute_sql(f'SELECT * FROM "{table._meta.table_name}" LIMIT 0')  # noqa: S608
    here = {column[0] for column in there.description}
    return {field.name for field in table._meta.sorted_fields if field.column_name in here}


def only(
    rows: dict[type[BaseTable], list[dict[str, Any]]], known: dict[type[BaseTable], set[str]]
) -> dict[type[BaseTable], list[dict[str, Any]]]:
    """Leave of everything what is known of."""
    return {table: [{name: row[name] for name in names} for row in rows[table]] for table, names in known.items()}


def test_from_empty_the_schema_is_what_the_tables_say(empty: str) -> None:
    with pytest.raises(SchemaOlder, match="migrate"):
        check_current()
    assert migrate() == NAMES
    assert fits()
    check_current()
    assert migrate() == []


def test_a_database_of_the_27_migrations_before_release_1_becomes_what_a_new_one_is(empty: str) -> None:
    migrate()
    new = described(), history()
    begin_anew(empty)
    make_last_before_release()
    assert migrate() == NAMES[1:]
    assert (described(), history()) == new


def test_a_database_of_the_last_version_before_release_1_is_used_as_it_is(empty: str) -> None:
    make_last_before_release()
    assert applied() == [FIRST]
    before = described(), history()
    if NAMES == [FIRST]:
        check_current()
    assert (described(), history()) == before


class Upgrades:
    """An office with a case to its end, what it holds, and what each earlier version of it came to."""

    def __init__(self, url: str) -> None:
        with office(url) as account:
            Walk(account).with_answer().handed_back().finished()
            self.account, self.full = account, contents()
            self.whole = described()  # as from empty, where `fits` says it (and takes half a second)
        self.stairs = Stairs(url)
        self.passed: dict[str, tuple[Any, ...]] = {}  # what an earlier version held from which nothing is lost

    def goes_on_as(self, following: str, known: dict[type[BaseTable], set[str]]) -> bool:
        """Whether its next migration makes of the open office all that the next version held, and that passed."""
        if following not in self.passed:
            return False
        Runner(database.obj, str(MIGRATIONS)).up(following)
        schema_then, rows, known_then = self.passed[following]
        known_as_well = all(known[table] <= known_then.get(table, set()) for table in known)
        return known_as_well and described() == schema_then and every_row() == rows


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def upgrades(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Upgrades:
    """Such an office, on both databases."""
    if request.param == "sqlite":
        return Upgrades(f"sqlite:///{tmp_path_factory.mktemp('kantor') / 'aduan.db'}")
    return Upgrades(f"{request.getfixturevalue('postgres')}/aduan_upgrades")


@pytest.mark.parametrize("previous", reversed(NAMES))
def test_from_an_earlier_version_with_data_nothing_is_lost(upgrades: Upgrades, previous: str) -> None:
    later = NAMES[NAMES.index(previous) + 1 :]
    with upgrades.stairs.copied_at(previous):
        # What the earlier version knew is what must come through; the rest begins with its default.
        # What is still to be indexed is noted anew where a table was made anew.
        there = set(database.get_tables())
        lasting = [table for table in TABLES if table is not SearchDue and table._meta.table_name in there]
        known = {table: columns(table) for table in lasting}
        held = described(), every_row(), known
        # Most migrations make of it, row for row, what came through as the next version: no need to go on once more.
        seen_before = previous != FIRST and bool(later) and upgrades.goes_on_as(later[0], known)
    if not seen_before:
        with upgrades.stairs.copied_at(previous):
            if previous == FIRST:
                stand_at(BEFORE_FIRST)
            assert migrate() == later
            assert described() == upgrades.whole
            assert only(contents(), known) == only(upgrades.full, known)
            Walk(upgrades.account)
            assert (Complaint.select().count(), Message.select().count(), Outbox.select().count()) == (2, 2, 2)
    upgrades.passed[previous] = held


def test_a_database_from_before_release_1_takes_what_comes_after(
    empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_last_before_release()
    Table("agent_heartbeat", ["owner", "started_at", "seen_at", "sending_stopped"], _database=database).insert(
        owner="agen-1", started_at=NOW, seen_at=NOW, sending_stopped=""
    ).execute()
    later = shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    (later / "9998_later.py").write_text(LATER, "utf-8")
    monkeypatch.setattr(schema, "MIGRATIONS", later)
    with pytest.raises(SchemaOlder, match="needs an upgrade"):
        check_current()
    assert migrate() == [*NAMES[1:], "9998_later"]
    check_current()
    assert database.execute_sql("SELECT owner, later FROM agent_heartbeat").fetchall() == [("agen-1", "kelak")]
    assert migrate() == []


@pytest.mark.parametrize("names", [EARLY, WITH_A_GAP, EARLY[:1]], ids=["half-way", "with a gap", "the first alone"])
def test_an_older_database_is_refused_and_nothing_is_written_to_it(empty: str, names: list[str]) -> None:
    make_last_before_release()
    stand_at(names)
    before = described(), history()
    for command in (migrate, check_current):
        with pytest.raises(SchemaTooOld, match=f"before release 1.0.*This stands at {names[-1]}"):
            command()
    assert (described(), history()) == before


def test_an_upgrade_that_fails_half_way_changes_nothing(empty: str) -> None:
    migrate()
    AgentHeartbeat.create(owner="agen-1", started_at=NOW, seen_at=NOW)

    def fails(migrator: object, db: object) -> None:
        database.execute_sql("ALTER TABLE agent_heartbeat ADD COLUMN half TEXT")
        raise RuntimeError("power cut")

    runner = Runner(database.obj, str(MIGRATIONS))
    with pytest.raises(RuntimeError):
        runner._run("0099_fails", type("module", (), {"up": staticmethod(fails)}), "up")
    assert "half" not in {column.name for column in database.get_columns("agent_heartbeat")}
    check_current()


def test_tables_that_nobody_accounts_for_are_not_built_over(empty: str) -> None:
    database.execute_sql("CREATE TABLE staff (id INTEGER)")
    before = described()
    with pytest.raises(DatabaseError, match="staff"):
        migrate()
    assert [line for line in described() if "schema_migration" not in line] == before


def test_a_database_of_a_newer_program_is_refused_by_name(empty: str) -> None:
    migrate()
    database.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')")
    for command in (migrate, check_current):
        with pytest.raises(SchemaNewer, match="9999_later"):
            command()


def test_a_channel_written_before_release_1_reads_the_same_after(empty: str) -> None:
    make_last_before_release()
    values = {"kind": "waha", "label": "lama", "settings": "{}", "secret": "", "enabled": True, "created_at": NOW}
    values |= {"state": "baru", "state_reason": "", "fails": 0, "found_by_sweep": 0, "lease_token": 0}
    values |= {"advice": "", "sample": False}
    Table("channel_account", list(values), _database=database).insert(values).execute()
    migrate()
    assert [(row.label, row.created_at) for row in ChannelAccount.select()] == [("lama", NOW)]
