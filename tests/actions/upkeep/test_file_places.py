"""A program notes where it keeps files, forgets folders that are no more, and does not begin without its files."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from peewee import OperationalError

from models.actions.upkeep import file_places
from models.actions.upkeep.file_places import FilesElsewhere, begin_with_files, misfit
from models.tables import FilePlace
from models.tables.core.files import places
from models.tables.core.files.places import this_machine
from models.tables.core.files.store import DATABASE
from models.tables.core.settings import Settings, load_settings
from tests.office import NOW, office

NO_FILE = Path("none.toml")


@pytest.fixture
def settings(postgres: str, tmp_path: Path) -> Iterator[Settings]:
    """An office on PostgreSQL that keeps files in its folder."""
    values = {"ADUAN_DATABASE_URL": f"{postgres}/begun", "ADUAN_DATA_DIR": str(tmp_path)}
    with office(values["ADUAN_DATABASE_URL"]):
        yield load_settings(values, tmp_path / "none.toml")


def test_a_folder_is_noted_once_and_one_that_is_no_more_is_forgotten(settings: Settings, tmp_path: Path) -> None:
    FilePlace.create(host=this_machine(), path=str(tmp_path / "moved away"), seen_at=NOW)
    FilePlace.create(host="gateway", path=str(tmp_path / "nobody here knows"), seen_at=NOW)
    for day in range(2):
        begin_with_files(settings, NOW + timedelta(days=day))
    noted = {(row.host, row.path): row.seen_at for row in FilePlace.select()}
    assert noted == {
        ("gateway", str(tmp_path / "nobody here knows")): NOW,
        (this_machine(), str(settings.files_dir)): NOW + timedelta(days=1),
    }


def test_a_program_does_not_begin_where_files_are_in_the_other_store(settings: Settings) -> None:
    shared = replace(settings, file_store=DATABASE)
    begin_with_files(shared, NOW)
    settings.files.keep(b"foto")
    with pytest.raises(FilesElsewhere, match="files move --to database"):
        begin_with_files(shared, NOW)
    shared.files.keep(b"lain")
    with pytest.raises(FilesElsewhere, match="kept in the database"):
        begin_with_files(settings, NOW)


def test_a_program_does_not_begin_on_an_empty_folder_in_the_place_of_its_own(
    database_url: str, tmp_path: Path
) -> None:
    with office(database_url):
        settings = load_settings({"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(tmp_path)}, NO_FILE)
        begin_with_files(settings, NOW)
        settings.files.keep(b"foto")
        settings.files_dir.rename(tmp_path / "unmounted")
        for _ in range(2):  # the first refusal marks nothing
            with pytest.raises(FilesElsewhere, match="is its disk not mounted"):
                begin_with_files(settings, NOW)
        assert not settings.files_dir.exists()
        (tmp_path / "unmounted").rename(settings.files_dir)
        begin_with_files(settings, NOW)


def test_an_office_on_sqlite_takes_its_folder_along_to_another_pc(
    sqlite_account: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load_settings({"ADUAN_DATA_DIR": str(tmp_path / "before")}, NO_FILE)
    begin_with_files(before, NOW)
    shutil.copytree(before.data_dir, tmp_path / "after")
    monkeypatch.setattr(places, "platform", SimpleNamespace(node=lambda: "komputer baru"))
    after = load_settings({"ADUAN_DATA_DIR": str(tmp_path / "after")}, NO_FILE)
    begin_with_files(after, NOW)
    assert [(row.host, row.path) for row in FilePlace.select()] == [("komputer baru", str(after.files_dir))]


def test_a_database_that_takes_no_writes_shuts_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OperationalError("cannot execute INSERT in a read-only transaction")

    monkeypatch.setattr(file_places, "insert_rows", read_only)
    begin_with_files(settings, NOW)
    assert (misfit(settings), FilePlace.select().count()) == ("", 0)
