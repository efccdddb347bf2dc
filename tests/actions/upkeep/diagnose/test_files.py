"""Doctor says where files are, and does not call a folder safe that other machines of the office do not have."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.actions.upkeep.diagnose.files import look_at_files
from models.actions.upkeep.diagnose.findings import Level
from models.actions.upkeep.file_places import note_place
from models.tables import AgentHeartbeat, FilePlace
from models.tables.core.files.places import this_machine
from models.tables.core.files.store import DATABASE
from models.tables.core.settings import Settings, load_settings
from tests.office import NOW, office, settings_in


@pytest.fixture
def settings(postgres: str, tmp_path: Path) -> Iterator[Settings]:
    """An office on PostgreSQL that keeps files in its folder."""
    values = {"ADUAN_DATABASE_URL": f"{postgres}/places", "ADUAN_DATA_DIR": str(tmp_path)}
    with office(values["ADUAN_DATABASE_URL"]):
        yield load_settings(values, tmp_path / "none.toml")


def test_one_machine_may_keep_files_in_a_folder(settings: Settings) -> None:
    note_place(settings, NOW)
    note_place(settings, NOW + timedelta(days=1))
    assert [(row.host, row.seen_at) for row in FilePlace.select()] == [(this_machine(), NOW + timedelta(days=1))]
    AgentHeartbeat.create(owner=f"{this_machine()}-77-ab12", started_at=NOW, seen_at=NOW)
    (found,) = look_at_files(settings, NOW)
    assert (found.level, str(settings.files_dir) in found.sentence) == (Level.OK, True)


def test_an_agent_on_another_machine_makes_a_folder_unsafe(settings: Settings) -> None:
    AgentHeartbeat.create(owner="gateway-12-ab12", started_at=NOW, seen_at=NOW)
    (found,) = look_at_files(settings, NOW)
    assert (found.level, "gateway" in found.sentence, "files move" in found.sentence) == (Level.UNSAFE, True, True)
    (found,) = look_at_files(settings, NOW + timedelta(days=31))
    assert found.level is Level.OK  # that machine left the office


def test_another_machines_folder_makes_a_folder_unsafe(settings: Settings) -> None:
    FilePlace.create(host="server", path="/srv/aduan/files", seen_at=NOW)
    (found,) = look_at_files(settings, NOW)
    assert (found.level, "server" in found.sentence) == (Level.UNSAFE, True)


def test_the_database_serves_every_machine(settings: Settings) -> None:
    AgentHeartbeat.create(owner="gateway-12-ab12", started_at=NOW, seen_at=NOW)
    shared = replace(settings, file_store=DATABASE)
    note_place(shared, NOW)
    (found,) = look_at_files(shared, NOW)
    assert (found.level, FilePlace.select().count()) == (Level.OK, 0)


def test_files_in_the_other_store_are_told(settings: Settings) -> None:
    shared = replace(settings, file_store=DATABASE)
    shared.files.keep(b"foto")
    (found,) = look_at_files(settings, NOW)
    assert (found.level, "kept in the database" in found.sentence) == (Level.UNSAFE, True)
    settings.files.keep(b"lain")
    (found,) = look_at_files(shared, NOW)
    assert (found.level, str(settings.files_dir) in found.sentence) == (Level.UNSAFE, True)


def test_on_sqlite_there_is_one_machine(sqlite_account: object, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    note_place(settings, NOW)
    (found,) = look_at_files(settings, NOW)
    assert (found.level, [row.path for row in FilePlace.select()]) == (Level.OK, [str(settings.files_dir)])
