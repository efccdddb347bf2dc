"""`update` where nothing is installed or named, and `try-out`; the rest is in tests/releases/test_updating.py."""

from pathlib import Path

import pytest

from admin_app.cli import updating
from models.actions.upkeep.updating.places import Installed
from models.rules.upkeep.updates import Journal, Stage
from models.tables import database
from models.tables.core.database import close_database, connected, open_database
from models.tables.upkeep import update_journal
from tests.admin_app.cli.programs import Office


def test_without_an_archive_it_says_what_to_name(here: Office) -> None:
    assert here.run("update").refused(2, "Name the ARCHIVE")


def test_a_copy_of_the_sources_is_not_updated(here: Office, tmp_path: Path) -> None:
    assert here.run("update", str(tmp_path)).refused(1, "installed from an archive")


def test_a_file_that_is_no_archive_is_refused(here: Office, tmp_path: Path) -> None:
    (tmp_path / "aduan.tar.gz").write_bytes(b"no archive")
    assert here.run("update", str(tmp_path / "aduan.tar.gz")).refused(1, "no archive of Aduan", "Nothing was changed")


def test_without_the_right_to_write_where_it_is_installed_sudo_is_named(
    here: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "installed_here", lambda: Installed(tmp_path / "opt"))
    monkeypatch.setattr(updating.os, "access", lambda path, _mode: Path(path) != tmp_path / "opt")
    assert here.run("update", str(tmp_path)).refused(1, "sudo --preserve-env")


@pytest.mark.parametrize("words", [("serve", "--port", "1"), ("update", "--settle")])
def test_no_program_begins_on_what_an_update_of_other_versions_left(here: Office, words: tuple[str, ...]) -> None:
    update_journal.note(here.folder, Journal(Stage.WELL, "1.0.0-a", "1.0.1-b", "b.zip", "1.0.0-a to 1.0.1-b"))
    assert here.run(*words).refused(4, "1.0.0-a to 1.0.1-b broke off", "Start the version in use")


def test_a_journal_that_cannot_be_read_is_said(here: Office) -> None:
    (here.folder / update_journal.NAME).write_text("{")
    assert here.run("update", "--settle").refused(1, update_journal.NAME)


def rows(office: Office) -> list[object]:
    open_database(office.url)
    with connected():
        found = [
            database.execute_sql(f"SELECT COUNT(*) FROM {name}").fetchone()  # noqa: S608 - our own names
            for name in sorted(database.get_tables())
        ]
    close_database()
    return found


def test_a_version_that_works_says_nothing_and_writes_nothing(ready: Office) -> None:
    before = rows(ready)
    done = ready.run("try-out")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert rows(ready) == before


def test_a_page_that_does_not_come_is_said(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> str:
        raise KeyError("halaman")

    monkeypatch.setattr("admin_app.shell.signing_in.render_template", lambda *_a, **_k: breaks())
    done = here.run("try-out")
    assert (done.code, "the sign-in page answers 500" in done.err) == (1, True)


def test_a_database_of_another_version_is_said(here: Office) -> None:
    open_database(f"sqlite:///{here.folder / 'aduan.db'}")
    with connected():
        database.execute_sql("DELETE FROM schema_migration WHERE name > '0090'")
    close_database()
    assert here.run("try-out").refused(1, "needs an upgrade")
