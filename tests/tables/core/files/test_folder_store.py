"""What is the folder's own: full disks, rights, files that cannot be removed, names that lead elsewhere."""

import os
from pathlib import Path
from typing import Any

import pytest

from models.tables.core.files.folder_store import FolderStore
from models.tables.core.files.store import StillStored
from tests.tables.core.files.kinds import AFTER, BEFORE


def test_F43_a_full_disk_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    store = FolderStore(tmp_path / "files")
    for keep in (store.keep, lambda content: store.keep_from([content])):
        with pytest.raises(OSError, match="No space"):
            keep(b"foto")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_only_the_owner_may_read_what_is_kept(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    for sha256 in (store.keep(b"foto"), store.keep_from([b"paspor"])):
        assert os.name != "posix" or store.path_of(sha256).stat().st_mode & 0o077 == 0


def test_what_cannot_be_removed_is_told_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened_elsewhere(self: Path, *_: Any, **__: Any) -> None:
        raise PermissionError(13, "in use")

    store = FolderStore(tmp_path)
    sha256 = store.keep(b"foto")
    monkeypatch.setattr(Path, "unlink", opened_elsewhere)
    with pytest.raises(StillStored) as told:
        store.remove(sha256, AFTER)
    assert told.value.where == str(tmp_path / sha256[:2] / sha256)
    assert store.read(sha256) == b"foto"


def test_what_is_removed_while_it_is_kept_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FolderStore(tmp_path)
    sha256 = store.keep(b"foto")
    look = FolderStore.is_intact

    def then_removed(self: FolderStore, name: str) -> bool:
        whole = look(self, name)
        self.path_of(name).unlink(missing_ok=True)
        return whole

    monkeypatch.setattr(FolderStore, "is_intact", then_removed)
    assert store.keep(b"foto") == sha256
    assert store.read(sha256) == b"foto"  # and not an empty file under its name


def test_a_file_that_is_kept_again_while_it_is_removed_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for step in ("rename", "unlink"):
        store = FolderStore(tmp_path / step)
        sha256 = store.keep(b"foto")
        os.utime(store.path_of(sha256), (1000, 1000))
        with monkeypatch.context() as patched:
            _keep_before(patched, step, store)
            assert store.remove(sha256, BEFORE) is (None if step == "rename" else True)
        assert store.read(sha256) == b"foto"
        assert len([path for path in store.root.rglob("*") if path.is_file()]) == 1


def _keep_before(patched: pytest.MonkeyPatch, step: str, store: FolderStore) -> None:
    do = getattr(Path, step)

    def kept_first(self: Path, *given: Any) -> Any:
        patched.undo()
        store.keep(b"foto")
        return do(self, *given)

    patched.setattr(Path, step, kept_first)


@pytest.mark.parametrize("kept_anew", [False, True])
def test_a_removal_that_was_killed_is_begun_again_by_the_next(tmp_path: Path, kept_anew: bool) -> None:
    store = FolderStore(tmp_path)
    sha256 = store.keep(b"foto")
    path = store.path_of(sha256)
    path.rename(path.with_name(f"{sha256}.removing"))
    if kept_anew:
        store.keep(b"foto")
    assert store.remove(sha256, AFTER) is True
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == []


def test_a_removal_that_was_killed_loses_no_file_that_is_wanted(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    sha256 = store.keep(b"foto")
    store.path_of(sha256).rename(store.path_of(sha256).with_name(f"{sha256}.removing"))
    assert store.clear_leftovers(BEFORE) == 0
    assert store.read(sha256) == b"foto"


def test_F10_only_old_half_written_files_are_leftovers(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    sha256 = store.keep(b"foto")
    old, new = (store.path_of(sha256).with_name(name) for name in ("old.part", "new.part"))
    for path in (old, new):
        path.write_bytes(b"")
    os.utime(old, (1000, 1000))
    assert list(store.leftovers(BEFORE)) == [str(old)]
    assert store.clear_leftovers(BEFORE) == 1
    assert (old.exists(), new.exists(), store.has(sha256)) == (False, True, True)
