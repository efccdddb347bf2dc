"""Doctor says whose role of PostgreSQL each program has, and warns where a gateway's PC has the owner's."""

from typing import Any

import psycopg
import pytest

from models.actions.upkeep.diagnose import roles
from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.diagnose.roles import look_at_roles
from models.tables.core.database import AGENT
from models.tables.upkeep.agent_role import Line, RoleInUse

ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def test_sqlite_has_none(sqlite_account: Any) -> None:
    assert not list(look_at_roles())


@ON_POSTGRESQL
def test_a_superuser_is_warned_of_and_an_agent_beside_it_told(account: Any, database_url: str) -> None:
    with psycopg.connect(database_url, application_name=AGENT):
        ours, agent = look_at_roles()
    assert ours.level is Level.WARNING and "may do all on this server" in ours.sentence
    assert agent.level is Level.NOTE and "on this machine has the role postgres" in agent.sentence


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """PostgreSQL on another machine, as a server of the tests cannot be."""
    monkeypatch.setattr(roles, "is_sqlite", lambda: False)
    monkeypatch.setattr(roles, "role_in_use", lambda: RoleInUse("aduan", owns=True, super=False))
    monkeypatch.setattr(roles, "line_in_use", lambda: Line(over_network=False, encrypted=False, checked=False))
    monkeypatch.setattr(roles, "agents_connected", list)
    return monkeypatch


@pytest.mark.parametrize(
    ("connected", "level", "says"),
    [
        (("aduan", True, "10.0.0.7"), Level.WARNING, "who takes that machine has everything"),
        (("aduan", True, ""), Level.NOTE, "as the back office does"),
        (("aduan_agent_x_gerbang1", False, "10.0.0.7"), Level.OK, "only what an agent does"),
    ],
)
def test_an_agent_elsewhere_with_the_owner_s_role_is_warned_of(
    connected: tuple[str, bool, str], level: Level, says: str, elsewhere: pytest.MonkeyPatch
) -> None:
    elsewhere.setattr(roles, "agents_connected", lambda: [connected])
    ours, agent = look_at_roles()
    assert (ours.level, agent.level, says in agent.sentence) == (Level.OK, level, True)


@pytest.mark.parametrize(
    ("encrypted", "checked", "level", "says"),
    [
        (False, False, Level.UNSAFE, "without TLS"),
        (True, False, Level.UNSAFE, "any server could be at its end"),
        (True, True, Level.OK, "certificate was checked"),
    ],
)
def test_a_line_over_the_network_must_be_encrypted_and_its_end_known(
    encrypted: bool, checked: bool, level: Level, says: str, elsewhere: pytest.MonkeyPatch
) -> None:
    elsewhere.setattr(roles, "line_in_use", lambda: Line(True, encrypted, checked))
    _, line = look_at_roles()
    assert (line.level, says in line.sentence) == (level, True)
