"""Writing in the place of a file: the old one or the new, and nothing beside."""

import os
from pathlib import Path

import pytest

from models.tables.core import durable
from models.tables.core.durable import sync_folder, write_durably, write_first


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
