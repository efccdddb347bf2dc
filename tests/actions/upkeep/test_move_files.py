"""Files are moved from either store into the other, each compared; killed or broken off, the next move goes on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.actions.upkeep.file_places import FilesElsewhere, demand_fitting, note_place
from models.actions.upkeep.move_files import DAMAGED, MoveRefused, move_files
from models.tables import AgentHeartbeat, FilePlace, KeptFile
from models.tables.core.files.chunks import CHUNK
from models.tables.core.files.database_store import DatabaseStore
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.files.store import DATABASE, FOLDER
from models.tables.core.settings import Settings, load_settings
from tests.office import NOW, office

FILES = [b"foto", b"", b"film" * CHUNK]


@pytest.fixture
def settings(postgres: str, tmp_path: Path) -> Iterator[Settings]:
    """An office on PostgreSQL with three files in its folder."""
    values = {"ADUAN_DATABASE_URL": f"{postgres}/moved", "ADUAN_DATA_DIR": str(tmp_path)}
    found = load_settings(values, tmp_path / "none.toml")
    with office(values["ADUAN_DATABASE_URL"]):
        note_place(found, NOW)
        for content in FILES:
            found.files.keep(content)
        yield found


def test_there_and_back_again_every_file_is_the_same_and_in_one_place(settings: Settings) -> None:
    folder, shared = settings.files, DatabaseStore()
    names, told = list(folder.names()), list[str]()
    moved = move_files(settings, DATABASE, NOW, told.append)
    assert (moved.copied, moved.there, moved.size, moved.damaged) == (3, 0, sum(map(len, FILES)), [])
    assert (list(shared.names()), settings.files_dir.exists(), FilePlace.select().count()) == (names, False, 0)
    assert sorted(map(shared.read, names)) == sorted(FILES)
    assert told and "3 files" in told[0]
    with pytest.raises(FilesElsewhere, match="kept in the database"):
        demand_fitting(settings)
    demand_fitting(replace(settings, file_store=DATABASE))
    move_files(replace(settings, file_store=DATABASE), FOLDER, NOW)
    assert (list(folder.names()), list(shared.names()), KeptFile.select().count()) == (names, [], 0)
    demand_fitting(settings)
    with pytest.raises(FilesElsewhere, match="files move --to database"):
        demand_fitting(replace(settings, file_store=DATABASE))


@pytest.mark.parametrize("after", [0, 1, 2])
def test_broken_off_anywhere_nothing_is_lost_and_the_next_one_goes_on(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    names, left = list(settings.files.names()), after
    copy = DatabaseStore.keep_as

    def killed(self: DatabaseStore, sha256: str, pieces: Iterator[bytes]) -> bool:
        nonlocal left
        if not left:
            raise KeyboardInterrupt
        left -= 1
        return copy(self, sha256, pieces)

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(DatabaseStore, "keep_as", killed)
        move_files(settings, DATABASE, NOW)
    assert [name for name in names if settings.files.is_intact(name)] == names
    moved = move_files(settings, DATABASE, NOW)
    assert (moved.copied, moved.there) == (3 - after, after)
    assert list(DatabaseStore().names()) == names


def test_broken_off_while_the_first_ones_leave_it_goes_on_too(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, left = list(settings.files.names()), FolderStore.remove

    def killed(self: FolderStore, sha256: str, *words: object) -> bool | None:
        if sha256 == names[1]:
            raise KeyboardInterrupt
        return left(self, sha256, *words)  # type: ignore[arg-type]

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(FolderStore, "remove", killed)
        move_files(settings, DATABASE, NOW)
    assert [name for name in names if DatabaseStore().is_intact(name)] == names
    with pytest.raises(FilesElsewhere):
        demand_fitting(replace(settings, file_store=DATABASE))
    assert (move_files(settings, DATABASE, NOW).there, settings.files_dir.exists()) == (2, False)


def test_what_is_not_whole_is_named_and_set_aside(settings: Settings, tmp_path: Path) -> None:
    store = settings.files
    assert isinstance(store, FolderStore)
    bad = store.keep(b"paspor")
    store.path_of(bad).write_bytes(b"lain")
    moved = move_files(settings, DATABASE, NOW)
    assert (moved.copied, moved.damaged) == (3, [bad])
    assert (tmp_path / DAMAGED / bad).read_bytes() == b"lain"
    assert not DatabaseStore().has(bad) and not settings.files_dir.exists()


def test_a_second_machine_brings_its_own_files(settings: Settings, tmp_path: Path) -> None:
    move_files(settings, DATABASE, NOW)
    gateway = replace(settings, data_dir=tmp_path / "gateway")
    only_there = gateway.files.keep(b"foto dari gateway")
    gateway.files.keep(FILES[0])
    moved = move_files(gateway, DATABASE, NOW)
    assert (moved.copied, moved.there) == (1, 1)
    assert DatabaseStore().read(only_there) == b"foto dari gateway"


def test_while_an_agent_runs_nothing_is_moved(settings: Settings) -> None:
    AgentHeartbeat.create(owner="gateway-1-ab", started_at=NOW, seen_at=NOW)
    with pytest.raises(MoveRefused, match="gateway-1-ab is running"):
        move_files(settings, DATABASE, NOW)
    assert (len(list(settings.files.names())), KeptFile.select().count()) == (3, 0)
