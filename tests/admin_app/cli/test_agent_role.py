"""`run_admin.py agent-role` gives an agent elsewhere a login, names who has one, and takes it away."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from models.tables.core.keys.machine_key import new_machine_key
from tests.admin_app.cli.programs import Office


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_login_is_printed_once_works_and_is_taken_away_with_its_connections(ready: Office) -> None:
    made = ready.run("agent-role", "new", "gerbang1")
    address = made.out.strip()
    assert (made.code, address.count("\n"), address in made.err) == (0, 0, False)
    assert ready.run("agent-role", "list").out == "gerbang1\n"
    assert address not in ready.run("agent-role", "renew").out
    connection = psycopg.connect(address, autocommit=True)
    assert connection.execute("SELECT count(*) FROM message").fetchone() == (0,)
    done = ready.run("agent-role", "off", "gerbang1")
    assert (done.code, "can enter no more" in done.out) == (0, True)
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    assert ready.run("agent-role", "list").out == ""
    assert ready.run("agent-role", "off", "gerbang1").refused(1, "no agent gerbang1")
    assert ready.run("agent-role", "new", "Gerbang 1").refused(2, "small letters and digits")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_machine_with_a_key_serves_a_channel_until_it_is_taken_away(ready: Office) -> None:
    added = ready.run(
        *("channel", "add", "waha", "--label", "WA", "--set", "base_url=http://127.0.0.1:3000"),
        *("--set", "session=default", "--secret-stdin"),
        given="rahasia",
    )
    assert added.code == 0, added.err
    own, next_one = new_machine_key().public, new_machine_key().public
    assert ready.run("agent-role", "new", "gerbang1", "--key", own[1:]).refused(1, "no key of a machine")
    assert ready.run("agent-role", "list").out == ""  # neither half of it is done
    made = ready.run("agent-role", "new", "gerbang1", "--key", own)
    assert made.code == 0 and psycopg.connect(made.out.strip()).execute("SELECT 1").fetchone() == (1,)
    moved = ready.run("channel", "move", "1", "--to", "gerbang1")
    assert (moved.code, moved.err) == (0, ""), moved.err
    assert ready.run("channel", "move", "1", "--to", "gerbang2").refused(1, "no such thing")
    assert ready.run("channel", "move", "1").refused(2, "--to NAME, or --office")
    gone = ready.run("agent-role", "off", "gerbang1")
    assert gone.code == 0 and "Channel 1 (WA) stands still until it is moved" in gone.out
    assert ready.run("agent-role", "new", "gerbang1").refused(2, "give --key")
    assert ready.run("agent-role", "new", "gerbang1", "--key", own).refused(1, "taken away")
    assert ready.run("agent-role", "new", "gerbang1", "--key", next_one).code == 0
    again = ready.run("channel", "move", "1", "--to", "gerbang1")
    assert again.code == 0
    back = ready.run("channel", "move", "1", "--office")
    assert back.code == 0 and "agents of the office itself" in back.out


@pytest.fixture
def owned(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """An office whose database belongs to a role that may make roles and is no superuser, as an office's should."""
    name = database_url.rpartition("/")[2]
    owner = f"pemilik_{name}"
    with psycopg.connect(database_url, autocommit=True) as superuser:
        superuser.execute(f'CREATE ROLE "{owner}" LOGIN CREATEROLE')
        superuser.execute(f'ALTER DATABASE "{name}" OWNER TO "{owner}"')
        yield Office(tmp_path / "data", database_url.replace("postgres@", f"{owner}@"))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_an_owner_that_is_no_superuser_gives_and_takes_logins(owned: Office) -> None:
    assert owned.run("migrate").code == 0
    made = owned.run("agent-role", "new", "gerbang1")
    assert made.code == 0, made.err
    with psycopg.connect(made.out.strip(), autocommit=True) as connection:
        assert connection.execute("SELECT password_hash FROM staff").fetchall() == []
        for beyond in ("SELECT password_hash FROM public.staff", "CREATE TABLE mine (id INTEGER)"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(beyond)
        done = owned.run("agent-role", "off", "gerbang1")
        assert done.code == 0, done.err
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    assert owned.run("migrate").code == 0


@pytest.mark.parametrize("words", [("new", "gerbang1"), ("off", "gerbang1"), ("renew",), ("list",)])
def test_with_sqlite_there_are_no_roles(here: Office, words: tuple[str, ...]) -> None:
    assert here.run("agent-role", *words).refused(2, "there are no roles")
