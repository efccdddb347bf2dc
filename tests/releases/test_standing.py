"""A filled office is updated where it stands: nothing of it is lost, and its channels go on with their secrets."""

import json
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from models.actions.channels.agent_machines import register
from models.actions.channels.channel_secrets import open_secrets
from models.actions.channels.move_channel import move_channel
from models.actions.core.actor import OPERATOR
from models.rules.upkeep.agent_rights import AGENT_RIGHTS, Rights
from models.tables import TABLES, AgentMachine, ChannelAccount, Staff, database
from models.tables.core.database import close_database, connected, open_database
from models.tables.core.keys.machine_key import new_machine_key
from models.tables.core.secrets import load_key, unseal
from models.tables.upkeep import agent_role
from sync_agent.simulator.app import build
from sync_agent.simulator.serve import start
from sync_agent.simulator.waha.messages import Draft, Settings
from tests.journeys.programs import FAST, Programs
from tests.office import NOW
from tests.releases.standing import SEED, STANDING, TABLES_SQL, secrets_of
from tests.sync_agent import processes
from tests.sync_agent.desk import ANI

SCHEMAS = sorted({path.name[:4] for path in STANDING.glob("*.zip")})
MACHINE = new_machine_key()
WORDS = "Paspor saya belum selesai"
_Rows = dict[str, tuple[list[str], "Counter[str]"]]  # of each table its columns, and its rows


@dataclass
class Standing:
    """An office of that day on its computer, with today's program beside it."""

    programs: Programs
    url: str
    folder: Path

    @property
    def key(self) -> bytes:
        return load_key(self.folder / "secret.key")


@pytest.fixture(params=SCHEMAS)
def standing(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[Standing]:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    engine = database_url.partition(":")[0]
    with zipfile.ZipFile(STANDING / f"{request.param}-{engine}.zip") as packed:
        packed.extractall(folder)
    url = f"sqlite:///{folder / 'aduan.db'}" if engine == "sqlite" else database_url
    if engine == "postgresql":
        _enter(database_url, (folder / TABLES_SQL).read_text("utf-8"))
        (folder / TABLES_SQL).unlink()
    yield Standing(Programs(folder, url), url, folder)
    close_database()


def test_a_filled_office_is_updated_where_it_stands_and_nothing_is_lost(standing: Standing) -> None:
    before = _rows(standing)
    assert len(before["complaint"][1]) > 15 and before["destruction_list"][1] and before["register_line"][1]
    standing.programs.admin("migrate")
    after = _rows(standing, {name: columns for name, (columns, _) in before.items()})
    assert {name: lost for name in before if (lost := before[name][1] - after[name][1])} == {}
    said = standing.programs.admin("verify").stdout
    assert "all well" in said
    assert "secret.key opens all" in standing.programs.admin("doctor", check=False).stdout


def test_its_channels_and_second_factors_still_open_and_a_machine_can_take_a_channel(standing: Standing) -> None:
    standing.programs.admin("migrate")
    open_database(standing.url)
    with connected():
        rows = list(ChannelAccount.select().order_by(ChannelAccount.id))
        assert {row.kind: open_secrets(row, standing.key) for row in rows} == {
            row.kind: secrets_of(row.kind) for row in rows
        }
        assert {unseal(standing.key, row.totp_secret) for row in Staff.select()} == {SEED}
        register("gerbang1", MACHINE.public, standing.key, OPERATOR, NOW)
        for row in rows:
            assert move_channel(row.id, "gerbang1", standing.key, OPERATOR, NOW)
            moved = open_secrets(ChannelAccount.get_by_id(row.id), MACHINE)
            assert moved.items() <= secrets_of(row.kind).items() and len(moved) > 0
        assert AgentMachine.select().count() == 1


def test_its_agent_goes_on_with_what_it_has(standing: Standing) -> None:
    standing.programs.admin("migrate")
    _serves(standing, standing.programs.env)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_an_agent_on_another_computer_goes_on_with_its_copy_of_the_key(standing: Standing, tmp_path: Path) -> None:
    open_database(standing.url)
    with connected():
        agent_role.renew(_rights_of_that_day())
        password = agent_role.add_login("gerbang1")
        login = agent_role.login_of("gerbang1")
    close_database()
    standing.programs.admin("migrate")
    gateway = tmp_path / "gateway"
    gateway.mkdir(mode=0o700)
    (gateway / "secret.key").write_bytes(standing.key)
    (gateway / "secret.key").chmod(0o600)
    url = standing.url.replace("postgres@", f"{login}:{password}@")
    _serves(standing, {"ADUAN_DATA_DIR": str(gateway), "ADUAN_DATABASE_URL": url, "ADUAN_FILE_STORE": "database"})


def _serves(standing: Standing, environ: dict[str, str]) -> None:
    """Let a citizen write, and the agent take it in by the secret that the office had."""
    with start(build(seed=5, settings=Settings(api_key=secrets_of("waha")["api_key"]))) as simulator:
        open_database(standing.url)
        with connected():
            place = {"session": "default", "base_url": simulator.waha_url}
            ChannelAccount.update(settings=json.dumps(place)).where(ChannelAccount.kind == "waha").execute()
            ChannelAccount.update(enabled=False).where(ChannelAccount.kind != "waha").execute()
        close_database()
        simulator.practice.gateway.receive(Draft(ANI, WORDS))
        done = processes.run(FAST | environ, "--once")
    assert done.returncode == 0, done.stderr
    assert WORDS in [row["text"] for row in standing.programs.export("messages")]


def _rights_of_that_day() -> dict[str, Rights]:
    """Return what that day's agents might do: today's rights, as far as the tables and columns were there."""
    there = set(database.get_tables())
    return {name: _less(name, rights) for name, rights in AGENT_RIGHTS.items() if name in there}


def _less(table: str, rights: Rights) -> Rights:
    there = {one.name for one in database.get_columns(table)}
    kept = {
        name: tuple(one for one in named if one in there)
        for name in ("reads", "updates", "hides")
        if isinstance(named := getattr(rights, name), Collection)
    }
    return replace(rights, **kept)  # type: ignore[arg-type]


def _enter(url: str, tables: str) -> None:
    """Make an office's tables in an empty database of PostgreSQL, as pg_dump wrote them."""
    import psycopg

    lines = [line for line in tables.splitlines() if not line.startswith("\\")]  # what only psql knows
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("\n".join(lines).encode())


def _rows(standing: Standing, columns: dict[str, list[str]] | None = None) -> _Rows:
    """Return every row of every table, or of these columns alone."""
    open_database(standing.url)
    with connected():
        wanted = columns or {name: [one.name for one in database.get_columns(name)] for name in _tables()}
        found = {name: (these, _rows_of(name, these)) for name, these in wanted.items()}
    close_database()
    return found


def _rows_of(table: str, columns: list[str]) -> "Counter[str]":
    words = ", ".join(f'"{name}"' for name in columns)
    return Counter(map(repr, database.execute_sql(f'SELECT {words} FROM "{table}"').fetchall()))  # noqa: S608


def _tables() -> list[str]:
    """Return the tables whose rows are nobody's but the office's; what the search still has to read is found anew."""
    return sorted({table._meta.table_name for table in TABLES} & set(database.get_tables()) - {"search_due"})
