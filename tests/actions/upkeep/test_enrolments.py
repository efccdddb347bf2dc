"""A gateway's PC enrols by a code once, within its hour; nobody else's code counts, and nothing is done by half."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from models.actions.channels.agent_machines import KeyUsed, MachineKnown, demand_trusted, in_use, revoke
from models.actions.core.actor import OPERATOR
from models.actions.upkeep.agent_roles import AgentNameWrong
from models.actions.upkeep.enrolments import CodeOver, Place, PlaceWrong, RootWrong, make_code, take_code
from models.rules.core.errors import NotPermitted
from models.rules.staff.roles import Role
from models.rules.upkeep.enrol_code import LASTS, read_code
from models.tables import Audit, Enrolment
from models.tables.core.keys.machine_key import new_machine_key
from models.tables.core.keys.office_vouch import office_public
from models.tables.upkeep import agent_role
from tests.office import NOW, actor
from tests.tables.upkeep.test_agent_role_line import certificate

ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
KEY = b"R0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0c="
ROOT = certificate()[1].decode()
AT = Place("server.kantor.lan", ROOT)
SEEN = b"s" * 16
MINE = new_machine_key()


def coded(name: str = "gerbang1") -> bytes:
    """Make a code and return its word."""
    return read_code(make_code(name, AT, SEEN, KEY, OPERATOR, NOW).code).word


@ON_POSTGRESQL
def test_who_shows_the_code_is_entered_and_handed_his_place(account: Any, database_url: str) -> None:
    made = make_code("gerbang1", AT, SEEN, KEY, OPERATOR, NOW)
    code = read_code(made.code)
    assert code.seen == SEEN and made.until == NOW + LASTS
    handed = take_code(code.word, MINE.public, database_url, KEY, NOW, "10.0.0.7")
    parts = urlsplit(handed.database)
    assert (parts.username, parts.hostname, parts.port, parts.query) == (
        *(agent_role.login_of("gerbang1"), "server.kantor.lan", 5432),
        "sslmode=verify-full",
    )
    assert (handed.name, handed.root, handed.office) == ("gerbang1", ROOT, office_public(KEY))
    machine = in_use("gerbang1")
    assert machine is not None and demand_trusted(machine, KEY).public == MINE.public
    assert agent_role.agents() == ["gerbang1"]
    events = (
        Audit.select().where(Audit.event.in_(["kode_komputer", "komputer_kanal", "peran_agen"])).order_by(Audit.id)
    )
    assert [(row.event, row.actor, row.address) for row in events] == [
        ("kode_komputer", "operator", ""),
        ("komputer_kanal", "sistem", "10.0.0.7"),
        ("peran_agen", "sistem", "10.0.0.7"),
    ]


@ON_POSTGRESQL
def test_a_code_counts_once_and_for_an_hour(account: Any, database_url: str) -> None:
    word = coded()
    for late in (LASTS, timedelta(days=-1)):  # also by a clock that was set back
        with pytest.raises(CodeOver):
            take_code(word, MINE.public, database_url, KEY, NOW + late)
    take_code(word, MINE.public, database_url, KEY, NOW + LASTS - timedelta(seconds=1))
    for key in (MINE, new_machine_key()):
        with pytest.raises(CodeOver):
            take_code(word, key.public, database_url, KEY, NOW)


@ON_POSTGRESQL
def test_a_newer_code_of_the_name_ends_the_one_before(account: Any, database_url: str) -> None:
    first, second = coded(), coded()
    with pytest.raises(CodeOver):
        take_code(first, MINE.public, database_url, KEY, NOW)
    assert take_code(second, MINE.public, database_url, KEY, NOW).name == "gerbang1"


@ON_POSTGRESQL
@pytest.mark.parametrize("changed", [{"place": "10.0.0.66:1"}, {"root": "lain"}, {"name": "gerbang2"}, {"kept": ""}])
def test_a_code_written_or_changed_in_the_database_does_not_count(
    account: Any, database_url: str, changed: dict[str, str]
) -> None:
    word = coded()
    Enrolment.update(changed).execute()
    with pytest.raises(CodeOver):
        take_code(word, MINE.public, database_url, KEY, NOW)
    assert agent_role.agents() == [] and Enrolment.get().used_at is None


@ON_POSTGRESQL
def test_a_key_that_was_taken_away_gets_nothing_and_the_code_stays(account: Any, database_url: str) -> None:
    take_code(coded(), MINE.public, database_url, KEY, NOW)
    with pytest.raises(MachineKnown):
        coded()
    revoke("gerbang1", OPERATOR, NOW)
    agent_role.shut_login("gerbang1")
    word = coded()
    with pytest.raises(KeyUsed):
        take_code(word, MINE.public, database_url, KEY, NOW)
    assert agent_role.agents() == [] and in_use("gerbang1") is None
    assert take_code(word, new_machine_key().public, database_url, KEY, NOW).name == "gerbang1"


def test_what_is_entered_wrong_makes_no_code(sqlite_account: Any) -> None:
    for place in ("", "http://server", "server:0", "a@server", "server/db", "x" * 256, "server:99999"):
        with pytest.raises(PlaceWrong):
            make_code("gerbang1", Place(place, ROOT), SEEN, KEY, OPERATOR, NOW)
    for root in ("", "-----BEGIN CERTIFICATE-----", ROOT.replace("M", "N")):
        with pytest.raises(RootWrong):
            make_code("gerbang1", Place("server", root), SEEN, KEY, OPERATOR, NOW)
    with pytest.raises(AgentNameWrong):
        make_code("Gerbang 1", AT, SEEN, KEY, OPERATOR, NOW)
    with pytest.raises(NotPermitted):
        make_code("gerbang1", AT, SEEN, KEY, actor(Role.PENGELOLA), NOW)
    assert Enrolment.select().count() == 0


def test_of_a_code_the_word_is_kept_nowhere(sqlite_account: Any) -> None:
    word = coded()
    row = Enrolment.get()
    assert word.hex() not in str(row.__data__) and word not in row.kept.encode()
