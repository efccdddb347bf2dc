"""Migrations: from empty and from the previous version with an office's data in it, to what the tables say."""

from collections.abc import Iterator
from typing import Any

import pytest
from peewee import Table
from playhouse.migrations import Runner
from playhouse.schema_diff import diff_models

from models.tables import (
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
from models.tables.core.database import open_database
from models.tables.search.search_words import INDEX
from models.tables.upkeep.schema import MIGRATIONS, SchemaNewer, SchemaOlder, applied, check_current, migrate
from tests.actions.walking import Walk
from tests.office import NOW, office

NAMES = [path.stem for path in sorted(MIGRATIONS.glob("[0-9]*.py"))]


@pytest.fixture
def empty(database_url: str) -> Iterator[str]:
    """An empty database, connected."""
    open_database(database_url)
    with database.connection_context():
        yield database_url


def fits() -> bool:
    """Whether the schema is exactly what the tables describe."""
    found = diff_models(database.obj, list(TABLES))
    # PostgreSQL's indexes of words are of a kind that the tables cannot name (models/tables/search/search_words.py).
    others = [index for index in found.drop_indexes if not index.name.startswith(INDEX)]
    return not found._replace(drop_indexes=others)


def contents() -> dict[type[BaseTable], list[dict[str, Any]]]:
    """Return everything in the database, row by row."""
    return {table: list(table.select().order_by(table.id).dicts()) for table in TABLES}


def columns(table: type[BaseTable]) -> set[str]:
    """Name the fields of a table whose columns are there now."""
    here = {column.name for column in database.get_columns(table._meta.table_name)}
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


@pytest.mark.parametrize("previous", NAMES[:-1])
def test_from_an_earlier_version_with_data_nothing_is_lost(database_url: str, previous: str) -> None:
    with office(database_url) as account:
        Walk(account).with_answer().handed_back().finished()
        full = contents()
        runner = Runner(database.obj, str(MIGRATIONS))
        for _ in NAMES[NAMES.index(previous) + 1 :]:
            runner.down()
        assert applied()[-1] == previous
        # What the earlier version knew is what must come through; the rest begins with its default.
        # What is still to be indexed is noted anew where a table was made anew.
        lasting = [table for table in TABLES if table is not SearchDue and database.table_exists(table)]
        known = {table: columns(table) for table in lasting}
        with pytest.raises(SchemaOlder):
            check_current()
        assert migrate() == NAMES[NAMES.index(previous) + 1 :]
        assert fits()
        assert only(contents(), known) == only(full, known)
        Walk(account)
        assert (Complaint.select().count(), Message.select().count(), Outbox.select().count()) == (2, 2, 2)


def test_an_upgrade_that_fails_half_way_changes_nothing(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_a_database_of_a_newer_program_is_refused_by_name(empty: str) -> None:
    migrate()
    database.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')")
    for command in (migrate, check_current):
        with pytest.raises(SchemaNewer, match="9999_later"):
            command()


def test_a_channel_written_before_an_upgrade_reads_the_same_after(empty: str) -> None:
    Runner(database.obj, str(MIGRATIONS)).up(NAMES[0])
    values = {"kind": "waha", "label": "lama", "settings": "{}", "secret": "", "enabled": True, "created_at": NOW}
    values |= {"state": "baru", "state_reason": "", "fails": 0, "found_by_sweep": 0, "lease_token": 0}
    Table("channel_account", list(values), _database=database).insert(values).execute()
    migrate()
    assert [(row.label, row.created_at) for row in ChannelAccount.select()] == [("lama", NOW)]
