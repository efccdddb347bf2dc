"""As a program starts, an older office's data become their owner's alone; what stays open is told."""

import logging
import os
from pathlib import Path

import pytest

from models.actions.upkeep import data_rights
from models.actions.upkeep.backup.sqlite_copy import copy_out
from models.actions.upkeep.data_rights import open_to_others
from models.actions.upkeep.file_places import begin_with_files
from models.tables.core.database import is_sqlite
from models.tables.core.settings import Settings, load_settings
from tests.office import NOW, office

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has access lists of its own")


def settings_of(url: str, folder: Path) -> Settings:
    return load_settings({"ADUAN_DATABASE_URL": url, "ADUAN_DATA_DIR": str(folder)}, folder / "none.toml")


def test_a_program_that_starts_closes_what_an_older_office_left_open(
    database_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    settings = settings_of(database_url, folder)
    with office(database_url):
        for path in (folder / "attempts.log", folder / "aduan.db.copy"):
            path.touch(mode=0o644)
        folder.chmod(0o755)
        if is_sqlite():
            (tmp_path / "aduan.db").chmod(0o644)  # a database outside the data folder
            assert tmp_path / "aduan.db" in open_to_others(settings)
        assert {folder, folder / "attempts.log", folder / "aduan.db.copy"} <= set(open_to_others(settings))
        with caplog.at_level(logging.WARNING):
            begin_with_files(settings, NOW)
        assert open_to_others(settings) == []
        assert "attempts.log" in caplog.text
        assert tmp_path.stat().st_mode & 0o777 != 0o600, "the folder of a database elsewhere is not ours"


def test_what_is_another_owners_is_said_to_be_open_still(
    database_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_of(database_url, tmp_path)
    with office(database_url):
        tmp_path.chmod(0o755)
        monkeypatch.setattr(data_rights, "narrow", lambda paths: paths)
        with caplog.at_level(logging.WARNING):
            begin_with_files(settings, NOW)
    assert "another owner's" in caplog.text
    assert "cannot any more" not in caplog.text


def test_a_copy_of_the_database_is_made_for_its_owner_alone(sqlite_account: object, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        copy_out(tmp_path / "salinan.db")
    finally:
        os.umask(before)
    assert (tmp_path / "salinan.db").stat().st_mode & 0o777 == 0o600
