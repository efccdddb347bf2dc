"""Logins for agents on other machines: given and taken with a trace, renewed after whatever makes other tables."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from models.actions.upkeep.agent_roles import AgentNameWrong, give_login, keep_rights, renew_rights, take_login
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.migrate_office import migrate_office
from models.tables import Audit, database
from models.tables.core.settings import load_settings
from models.tables.upkeep import agent_role
from tests.office import NOW

ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@ON_POSTGRESQL
def test_a_login_is_told_once_changed_by_another_and_taken_with_a_trace(account: Any, database_url: str) -> None:
    first, second = (urlsplit(give_login(database_url, "gerbang1", NOW)) for _ in range(2))
    assert first.username == agent_role.login_of("gerbang1") and first.path == urlsplit(database_url).path
    assert first.password and second.password and first.password != second.password
    (kept,) = database.execute_sql(
        "SELECT rolpassword FROM pg_authid WHERE rolname = %s", (first.username,)
    ).fetchone()
    assert kept.startswith("SCRAM-SHA-256$") and second.password not in kept
    assert take_login("gerbang1", NOW)
    assert not take_login("gerbang1", NOW)
    rows = Audit.select().where(Audit.event == "peran_agen").order_by(Audit.id)
    assert [(row.before, row.after) for row in rows] == [("tidak ada", "ada"), ("ada", "ada"), ("ada", "dicabut")]
    assert all(row.subject == "agent_role:gerbang1" for row in rows)


@ON_POSTGRESQL
@pytest.mark.parametrize("name", ["", "Gerbang", "1gerbang", "gerbang-1", 'a"; DROP ROLE x', "a" * 17])
def test_a_name_that_is_no_agent_s_makes_no_login(account: Any, database_url: str, name: str) -> None:
    with pytest.raises(AgentNameWrong):
        give_login(database_url, name, NOW)
    assert not agent_role.agents()


def may_read() -> bool:
    sql = "SELECT has_table_privilege(%s, 'message', 'SELECT'), to_regclass('aduan_agent.staff') IS NOT NULL"
    return database.execute_sql(sql, (agent_role.group(),)).fetchone() == (True, True)


@ON_POSTGRESQL
def test_migrating_and_restoring_leave_agents_their_rights(account: Any, database_url: str, tmp_path: Path) -> None:
    words = {"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(tmp_path)}
    settings = load_settings(words, tmp_path / "none.toml")
    keep_rights()
    assert not agent_role.is_there()  # an office without agents elsewhere stays without
    give_login(database_url, "gerbang1", NOW)
    database.execute_sql(f'REVOKE ALL ON message FROM "{agent_role.group()}"')
    migrate_office(settings, NOW, lambda: None)
    assert may_read()
    back_up(tmp_path / "satu.zip", settings, NOW)
    restore(tmp_path / "satu.zip", replace(settings, data_dir=tmp_path / "dua"), NOW, replace=True)
    assert may_read() and agent_role.agents() == ["gerbang1"]


@ON_POSTGRESQL
def test_a_migration_may_change_a_column_that_agents_see_through_a_view(account: Any) -> None:
    renew_rights()
    agent_role.drop_views()
    database.execute_sql("ALTER TABLE staff ALTER COLUMN phone TYPE VARCHAR(40)")
    renew_rights()
    assert may_read()


def test_an_office_on_sqlite_has_no_roles(sqlite_account: Any) -> None:
    keep_rights()
    agent_role.drop_views()
    assert not agent_role.is_there()
