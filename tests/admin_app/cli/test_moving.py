"""`run_admin.py move` takes the office into the other kind of database; half of one is used by no program."""

import subprocess
import sys
from pathlib import Path

import pytest

from admin_app.cli.moving import MOVED_WITH_FAULTS
from admin_app.cli.sentences import FAILED, WRONG_USE
from models.tables import ChannelAccount, ReportPhoto, database
from models.tables.upkeep import half_moved
from tests.actions.upkeep.move_database.moving import at, empty_other
from tests.admin_app.cli.programs import Office
from tests.office import NOW, citizen_message, take_in
from tests.tools import ROOT


@pytest.fixture
def to(bare: Office, postgres: str, tmp_path: Path) -> str:
    """An empty database of the other kind, its address with a password."""
    return empty_other(bare.url, postgres, tmp_path).replace("postgres@", "postgres:rahasia@")


def test_it_is_moved_the_password_is_not_told_and_both_are_offices(ready: Office, to: str) -> None:
    words = ("user", "add", "admin", "--role", "administrator", "--password-stdin")
    assert ready.run(*words, given="Anggrek-tua-77").code == 0
    done = ready.run("move", "--to", "-", given=to)
    assert (done.code, done.err) == (0, "")
    assert "counts and hashes are equal" in done.out and "verify holds there" in done.out
    assert f"The old database keeps all it had, in {ready.url}" in done.out
    assert "rahasia" not in done.out + done.err
    assert any(line.startswith("staff: 1 rows, ") for line in done.out.splitlines())
    new = Office(ready.folder, to)
    for words in (("user", "list"), ("verify",), ("serve", "--port", "8099"), ("move", "--to", to)):
        assert ready.run(*words).refused(1, "moved from here to ", "--take-back"), words
    code, said = agent(ready, "--once")
    assert (code, "moved from here to" in said, "rahasia" in said) == (1, True, False)
    assert agent(new, "--once")[0] == 0
    assert [new.run("move", "--old-gone").code for _ in range(2)] == [0, 1]
    assert ready.run("move", "--take-back").code == 0
    assert ready.run("move", "--take-back").code == 1
    for office in (new, ready):
        assert "admin" in office.run("user", "list").out
        assert office.run("verify").code == 0
    trail = [office.run("export", "audit", "--format", "jsonl").out for office in (ready, new)]
    assert ["pindah_database" in said for said in trail] == [False, True]
    for words in ((), ("--to", to, "--take-back"), ("--take-back", "--old-gone")):
        assert ready.run("move", *words).code == 2
    assert ready.run("move", "--to", to).refused(1, "holds tables already")


def test_what_was_wrong_before_is_moved_and_told(ready: Office, to: str) -> None:
    with at(ready.url):
        take_in(ChannelAccount.create(kind="waha", label="Kantor", created_at=NOW), citizen_message())
        ReportPhoto.create(complaint=1, sha256="a" * 64, made_at=NOW, removed_at=NOW)
    done = ready.run("move", "--to", to)
    assert (done.code, "I-15" in done.out, "verify holds" in done.out) == (MOVED_WITH_FAULTS, True, False)
    assert MOVED_WITH_FAULTS not in (FAILED, WRONG_USE, 0)
    assert "verify: 1 of what must hold does not, in both databases." in done.err
    with at(to):
        assert (ReportPhoto.select().count(), half_moved.is_marked()) == (1, False)


def test_half_of_an_office_is_refused_by_every_program(bare: Office, to: str, tmp_path: Path) -> None:
    with at(bare.url):
        half_moved.mark()
        database.execute_sql("CREATE TABLE staff (id INTEGER PRIMARY KEY)")
    file = str(tmp_path / "b.zip")
    plain = (("migrate",), ("verify",), ("user", "list"))
    for words in (*plain, ("serve", "--port", "8099"), ("backup", file), ("move", "--to", to)):
        assert bare.run(*words).refused(1, "not all here", "run_admin.py move"), words
    assert "not all here" in bare.run("doctor").out
    for word in ("--once", "status"):
        code, said = agent(bare, word)
        assert (code, "not all here" in said) == (1, True), word


def agent(office: Office, word: str) -> tuple[int, str]:
    """Run the agent once with one word; return its exit code and what it said."""
    command = [sys.executable, "run_agent.py", word]
    done = subprocess.run(command, cwd=ROOT, env=office.environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr
