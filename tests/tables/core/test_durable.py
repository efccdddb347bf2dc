"""Writing in the place of a file: the old one or the new, and nothing beside; and for its owner alone."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.tables import OfficeSetting, database
from models.tables.core import durable
from models.tables.core.database import close_database, open_database
from models.tables.core.durable import (
    begin_private,
    files_of_database,
    give_to_folders_owner,
    narrow,
    sync_folder,
    wider,
    write_durably,
    write_first,
)


def test_the_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "catatan"
    for content in (b"lama", b"baru"):
        write_durably(path, content)
        assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == ["catatan"]


def test_a_full_disk_leaves_the_old_content_and_no_scrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "catatan"
    write_durably(path, b"lama")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_durably(path, b"baru")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("catatan", b"lama")]


def test_a_folder_that_is_not_there_cannot_be_waited_for(tmp_path: Path) -> None:
    sync_folder(tmp_path)
    if os.name == "posix":
        with pytest.raises(FileNotFoundError):
            sync_folder(tmp_path / "tidak ada")


@pytest.mark.parametrize("windows", [False, True])
def test_of_two_that_write_first_the_first_one_stays_without_a_scrap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, windows: bool
) -> None:
    monkeypatch.setattr(durable, "_OPEN_FILES_KEEP_NAMES", windows)
    monkeypatch.setattr(os, "rename", _as_windows_renames)
    for content in (b"pertama", b"kedua"):
        write_first(tmp_path / "kunci", content)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("kunci", b"pertama")]


def test_on_windows_nobody_ever_reads_a_file_with_a_second_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "_OPEN_FILES_KEEP_NAMES", True)
    monkeypatch.setattr(os, "rename", _as_windows_renames)
    removed, unlink = [], Path.unlink

    def counting(path: Path, missing_ok: bool = False) -> None:
        if path.exists():
            removed.append(path.stat().st_nlink)
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", counting)
    write_first(tmp_path / "kunci", b"isi")
    assert removed == []  # a reader of the other name would have kept it (WinError 32)


def _as_windows_renames(old: str, new: Path) -> None:
    if new.exists():
        raise FileExistsError(17, "Cannot create a file when that file already exists", str(new))
    Path(old).replace(new)


ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has access lists of its own")


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def generous() -> Iterator[None]:
    """A machine whose accounts read each other's new files, as many do."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@ON_POSIX
@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_database_and_what_lies_beside_it_are_made_for_their_owner_alone(
    generous: None, tmp_path: Path, mode: str
) -> None:
    path = tmp_path / "aduan.db"
    open_database(f"sqlite:///{path}")
    try:
        with database.connection_context():
            database.execute_sql(f"PRAGMA journal_mode = {mode}")
            with database.atomic():
                database.create_tables([OfficeSetting])
                found = files_of_database(path)
                assert len(found) == (3 if mode == "wal" else 2)
                assert [rights(one) for one in found] == [0o600] * len(found)
    finally:
        close_database()


@ON_POSIX
def test_a_database_that_is_there_is_left_alone(generous: None, tmp_path: Path) -> None:
    path = tmp_path / "aduan.db"
    path.write_bytes(b"isi")
    begin_private(path)
    assert (path.read_bytes(), rights(path)) == (b"isi", 0o644)


@ON_POSIX
def test_what_others_may_use_is_named_and_narrowed(generous: None, tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "data", tmp_path / "lain" / "aduan.db"
    for place in (folder / "files", elsewhere.parent):
        place.mkdir(parents=True)
    for name in ("aduan.db", "aduan.db-wal", "attempts.log", "aduan.db.copy"):
        (folder / name).touch()
    (folder / "secret.key").touch(mode=0o600)
    (folder / "program").touch(mode=0o755)
    elsewhere.touch()
    assert {path.name for path in files_of_database(folder / "aduan.db")} == {
        "aduan.db",
        "aduan.db-wal",
        "aduan.db.copy",
    }
    (folder / "pintas").symlink_to(tmp_path / "lain")
    found = wider(folder, files_of_database(elsewhere))
    wanted = {"data", "files", "aduan.db", "aduan.db-wal", "attempts.log", "aduan.db.copy", "program"}
    assert {path.name for path in found} == wanted
    assert elsewhere in found
    assert narrow(found) == []
    assert wider(folder, [elsewhere]) == []
    (folder / "later.log").touch()
    assert wider(folder, [elsewhere]) == []  # the folder closes it
    assert [rights(path) for path in (folder, folder / "aduan.db", folder / "program")] == [0o700, 0o600, 0o700]
    assert rights(tmp_path / "lain") == 0o755  # behind a link lies what is not ours


def test_what_went_meanwhile_or_is_anothers_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert narrow([tmp_path / "gone"]) == []
    (tmp_path / "asing").touch()

    def refuse(path: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    assert narrow([tmp_path / "asing"]) == [tmp_path / "asing"]


def test_a_folder_that_is_not_there_yet_is_not_wide(tmp_path: Path) -> None:
    assert wider(tmp_path / "none", []) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_root_gives_a_file_to_the_folders_owner_and_never_what_a_link_there_names(tmp_path: Path) -> None:
    folder, other = tmp_path / "data", tmp_path / "shadow"
    folder.mkdir()
    os.chown(folder, 4711, 4712)
    other.write_text("root's")
    (folder / "written").write_text("by root")
    (folder / "link").symlink_to(other)
    for name in ("written", "link"):
        give_to_folders_owner(folder / name)
    assert ((folder / "written").stat().st_uid, (folder / "written").stat().st_gid) == (4711, 4712)
    assert (other.stat().st_uid, (folder / "link").lstat().st_uid) == (0, 4711)
