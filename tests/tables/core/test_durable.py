"""Writing in the place of a file: the old one or the new, and nothing beside."""

import os
from pathlib import Path

import pytest

from models.tables.core.durable import sync_folder, write_durably


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
