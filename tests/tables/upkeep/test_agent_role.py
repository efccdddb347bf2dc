"""The agents' role on PostgreSQL: every table is named, it has just its rights, and more is refused."""

from typing import Any

import peewee
import psycopg
import pytest

from models.rules.upkeep.agent_rights import AGENT_RIGHTS, Rights
from models.tables import FILE_TABLES, TABLES, Staff, database
from models.tables.upkeep import agent_role
from tests.tables.upkeep.entering import entered

ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
HISTORY = "schema_migration"


def test_every_table_is_named_and_every_column_that_is_named_is_one() -> None:
    every = {str(table._meta.table_name): table for table in (*TABLES, *FILE_TABLES)}
    assert set(AGENT_RIGHTS) == {*every, HISTORY}
    for name, row in AGENT_RIGHTS.items():
        named = {*row.hides, *(row.reads if isinstance(row.reads, tuple) else ())}
        named |= set(row.updates) if isinstance(row.updates, tuple) else set()
        assert name == HISTORY or named <= set(every[name]._meta.columns), name


@ON_POSTGRESQL
def test_the_group_has_exactly_its_rights_whatever_it_had(account: Any) -> None:
    agent_role.renew(AGENT_RIGHTS)
    group = agent_role.group()
    for more in (f'GRANT ALL ON audit TO "{group}"', "GRANT SELECT ON staff TO PUBLIC"):
        database.execute_sql(more)
    database.execute_sql(f'GRANT UPDATE (settings) ON channel_account TO "{group}"')
    agent_role.renew(AGENT_RIGHTS)
    assert _table_rights(group) == {
        (table, word)
        for table, row in AGENT_RIGHTS.items()
        for word, whole in (
            ("SELECT", row.reads is True and not row.hides),
            ("INSERT", row.inserts),
            ("UPDATE", row.updates is True),
            ("DELETE", row.deletes),
        )
        if whole
    }
    sql = "SELECT has_any_column_privilege(%s, %s, %s)"
    assert not database.execute_sql(sql, (group, "staff", "SELECT")).fetchone()[0]
    sql = "SELECT has_column_privilege(%s, 'channel_account', %s, 'UPDATE')"
    asked = {column: database.execute_sql(sql, (group, column)).fetchone()[0] for column in ("settings", "state")}
    assert asked == {"settings": False, "state": True}


def _table_rights(group: str) -> set[tuple[str, str]]:
    sql = """SELECT relname, word FROM pg_class,
        unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS word
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND has_table_privilege(%s, oid, word)"""
    return set(database.execute_sql(sql, (group,)).fetchall())


@ON_POSTGRESQL
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT password_hash FROM public.staff",
        "SELECT token_hash FROM staff_session",
        "SELECT secret FROM public.signing_service",
        "SELECT text FROM draft",
        "UPDATE staff SET role = 'administrator'",
        "UPDATE public.staff SET password_hash = 'x'",
        "UPDATE channel_account SET settings = '{}'",
        "DELETE FROM channel_account",
        "UPDATE audit SET after = ''",
        "DELETE FROM audit",
        "DELETE FROM message",
        "TRUNCATE message",
        "DELETE FROM history",
        "UPDATE document SET sha256 = ''",
        "INSERT INTO staff (username) VALUES ('x')",
        "UPDATE office_setting SET value = 'x'",
        "DROP TABLE message",
        "ALTER TABLE staff ADD COLUMN x INTEGER",
        "CREATE TABLE mine (id INTEGER)",
        "CREATE TABLE aduan_agent.mine (id INTEGER)",
        "CREATE TEMPORARY TABLE mine (id INTEGER)",
        "CREATE ROLE another LOGIN SUPERUSER",
        "SET ROLE postgres",
        "COPY message TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/passwd')",
    ],
)
def test_what_is_beyond_its_work_is_refused(account: Any, database_url: str, sql: str) -> None:
    with (
        entered(database_url),
        pytest.raises((peewee.ProgrammingError, peewee.OperationalError), match=r"denied|must be|permission"),
    ):
        database.execute_sql(sql)


@ON_POSTGRESQL
def test_what_a_table_hides_reads_as_empty_and_the_rest_as_it_is(account: Any, database_url: str) -> None:
    before = Staff.get(Staff.username == "pengelola")
    Staff.update(password_hash="garam", totp_secret="benih", nik="1", phone="62811").execute()
    with entered(database_url):
        row = Staff.get_by_id(before.id)
        assert (row.password_hash, row.totp_secret, row.totp_last_step, row.nik) == ("", "", 0, "")
        assert (row.username, row.name, row.role, row.phone) == (before.username, before.name, before.role, "62811")


@ON_POSTGRESQL
def test_a_hidden_column_that_is_none_is_a_mistake_of_the_program(account: Any) -> None:
    with pytest.raises(LookupError, match="staff has no column sandi"):
        agent_role.renew({**AGENT_RIGHTS, "staff": Rights(reads=True, hides=("sandi",))})


@ON_POSTGRESQL
def test_a_login_that_was_shut_enters_no_more(account: Any, database_url: str) -> None:
    with entered(database_url):
        assert database.execute_sql("SELECT current_user").fetchone()[0] == agent_role.login_of("gerbang1")
        assert (agent_role.role_in_use().owns, agent_role.role_in_use().super) == (False, False)
    assert agent_role.agents() == ["gerbang1"]
    agent_role.shut_login("gerbang1")
    assert not agent_role.agents()
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        psycopg.connect(database_url.replace("postgres@", f"{agent_role.login_of('gerbang1')}@"))


@ON_POSTGRESQL
def test_who_may_make_no_roles_is_told_so_and_nothing_is_changed(account: Any, database_url: str) -> None:
    with entered(database_url), pytest.raises(agent_role.MayNotGrant, match="No role was changed"):
        agent_role.add_login("gerbang2")
    assert agent_role.agents() == ["gerbang1"]
