"""`update` where nothing is installed or named; what it does is in tests/releases/test_updating.py."""

from pathlib import Path

import pytest

from admin_app.cli import updating
from models.actions.upkeep.updating.places import Installed
from models.rules.upkeep.updates import Journal, Stage
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
