"""Doctor says whose role of PostgreSQL each program has, and warns where a gateway's PC has the owner's."""

from typing import Any

import psycopg
import pytest

from models.actions.upkeep.diagnose import roles
from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.diagnose.roles import look_at_roles
from models.tables.core.database import AGENT
from models.tables.upkeep.agent_role import RoleInUse

ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def test_sqlite_has_none(sqlite_account: Any) -> None:
    assert not list(look_at_roles())


@ON_POSTGRESQL
def test_a_superuser_is_warned_of_and_an_agent_beside_it_told(account: Any, database_url: str) -> None:
    with psycopg.connect(database_url, application_name=AGENT):
        ours, agent = look_at_roles()
    assert ours.level is Level.WARNING and "may do all on this server" in ours.sentence
    assert agent.level is Level.NOTE and "on this machine has the role postgres" in agent.sentence


@pytest.mark.parametrize(
    ("connected", "level", "says"),
    [
        (("aduan", True, "10.0.0.7"), Level.WARNING, "who takes that machine has everything"),
        (("aduan", True, ""), Level.NOTE, "as the back office does"),
        (("aduan_agent_x_gerbang1", False, "10.0.0.7"), Level.OK, "only what an agent does"),
    ],
)
def test_an_agent_elsewhere_with_the_owner_s_role_is_warned_of(
    connected: tuple[str, bool, str], level: Level, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "is_sqlite", lambda: False)
    monkeypatch.setattr(roles, "role_in_use", lambda: RoleInUse("aduan", owns=True, super=False))
    monkeypatch.setattr(roles, "agents_connected", lambda: [connected])
    ours, agent = look_at_roles()
    assert (ours.level, agent.level, says in agent.sentence) == (Level.OK, level, True)
