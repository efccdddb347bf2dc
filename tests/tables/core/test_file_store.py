"""Files under their sha256: kept once, whole or not at all, and what lies there half-written is found."""

import hashlib
import os
from pathlib import Path

import pytest

from models.tables.core import file_store


def test_the_same_bytes_are_one_file(tmp_path: Path) -> None:
    first = file_store.keep(tmp_path, b"foto")
    assert first == file_store.keep(tmp_path, b"foto") == hashlib.sha256(b"foto").hexdigest()
    assert [path.name for path in tmp_path.glob("*/*")] == [first]
    assert file_store.read(tmp_path, first) == b"foto"


def test_a_changed_or_missing_file_is_not_intact(tmp_path: Path) -> None:
    sha256 = file_store.keep(tmp_path, b"foto")
    assert file_store.is_intact(tmp_path, sha256)
    file_store.path_of(tmp_path, sha256).write_bytes(b"lain")
    assert not file_store.is_intact(tmp_path, sha256)
    assert not file_store.is_intact(tmp_path, "ab" * 32)
    for one in ("ab" * 32, sha256):
        with pytest.raises(FileNotFoundError):
            file_store.read(tmp_path, one)
    file_store.keep(tmp_path, b"foto")  # comes in once more, and is whole again
    assert file_store.read(tmp_path, sha256) == b"foto"


def test_a_file_is_kept_from_its_chunks_only_where_they_are_its_own(tmp_path: Path) -> None:
    sha256 = hashlib.sha256(b"foto").hexdigest()
    assert not file_store.keep_chunks(tmp_path, sha256, [b"fo", b"to!"])
    assert list(tmp_path.glob("*/*")) == []
    assert file_store.keep_chunks(tmp_path, sha256, [b"fo", b"to"])
    assert file_store.read(tmp_path, sha256) == b"foto"


def test_F43_a_full_disk_leaves_no_file_under_the_final_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        file_store.keep(tmp_path, b"foto")
    assert [path.suffix for path in tmp_path.glob("*/*")] in ([], [".part"])


def test_F10_only_old_half_written_files_are_leftovers(tmp_path: Path) -> None:
    sha256 = file_store.keep(tmp_path, b"foto")
    old, new = (file_store.path_of(tmp_path, sha256).with_name(name) for name in ("old.part", "new.part"))
    for path, touched in ((old, 1000), (new, 5000)):
        path.write_bytes(b"")
        os.utime(path, (touched, touched))
    assert list(file_store.leftovers(tmp_path, 3000)) == [old]


def test_a_file_is_removed_only_when_nobody_touched_it_lately(tmp_path: Path) -> None:
    sha256 = file_store.keep(tmp_path, b"lama")
    path = file_store.path_of(tmp_path, sha256)
    os.utime(path, (1000, 1000))
    assert file_store.remove(tmp_path, sha256, older_than=1000) is None
    file_store.keep(tmp_path, b"lama")  # wanted anew
    assert file_store.remove(tmp_path, sha256, older_than=2000) is None
    assert path.exists()
    os.utime(path, (1000, 1000))
    assert file_store.remove(tmp_path, sha256, older_than=1001) is True
    assert file_store.remove(tmp_path, sha256, older_than=1001) is False
