"""Whatever is broken outside, the operator gets one plain sentence and an exit code, never a trace."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from admin_app.cli.sentences import explain
from models.tables import database
from models.tables.core.database import close_database, open_database
from tests.admin_app.cli.programs import Office
from tests.tables.upkeep.before_release import EARLY, stand_at
from tests.tables.upkeep.damaging import damage
from tests.tables.upkeep.described import described

COMMANDS = (("user", "list"), ("verify",), ("serve", "--port", "1"), ("export", "audit", "--format", "csv"))


@pytest.mark.parametrize("words", COMMANDS)
def test_a_database_of_a_newer_program_is_refused_by_every_command(ready: Office, words: tuple[str, ...]) -> None:
    open_database(ready.url)
    with database.connection_context():
        database.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')")
    assert ready.run(*words).refused(1, "newer version", "9999_later")
    assert ready.run("migrate").refused(1, "newer version")


def test_a_database_of_long_before_release_1_is_refused_by_every_command_and_not_written_to(
    ready: Office, tmp_path: Path
) -> None:
    assert ready.run("backup", str(tmp_path / "b.zip")).code == 0
    before = as_it_lies(ready, EARLY)
    for words in (("migrate",), *COMMANDS, ("backup", "x.zip"), ("restore", str(tmp_path / "b.zip")), ("index",)):
        assert ready.run(*words).refused(1, "before release 1.0", "Run its 'python3 run_admin.py migrate' first")
    assert "0020_finding" in ready.run("doctor").out
    assert as_it_lies(ready) == before


def as_it_lies(office: Office, names: Iterable[str] = ()) -> list[object]:
    """Return all that the database holds, on SQLite every byte of it; it first says to be at `names`, where given."""
    open_database(office.url)
    with database.connection_context():
        if names:
            stand_at(names)
        tables = sorted(database.get_tables())
        rows = [database.execute_sql(f'SELECT * FROM "{name}"').fetchall() for name in tables]  # noqa: S608
        found: list[object] = [described(), *map(sorted, rows)]
    close_database()
    return found if office.url.startswith("postgresql") else [(office.folder.parent / "aduan.db").read_bytes()]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://aduan:sangat-rahasia@127.0.0.1:1/aduan", "cannot be reached"),
        ("mysql://localhost/aduan", "mysql"),
        ("postgresql://127.0.0.1:many/aduan", "ADUAN_DATABASE_URL"),
        ("aduan.db", "ADUAN_DATABASE_URL"),
    ],
)
@pytest.mark.parametrize("words", [("user", "list"), ("migrate",), ("serve",)])
def test_a_database_that_is_not_there_is_one_sentence(
    tmp_path: Path, url: str, said: str, words: tuple[str, ...]
) -> None:
    done = Office(tmp_path / "data", url).run(*words)
    assert done.code in (1, 2)
    assert done.refused(done.code, said)
    assert "rahasia" not in done.err


def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    office = Office(tmp_path)
    (tmp_path / "aduan.db").write_bytes(b"not a database at all" * 100)
    for words in COMMANDS:
        if words[0] != "serve":  # which serves the page that says so: test_serving
            assert office.run(*words).refused(1, "damaged")


@pytest.mark.parametrize(("name", "value"), [("ADUAN_POLL_SECONDS", "often"), ("ADUAN_LOG", "xml")])
def test_a_broken_setting_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    for words in (*COMMANDS, ("doctor",), ("migrate",)):
        assert Office(tmp_path).run(*words).refused(2, name)


def test_F42_a_database_locked_for_long_is_one_sentence(here: Office) -> None:
    open_database(f"sqlite:///{here.folder / 'aduan.db'}")
    words = ("user", "add", "sari", "--role", "pengelola", "--password-stdin")
    with database.connection_context(), database.atomic():
        assert here.run_apart(*words, given="kata sandi panjang").refused(1, "busy")
    assert here.run(*words, given="kata sandi panjang").code == 0


def test_a_damaged_page_is_a_sentence_of_verify_and_not_a_trace(here: Office) -> None:
    damage(here.folder / "aduan.db", "complaint")
    assert here.run("verify").refused(1, "damaged", "restore FILE")


def test_a_key_lost_for_ever_is_followed_by_a_new_one_on_command_only(here: Office) -> None:
    words = ("channel", "add", "waha", "--label", "WA", "--set", "base_url=http://127.0.0.1:1", "--set", "session=a")
    assert here.run(*words, "--secret-stdin", given="kunci").code == 0
    (here.folder / "secret.key").unlink()
    words = (*words[:-1], "session=b")
    assert here.run(*words, "--secret-stdin", given="kunci").refused(1, "put the right secret.key back", "new-key")
    assert not (here.folder / "secret.key").exists()
    assert "1 channels wait" in here.run("new-key", "--yes").out
    words = tuple("Lain" if word == "WA" else word for word in words)
    assert here.run(*words, "--secret-stdin", given="kunci").code == 0


def test_a_lost_key_is_said_by_doctor(here: Office) -> None:
    words = ("channel", "add", "waha", "--label", "WA", "--set", "base_url=http://127.0.0.1:1", "--set", "session=a")
    assert here.run(*words, "--secret-stdin", given="kunci").code == 0
    (here.folder / "secret.key").unlink()
    done = here.run("doctor")
    assert (done.code, "secret.key is missing" in done.out) == (1, True)


def test_a_command_nobody_built_is_refused(here: Office) -> None:
    assert here.run("fly").refused(2, "fly")
    assert here.run("--colour").refused(2, "--colour")


def test_a_reader_that_goes_away_is_no_error(here: Office) -> None:
    for number in range(3):
        assert here.run("export", "audit", "--format", "jsonl").code == 0, number
    running = here.start("export", "audit", "--format", "jsonl")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.wait(30) == 0
    assert running.stderr.read() == ""
    running.stderr.close()


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (OSError(28, "No space left on device", "/data/x"), "/data/x: No space left on device."),
        (OSError("something"), "something"),
    ],
)
def test_a_file_that_cannot_be_written_is_named(problem: Exception, said: str) -> None:
    sentence, code = explain(problem)
    assert (said in sentence, code) == (True, 1)
